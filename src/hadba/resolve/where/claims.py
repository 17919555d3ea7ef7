"""The places of claims: those attached by syntax, resolved; for the others what the report itself gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hadba.model.claim import Claim
from hadba.model.parse import Parsed
from hadba.model.report import Report
from hadba.model.span import Span
from hadba.model.where import PlaceMention, PlacePrecision, Where

FINE_ENOUGH = (PlacePrecision.SITE, PlacePrecision.NEIGHBOURHOOD, PlacePrecision.TOWN, PlacePrecision.DISTRICT)
CARRIED = 0.7  # a place taken over from the words before keeps this share of its score
FOCUS = 0.5  # and one that is only what the report is mostly about this


def place_claims(
    report: Report, parsed: Parsed, mentions: Sequence[PlaceMention], claims: tuple[Claim, ...]
) -> tuple[Claim, ...]:
    """The claims with their places resolved.

    A claim without any takes those of its happening; else the town or finer named last before it in its paragraph, or
    in the report's first lines; else the place the report is mostly about. Text and span stay those of the mention.
    """
    resolved = {m.span: m.where for m in mentions if m.where is not None}
    own = [replace(c, where=tuple(resolved.get(w.span, w) for w in c.where)) for c in claims]
    shared: dict[str, tuple[Where, ...]] = {}
    for claim in own:
        if claim.happening and claim.where:
            shared[claim.happening] = _finest(shared.get(claim.happening, ()), claim.where)
    return tuple(c if c.where else replace(c, where=_found(c, parsed, mentions, shared)) for c in own)


def _finest(one: tuple[Where, ...], other: tuple[Where, ...]) -> tuple[Where, ...]:
    """The set of places that was found first, unless only the other has a point."""
    if not one or (all(w.lat is None for w in one) and any(w.lat is not None for w in other)):
        return other
    return one


def _found(
    claim: Claim, parsed: Parsed, mentions: Sequence[PlaceMention], shared: dict[str, tuple[Where, ...]]
) -> tuple[Where, ...]:
    if claim.happening in shared:
        return shared[claim.happening]
    before = _named_before(claim, parsed, mentions)
    if before is not None:
        return (replace(before, score=round(before.score * CARRIED, 3)),)
    focus = _focus(mentions)
    return (replace(focus, score=round(focus.score * FOCUS, 3)),) if focus is not None else ()


def _named_before(claim: Claim, parsed: Parsed, mentions: Sequence[PlaceMention]) -> Where | None:
    """The town or finer that was named last before the trigger in its paragraph."""
    paragraph = _paragraph(parsed, Span(claim.trigger.start, claim.trigger.end))
    known = [
        m.where for m in mentions
        if m.where and m.where.precision in FINE_ENOUGH and m.span.end <= claim.trigger.start and paragraph is not None
        and _paragraph(parsed, m.span) == paragraph
    ]  # fmt: skip
    return known[-1] if known else None


def _paragraph(parsed: Parsed, span: Span) -> int | None:
    tokens = parsed.tokens_in(span)
    return parsed.sentence_of(tokens[0]).paragraph if tokens else None


def _focus(mentions: Sequence[PlaceMention]) -> Where | None:
    """The town or province named most, if named twice at least or the only one; null where two are named as often."""
    counts: Counter[str] = Counter()
    first: dict[str, Where] = {}
    for m in mentions:
        if m.where and m.where.place_id and m.where.precision in (*FINE_ENOUGH, PlacePrecision.PROVINCE):
            counts[m.where.place_id] += 1
            first.setdefault(m.where.place_id, m.where)
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return first[ranked[0][0]]
