"""Who repeats whom: "X, quoting Y, said A"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hadba.extract.attribution.cues import cue_lexicon
from hadba.extract.attribution.draft import Draft, trimmed
from hadba.extract.attribution.phrases import source_span
from hadba.model.parse import Parsed
from hadba.model.span import Span


def with_relays(parsed: Parsed, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with those of the quoted: Y said A, by way of X, whose own content is A and not "quoting Y"."""
    kept = list(drafts)
    for token in parsed.tokens:
        if token.lower not in cue_lexicon().relays:
            continue
        who = next((c for c in parsed.children(token) if c.dep == "dobj"), None)
        beside = [
            n for n, d in enumerate(kept) if d.at.sentence == token.sentence and d.frame == "clause" and d.source is not None
        ]
        beside = [n for n in beside if kept[n].at.i != token.i]
        if who is None or not beside:
            continue
        by = min(beside, key=lambda n: abs(kept[n].at.i - token.i))
        source = source_span(parsed, who)
        content = _without(parsed, kept[by].content, Span(token.start, source.end))
        if not content:
            continue
        kept[by] = replace(kept[by], content=content)
        kept = [d for n, d in enumerate(kept) if d.at.i != token.i or n == by]
        at = next(d.at for d in kept if d.content == content and d.frame == "clause")
        kept.append(Draft(at=token, who=who, source=source, cue=token.span, content=content, voice="relay", under=at))
    return kept


def _without(parsed: Parsed, content: tuple[Span, ...], aside: Span) -> tuple[Span, ...]:
    """``content`` less ``aside`` where it begins with that."""
    pieces = []
    for piece in content:
        if piece.overlaps(aside):
            rest = trimmed([t for t in parsed.tokens_in(piece) if t.start >= aside.end])
            pieces += [parsed.span_of(rest)] if rest else []
        else:
            pieces.append(piece)
    return tuple(pieces)
