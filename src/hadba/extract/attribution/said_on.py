"""When it was said: the words of time that hang on the cue, apart from when it happened."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from hadba.extract.attribution.draft import Draft
from hadba.model.parse import Entity, Parsed, Token
from hadba.model.span import Span

_LEADS = frozenset({"on", "in", "at", "late", "early", "earlier", "last", "this"})
_PARTS = frozenset({"morning", "afternoon", "evening", "night"})
_SUBJECT = frozenset({"DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"})


def dates_by_sentence(parsed: Parsed) -> dict[int, list[Entity]]:
    """The parser's dates, by the number of their sentence; ages ("12-year-old") left out."""
    held: dict[int, list[Entity]] = {}
    for entity in parsed.entities:
        if entity.label == "DATE" and not _age(parsed, entity):
            held.setdefault(parsed.tokens[entity.first].sentence, []).append(entity)
    return held


def said_on(parsed: Parsed, draft: Draft, dates: Mapping[int, Sequence[Entity]]) -> Span | None:
    """The span of the time words that modify the cue verb, or null: the date entity that the parser hangs on the verb or
    that stands beside the cue and outside the content."""
    if draft.voice != "verb" or draft.cue is None:
        return None
    for entity in dates.get(draft.at.sentence, ()):
        if any(c.overlaps(entity.span) for c in draft.content):
            continue
        if draft.source is not None and draft.source.contains(entity.span) and not _between(draft, entity):
            continue
        if _hangs_on(parsed, entity, draft.at) or _beside(parsed, entity, draft):
            return entity.span
    return None


def without_its_day(parsed: Parsed, draft: Draft) -> Draft:
    """``draft`` without the day that its content begins with right after the cue: "said on Friday | it killed 30 militants"
    tells when it was said."""
    if draft.voice != "verb" or draft.cue is None:
        return draft
    for n, piece in enumerate(draft.content):
        if piece.start < draft.cue.end or parsed.text[draft.cue.end : piece.start].strip():
            continue
        tokens = [t for t in parsed.tokens_in(piece) if t.pos != "SPACE"]
        day = next((k for k, t in enumerate(tokens) if t.lower not in _LEADS), 0)
        last = day + 2 if tokens[day + 1 : day + 2] and tokens[day + 1].lower in _PARTS else day + 1
        if _weekday(tokens[day]) and last < len(tokens) and tokens[last].pos in _SUBJECT:
            rest = Span(tokens[last].start, piece.end)
            return replace(draft, content=(*draft.content[:n], rest, *draft.content[n + 1 :]))
    return draft


def _weekday(token: Token) -> bool:
    return token.entity == "DATE" and token.lower.endswith("day")


def _age(parsed: Parsed, entity: Entity) -> bool:
    return re.search(r"year-old|years? old|aged?\b", entity.span.of(parsed.text)) is not None


def _between(draft: Draft, entity: Entity) -> bool:
    assert draft.source is not None and draft.cue is not None
    return entity.span.end == draft.source.end and entity.span.end <= draft.cue.start


def _hangs_on(parsed: Parsed, entity: Entity, verb: Token) -> bool:
    head = parsed.tokens[entity.last - 1]
    for token in parsed.tokens[entity.first : entity.last]:
        if not entity.first <= token.head < entity.last:
            head = token
    up = parsed.head(head)
    return up.i == verb.i or (up.dep == "prep" and parsed.head(up).i == verb.i)


def _beside(parsed: Parsed, entity: Entity, draft: Draft) -> bool:
    """Right before or after the cue with nothing but a preposition between."""
    assert draft.cue is not None
    low, high = sorted((entity.span, draft.cue))
    between = parsed.text[low.end : high.start].strip().lower()
    return between == "" or between in _LEADS
