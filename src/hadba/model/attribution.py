"""Who said it, and how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hadba.model.span import Span


class Stance(StrEnum):
    """How a speaker stands to the content."""

    ASSERTS = "asserts"
    CONCEDES = "concedes"
    DENIES = "denies"
    DISPUTES = "disputes"
    ALLEGES = "alleges"
    CLAIMS_RESPONSIBILITY = "claims_responsibility"


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link of a chain. The outlet, which stands in no words of its own text, has no offsets.

    ``name`` is the resolved name ("Lise Grande"), ``start``/``end`` the words that stand there ("She"); ``cue`` is the
    word that proves the saying; ``role`` the office as written ("UN humanitarian relief coordinator"); ``source_id``
    names one and the same source across reports; ``named`` is false for "activists", "a security source".
    """

    name: str
    start: int | None = None
    end: int | None = None
    cue: str | None = None
    role: str | None = None
    source_id: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class AttributionMention:
    """One act of saying in a report: source, cue and content, and the chain down to this source.

    ``chain`` runs from the outermost speaker below the outlet to the innermost; the outlet itself is not in it.
    ``said_on`` is the span of the words that say when it was said, not when it happened. ``source`` is null for "it was
    reported"; ``cue`` is null for a bare quotation.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    chain: tuple[Speaker, ...]
    stance: Stance = Stance.ASSERTS
    hedge: str | None = None
    said_on: Span | None = None

    def covers(self, span: Span) -> bool:
        """Whether ``span`` lies inside what was said."""
        return any(part.contains(span) for part in self.content)
