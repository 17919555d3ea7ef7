"""A brief before it is written out: sections of passages of cited sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hadba.model.claim import Claim
from hadba.model.report import Report
from hadba.publish.notes import Note, Notes, Source


@dataclass(frozen=True, slots=True)
class Cited:
    """One sentence and the footnotes that bear it (none only where it speaks of the brief itself)."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph. ``record`` is the line of counted facts below an incident's; ``anchor`` its permanent name."""

    sentences: tuple[Cited, ...]
    record: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a section under its own small heading (a place, a sector), or none."""

    heading: str | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section; it is left out where it has no parts."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: its title, the same in words for those who do not see it, and the SVG."""

    title: str
    words: str
    svg: str


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A counted figure with the footnote that says what it counts."""

    label: str
    value: str
    means: str


@dataclass(frozen=True, slots=True)
class Digest:
    """The whole brief. ``figures`` are its key figures; ``charts`` are drawings (SVG) with the words that stand for them."""

    title: str
    standfirst: str
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    sources: tuple[Source, ...]
    figures: tuple[KeyFigure, ...] = ()
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What every teller needs at hand: the evidence, the notes that are being made, the rule, the year to leave out, and
    whether all reports are one outlet's (``quiet``)."""

    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    notes: Notes
    convention: str
    year: int | None
    quiet: bool = False
