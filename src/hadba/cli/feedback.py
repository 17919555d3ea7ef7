"""What a command tells on stderr while it works and when it ends: progress and quarantined input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from hadba.cli.main import DONE, QUARANTINED
from hadba.model.quarantine import Quarantined

if TYPE_CHECKING:
    from hadba.deriving import Derived

LISTED = 50  # quarantined inputs that are listed one by one


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """A bar on stderr where that is a terminal, else nothing; yields the function that is told of each step."""
    if not sys.stderr.isatty():
        yield lambda _steps: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda steps: bar.advance(task, steps)


def tell(sentence: str) -> None:
    """One line on stderr: what was done is told there, so that stdout holds results only."""
    click.echo(sentence, err=True)


def list_quarantined(items: Sequence[Quarantined]) -> int:
    """List what could not be used and why; returns the exit code that says whether there was any."""
    if not items:
        return DONE
    tell(f"\nQuarantined: {len(items)} (the rest went on)")
    for item in items[:LISTED]:
        tell(f"  {item.origin}: {item.reason}")
    if len(items) > LISTED:
        tell(f"  ... and {len(items) - LISTED} more.")
    return QUARANTINED


def tell_unusable(derived: Derived) -> None:
    """Decisions that the claims of today no longer fit."""
    for decision, reason in derived.unusable:
        tell(f"The decision {decision} no longer applies: {reason}")
