"""When it was said: the words of time that hang on the cue, apart from when it happened."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from hadba.extract.attribution.draft import Draft
from hadba.model.parse import Entity, Parsed, Token
from hadba.model.span import Span

_LEADS = frozenset({"on", "in", "at", "late", "early", "earlier", "last", "this"})


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
