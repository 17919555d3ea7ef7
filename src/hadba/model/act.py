"""What was done in public with a ledger: a policy that was set, a release that was made, a time-stamp that was had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from hadba.model.ids import content_id

POLICY, RELEASE, STAMP = "policy", "release", "stamp"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an incident stood in a release: killed and injured (low, high, whether high is open) under the release's rule,
    nulls where nothing is counted; its grade; and its claims, by which it is found again when ids change."""

    name: str  # "air strike, Mosul, 2017-05-28"
    killed: tuple[int | None, int | None, bool]
    injured: tuple[int | None, int | None, bool]
    grade: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """An act, never changed. ``number`` counts those of a kind from 1; ``text`` is the policy, the release's manifest
    or the time-stamp; ``standing`` holds the incidents of a release by id."""

    id: str
    kind: str
    number: int
    who: str
    at: datetime
    why: str
    text: str
    convention: str = ""
    standing: Mapping[str, Standing] = field(default_factory=dict)


def make_act(
    kind: str,
    number: int,
    text: str,
    *,
    who: str,
    at: datetime,
    why: str = "",
    convention: str = "",
    standing: Mapping[str, Standing] | None = None,
) -> Act:
    """An act with its id, which hashes what it says."""
    id = content_id("a", kind, number, who, at.isoformat(), why, text)
    return Act(id, kind, number, who, at, why, text, convention, dict(standing or {}))
