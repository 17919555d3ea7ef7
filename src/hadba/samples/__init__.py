"""Sample reports from invented outlets, for the demo and the tests. See README.md beside this file."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def paths() -> list[Path]:
    """The files of sample reports, in order: JSON lines, a page, a text."""
    return [_HERE / "reports.jsonl", *sorted((_HERE / "pages").glob("*.html")), *sorted(_HERE.glob("*.txt"))]


def damaged() -> Path:
    """A file of four lines, one of which is a report and three of which must be refused."""
    return _HERE / "damaged" / "damaged.jsonl"
