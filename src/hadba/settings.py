"""What the user chose, read once from options and environment and never changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hadba.errors import UsageError
from hadba.log import PASSWORD_IN_URL

DEFAULT_LEDGER = "hadba.db"
FEW_REPORTS = 48  # below this, starting processes costs more than it saves


@dataclass(frozen=True, slots=True)
class Settings:
    """``ledger`` is a path or a ``postgresql://`` URL; ``jobs`` the number of processes, 0 for "as it fits".
    ``screen``: only what may bear a claim is read."""

    ledger: str = DEFAULT_LEDGER
    jobs: int = 0
    screen: bool = True

    @property
    def ledger_shown(self) -> str:
        """The ledger as it may be printed: without a password."""
        return PASSWORD_IN_URL.sub(r"\1:***@", self.ledger)

    def jobs_for(self, reports: int) -> int:
        """How many processes to read that many reports with."""
        if self.jobs:
            return self.jobs
        return 1 if reports < FEW_REPORTS else cores()


def settings(
    *, ledger: str | None = None, jobs: int | None = None, screen: bool = True, environment: Mapping[str, str] = os.environ
) -> Settings:
    """Options first, then ``HADBA_LEDGER`` and ``HADBA_JOBS``, then the defaults."""
    asked = jobs if jobs is not None else environment.get("HADBA_JOBS", "0")
    try:
        number = int(asked)
    except ValueError as error:
        raise UsageError(f"HADBA_JOBS must be a whole number, not {asked!r}.") from error
    if number < 0:
        raise UsageError("The number of jobs cannot be negative.")
    return Settings(ledger=ledger or environment.get("HADBA_LEDGER") or DEFAULT_LEDGER, jobs=number, screen=screen)


def cache_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where what can be made again is kept: ``HADBA_CACHE``, else Hadba's folder in the user's cache."""
    base = environment.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(environment.get("HADBA_CACHE") or Path(base) / "hadba")


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
