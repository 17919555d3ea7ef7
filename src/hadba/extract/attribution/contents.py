"""What was said: the spans of a content, from the syntax of its clause or phrase."""

from __future__ import annotations

from hadba.extract.attribution.cues import cue_lexicon
from hadba.extract.attribution.draft import CLOSERS, JOINTS, OPENERS, runs, trimmed
from hadba.extract.attribution.phrases import SUBJECTS, before_participle, subject_of
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span, cover

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
LONGEST_TIME = 6  # tokens of time or place between a parenthetical cue and its closing comma


def clause_spans(parsed: Parsed, clause: Token, verb: Token, who: Token | None) -> tuple[Span, ...]:
    """The content pieces that ``clause`` makes: what stands before the cue and what stands after it."""
    sentence = parsed.sentence_of(verb)
    held = [t for t in parsed.subtree(clause) if sentence.first <= t.i < sentence.last]
    if not held:
        return ()
    low = min(verb.i, who.i) if who is not None else verb.i
    before = [t for t in held if t.i < low]
    inverted = who is not None and who.i > verb.i and who.head == verb.i
    after = [t for t in held if t.i > verb.i and (who is None or not inverted or t.i > who.i)]
    spans: list[Span] = []
    if before and (clause.i < verb.i or _is_interrupted(before)):
        spans.extend(_fronted(parsed, before, verb, who))
    if after:
        spans.extend(piece(parsed, parsed.tokens[after[0].i : _end_of_saying(parsed, verb, after[-1]) + 1]))
    return tuple(spans)


def _is_interrupted(before: list[Token]) -> bool:
    """Whether the cue stands between the subject of the content and its verb ("The truth, he said, was that ...")."""
    return any(t.dep in SUBJECTS for t in before)


def _end_of_saying(parsed: Parsed, verb: Token, last: Token) -> int:
    """The index of the last token that is said: of this clause, or of one that "and" joins to it without a comma, though
    the parser may have hung that on the verb of saying."""
    end = last.i
    for child in parsed.children(verb):
        if child.i <= end or child.dep not in ("ccomp", "conj"):
            continue
        below = parsed.subtree(child)
        joined = child.dep == "ccomp" or parsed.tokens[end + 1].lower == "and"
        between = parsed.tokens[end + 1 : below[0].i]
        if (
            joined
            and len(between) <= 8
            and not any(t.pos == "PUNCT" for t in between)
            and (child.dep == "ccomp" or subject_of(parsed, child) is not None)
        ):
            end = below[-1].i
    return end


def after_semicolon(parsed: Parsed, verb: Token) -> int:
    """The index of the first token that may be said before ``verb``: that of its sentence, or after the last semicolon where
    somebody else speaks before that."""
    sentence = parsed.sentence_of(verb)
    first = sentence.first
    last = next((t.i for t in reversed(parsed.tokens[first : verb.i]) if t.text == ";"), first)
    another = any(cue_lexicon().verb(t) is not None for t in parsed.tokens[first:last])
    goes_on = any(t.pos in ("VERB", "AUX") for t in parsed.tokens[verb.i + 1 : sentence.last])  # not only "; X reported"
    return last + 1 if another and goes_on else first


def _fronted(parsed: Parsed, before: list[Token], verb: Token, who: Token | None) -> list[Span]:
    """What stands before "X said" or "said X": from the start of the sentence, if nothing but this clause is there."""
    sentence = parsed.sentence_of(verb)
    first = before[0].i
    lead = parsed.tokens[sentence.first : first]
    if all(
        t.dep in ("cc", "advmod", "punct", "mark", "dep", "prep", "pobj", "npadvmod", "det", "intj") or t.pos == "SPACE"
        for t in lead
    ):
        first = sentence.first
    first = max(first, after_semicolon(parsed, verb))
    end = verb.i
    if who is not None and who.i < verb.i:
        end = min(t.i for t in parsed.subtree(who) if t.i > before[-1].i or t.i == who.i)
    end = max(before[-1].i + 1, min(end, verb.i))
    return piece(parsed, parsed.tokens[first:end])


def piece(parsed: Parsed, tokens: tuple[Token, ...]) -> list[Span]:
    kept = trimmed(tokens)
    if not kept or all(t.pos in ("PUNCT", "SPACE") for t in kept):
        return []
    last = kept[-1].i + 1
    if last < len(parsed.tokens) and parsed.tokens[last].text in CLOSERS and parsed.tokens[last].text not in (")", "]", "}"):
        span = parsed.span_of(kept)
        inner = span.of(parsed.text)
        if inner.count("“") > inner.count("”") or inner.count('"') % 2:
            return [Span(span.start, parsed.tokens[last].end)]
    return [parsed.span_of(kept)]


