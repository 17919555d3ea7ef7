"""Who repeats whom: "X, quoting Y, said A"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hadba.extract.attribution.cues import cue_lexicon
from hadba.extract.attribution.draft import Draft, trimmed
from hadba.extract.attribution.phrases import source_span
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span


def with_relays(parsed: Parsed, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with those of the quoted: Y said A, by way of X, whose own content is A and not "quoting Y"."""
    kept = [*drafts, *_quoted_after(parsed, drafts)]
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


def citing_before(parsed: Parsed, verb: Token) -> Token | None:
    """Who cites somebody right before ``verb`` between two commas: "X, citing two officials, reported that A", where the
    parser may hang "reported" on the officials."""
    if not verb.i or parsed.tokens[verb.i - 1].text != "," or verb.tag not in ("VBD", "VBN", "VBZ", "VBP"):
        return None
    first = parsed.sentence_of(verb).first
    for token in reversed(parsed.tokens[first : verb.i - 1]):
        if token.lower in cue_lexicon().relays:
            who = parsed.tokens[token.i - 2] if token.i - 2 >= first and parsed.tokens[token.i - 1].text == "," else None
            return who if who is not None and who.pos in ("NOUN", "PROPN") else None
        if token.pos in ("VERB", "AUX"):
            return None
    return None


def _quoted_after(parsed: Parsed, drafts: Sequence[Draft]) -> list[Draft]:
    """Those who are quoted after what they said: "A, X quoted Y as saying"."""
    found = []
    for draft in drafts:
        if draft.at.lemma not in ("quote", "cite") or draft.frame != "clause" or draft.content[0].start > draft.at.start:
            continue
        below = parsed.children(draft.at)
        who = next((c for c in below if c.dep == "dobj" and c.i > draft.at.i), None)
        led = next((c for c in below if c.lower == "as" and c.dep == "prep" and c.i > draft.at.i), None)
        saying = next((c for c in parsed.children(led) if c.dep == "pcomp"), None) if led is not None else None
        if who is not None and saying is not None:
            source = source_span(parsed, who)
            found.append(
                Draft(at=saying, who=who, source=source, cue=saying.span, content=draft.content, voice="relay", under=draft.at)
            )
    return found


def _without(parsed: Parsed, content: tuple[Span, ...], aside: Span) -> tuple[Span, ...]:
    """``content`` less ``aside`` where it begins or ends with that."""
    pieces = []
    for piece in content:
        if piece.overlaps(aside):
            inside = parsed.tokens_in(piece)
            before = trimmed([t for t in inside if t.end <= aside.start])
            after = trimmed([t for t in inside if t.start >= aside.end])
            pieces += [parsed.span_of(rest) for rest in (before, after) if rest]
        else:
            pieces.append(piece)
    return tuple(pieces)
