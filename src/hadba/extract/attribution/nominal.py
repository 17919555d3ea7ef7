"""Attributions without a verb of saying: "according to X", "X's report that", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from hadba.extract.attribution.cues import cue_lexicon
from hadba.extract.attribution.draft import JOINTS, Draft, run_around, trimmed
from hadba.extract.attribution.phrases import source_span
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span


def prepositional_drafts(parsed: Parsed) -> Iterator[Draft]:
    """ "According to X, A" and "A, according to X": the content is the rest of the sentence."""
    for phrase in cue_lexicon().prepositions:
        for token in parsed.tokens:
            if token.lower == phrase[0] and tuple(t.lower for t in parsed.tokens[token.i : token.i + len(phrase)]) == phrase:
                draft = _according(parsed, token, parsed.tokens[token.i + len(phrase) - 1])
                if draft is not None:
                    yield draft


def _according(parsed: Parsed, first: Token, last: Token) -> Draft | None:
    who = next((c for c in parsed.children(last) if c.dep in ("pobj", "dobj") and c.i > last.i), None)
    if who is None:
        return None
    sentence = parsed.sentence_of(first)
    source = source_span(parsed, who)
    tokens = parsed.sentence_tokens(sentence)
    before = trimmed([t for t in tokens if t.i < first.i])
    after = trimmed([t for t in tokens if t.start >= source.end])
    content: list[Span] = []
    leads = not any(t.pos in ("VERB", "AUX") for t in before)
    if leads:
        content = [parsed.span_of(after)] if any(t.pos in ("VERB", "AUX") for t in after) else []
    else:
        content = [parsed.span_of(_clause_before(parsed, before, first))]
        if after and any(t.dep in ("ccomp", "nsubj", "ROOT") for t in after) and parsed.head(first).i > first.i:
            content.append(parsed.span_of(after))
    if not content:
        return None
    return Draft(
        at=first,
        who=who,
        source=source,
        cue=Span(first.start, last.end),
        content=tuple(content),
        voice="preposition",
    )


def _clause_before(parsed: Parsed, before: tuple[Token, ...], cue: Token) -> tuple[Token, ...]:
    """What a trailing "according to X" covers: the sentence before it."""
    return before


def adverb_drafts(parsed: Parsed) -> Iterator[Draft]:
    """ "12 people were reportedly killed": the clause of the verb, without a source."""
    adverbs = cue_lexicon().adverbs
    for token in parsed.tokens:
        if (stance := adverbs.get(token.lower)) is None:
            continue
        head = parsed.head(token)
        below = [t for t in parsed.subtree(head) if t.i != token.i]
        sentence = parsed.sentence_of(token)
        below = [t for t in below if sentence.first <= t.i < sentence.last]
        if not below:
            continue
        before = trimmed([t for t in below if t.i < token.i])
        after = trimmed([t for t in below if t.i > token.i])
        content = tuple(parsed.span_of(part) for part in (before, after) if part)
        if content:
            yield Draft(at=token, who=None, source=None, cue=token.span, content=content, stance=stance, voice="adverb")


def noun_drafts(parsed: Parsed) -> Iterator[Draft]:
    """ "Y's report that A", "claims by Y that A", "reports that A"."""
    lexicon = cue_lexicon()
    for token in parsed.tokens:
        if token.pos != "NOUN" or (stance := lexicon.nouns.get(token.lemma)) is None:
            continue
        clause = next(
            (c for c in parsed.children(token) if c.dep == "acl" and c.i > token.i and c.tag not in ("VBG", "VBN")),
            None,
        )
        if clause is None:
            continue
        who = _owner(parsed, token)
        if who is None and token.lemma not in lexicon.free_nouns:
            continue
        content = trimmed(run_around(parsed.subtree(clause), clause))
        yield Draft(
            at=token,
            who=who,
            source=source_span(parsed, who) if who is not None else None,
            cue=token.span,
            content=(parsed.span_of(content),),
            stance=stance,
            voice="noun",
        )


def _owner(parsed: Parsed, noun: Token) -> Token | None:
    for child in parsed.children(noun):
        if child.dep == "poss":
            return child
        if child.dep in ("prep", "agent") and child.lower in ("by", "from", "of"):
            return next((c for c in parsed.children(child) if c.dep == "pobj"), None)
    return None


__all__ = ["JOINTS", "adverb_drafts", "noun_drafts", "prepositional_drafts"]