def phrase_spans(
    parsed: Parsed, governor: Token, heads: list[Token], *, tails: frozenset[str] = frozenset()
) -> tuple[Span, ...]:
    """The phrase or phrases below ``governor`` that are the content, and what goes on with a preposition of ``tails``."""
    held = [t for head in heads for t in parsed.subtree(head) if t.i > governor.i]
    held += [
        t
        for c in parsed.children(governor)
        if c.dep == "prep" and c.lower in tails and c.i > governor.i
        for t in parsed.subtree(c)
    ]
    if not held:
        return ()
    held.sort(key=lambda t: t.i)
    return tuple(s for run in runs(held)[:1] for s in piece(parsed, run))


def rest_of_sentence(parsed: Parsed, verb: Token, who: Token) -> tuple[Span, ...]:
    """The content where the parser saw none: all before a trailing "X said", or all after "X said"."""
    sentence = parsed.sentence_of(verb)
    source = [t.i for t in parsed.subtree(who)]
    said_by = max(source) if who.i > verb.i else verb.i
    right = before_participle(parsed.tokens[said_by + 1 : sentence.last])
    if any(t.pos in ("VERB", "AUX") for t in right) and verb.tag != "VBG":
        first = next((t.i for t in right if t.lower == "that" or t.text in (",", ":")), None)
        if first is not None:
            return tuple(piece(parsed, parsed.tokens[first : sentence.last]))
        return ()
    low = min([verb.i, *(i for i in source if sentence.first <= i)])
    left = parsed.tokens[min(after_semicolon(parsed, verb), low) : low]
    finite = verb.dep in ("ROOT", "ccomp", "parataxis", "relcl", "conj", "advcl") or (verb.dep == "acl" and verb.tag == "VBN")
    if finite and any(t.pos in ("VERB", "AUX") for t in left):
        return tuple(piece(parsed, left))
    return ()


def reaching(parsed: Parsed, content: tuple[Span, ...], source: Span, cue: tuple[Token, ...]) -> tuple[Span, ...]:
    """``content`` up to who says it and on from the cue, where the parser cut it short: words without a finite verb before
    "..., the monitor said", a count "with" which the sentence ends after it, and the verb of what is said."""
    last, sentence = content[-1], parsed.sentence_of(cue[0])
    if last.end <= source.start < cue[0].start:
        gap = parsed.tokens_in(Span(last.end, source.start))
        gap = tuple(t for t in gap if t.start >= last.end and t.end <= source.start)
        cut = any(t.tag in _FINITE or t.text in CLOSERS | OPENERS for t in gap)
        if not cut and any(t.pos in ("NOUN", "PROPN", "NUM") for t in gap) and (told := trimmed(gap)):
            content = (*content[:-1], Span(last.start, told[-1].end))
        after = parsed.tokens[cue[-1].i + 1 : sentence.last]
        if after and after[0].lower == "with" and any(t.pos == "NUM" for t in after):
            content = (*content, *piece(parsed, after))
    elif last.start >= cue[-1].end:
        rest = tuple(t for t in parsed.tokens[cue[-1].i + 1 : sentence.last] if t.start >= last.end)
        joined = rest and rest[0].tag in _FINITE and rest[0].dep in ("conj", "dep", "parataxis", "advcl")
        if joined and subject_of(parsed, rest[0]) is None:
            content = (*content[:-1], Span(last.start, (trimmed(rest) or rest[:1])[-1].end))
    return content


def around_parenthesis(parsed: Parsed, cue: tuple[Token, ...], source: Span) -> tuple[Span, ...]:
    """The content of "In many cases, X said, they had fled": what stands before and after a cue between two commas.

    Empty where the cue is no such parenthesis, or has quotation marks beside it (those are no part of the sentence then).
    """
    sentence = parsed.sentence_of(cue[0])
    block = parsed.tokens_in(cover([source, parsed.span_of(cue)]))
    first, last = block[0].i, block[-1].i
    before = parsed.tokens[first - 1] if first > sentence.first else None
    close = next(
        (t for t in parsed.tokens[last + 1 : min(last + LONGEST_TIME, sentence.last)] if t.text in JOINTS or t.pos == "VERB"),
        None,
    )
    if before is None or before.text not in JOINTS or close is None or close.text not in JOINTS:
        return ()
    left = trimmed(parsed.tokens[sentence.first : before.i])
    right = trimmed(parsed.tokens[close.i + 1 : sentence.last])
    if (
        not left
        or not right
        or left[-1].text in CLOSERS
        or right[0].text in OPENERS
        or right[0].tag in ("VBG", "WP", "WDT", "WRB")
    ):
        return ()
    return (*piece(parsed, left), *piece(parsed, right))


def apart(parsed: Parsed, content: tuple[Span, ...], source: Span) -> tuple[Span, ...]:
    """``content`` without the words of the source, where the parser took those for a part of what is said."""
    kept: list[Span] = []
    for part in content:
        if not part.overlaps(source):
            kept.append(part)
            continue
        words = [t for t in parsed.tokens_in(part) if t.start >= part.start and t.end <= part.end]
        kept += piece(parsed, tuple(t for t in words if t.end <= source.start))
        kept += piece(parsed, tuple(t for t in words if t.start >= source.end))
    return tuple(kept)
