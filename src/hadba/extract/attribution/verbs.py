"""Attributions by verbs: who says, asks, thinks or finds what, from the syntax of the clause."""

from __future__ import annotations

from collections.abc import Iterator

from hadba.extract.attribution.cues import PREPOSITIONS, CueVerb, Frame, cue_lexicon, speaker_lexicon
from hadba.extract.attribution.draft import CLOSERS, JOINTS, Draft, runs, trimmed
from hadba.extract.attribution.marks import Quoted
from hadba.extract.attribution.phrases import (
    SUBJECTS,
    agent_of,
    can_speak,
    cue_tokens,
    is_passive,
    source_span,
    speaker_of,
    subject_of,
)
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span

_OBJECTS = frozenset({"dobj", "dative", "oprd", "attr"})
_ANNOUNCED = frozenset({"report", "announce", "allege", "confirm"})
_VAGUE_SUBJECTS = frozenset({"it", "this", "that", "which", "what", "there"})


def verb_drafts(parsed: Parsed, quoted: Quoted) -> Iterator[Draft]:
    """A draft for every verb of the lexicon that has a content."""
    lexicon = cue_lexicon()
    for token in parsed.tokens:
        if (verb := lexicon.verb(token)) is not None:
            draft = _passive(parsed, token, verb) if is_passive(parsed, token) else _active(parsed, token, verb, quoted)
            if draft is not None:
                yield draft


def _active(parsed: Parsed, token: Token, verb: CueVerb, quoted: Quoted) -> Draft | None:
    who = speaker_of(parsed, token, quoted)
    if who is None:
        return None
    cue = cue_tokens(parsed, token)
    found = _content(parsed, token, verb, who, cue)
    if found is None:
        return None
    frame, cue, content = found
    if not content:
        return None
    return Draft(
        at=token,
        who=who,
        source=source_span(parsed, who, before=token),
        cue=parsed.span_of(cue),
        content=content,
        stance=frame.stance,
        private=frame.private,
        speaks=(frame.name == "clause" and not frame.private and not frame.evidence) or can_speak(who),
        frame=frame.name,
    )


def _content(
    parsed: Parsed, token: Token, verb: CueVerb, who: Token, cue: tuple[Token, ...]
) -> tuple[Frame, tuple[Token, ...], tuple[Span, ...]] | None:
    """The frame that fits, the cue with what the frame adds to it, and the content."""
    children = [c for c in parsed.children(token) if c.i != who.i]
    objects = [c for c in children if c.dep in _OBJECTS and c.i > token.i]
    for child in children:
        frame = _clause_frame(parsed, child, verb)
        if frame is not None and (spans := clause_spans(parsed, child, token, who)):
            return frame, cue, _from_object(parsed, spans, objects, child, verb)
    if objects and (claimed := _responsibility(token, objects[-1])) is not None:
        return claimed, cue, _phrase(parsed, token, objects)
    if objects and (supported := _supported(parsed, token, objects[-1])) is not None:
        frame, noun, spans = supported
        return frame, parsed.tokens[cue[0].i : noun.i + 1], spans
    frame = verb.frame("toll")
    if frame is not None and objects and _is_toll(parsed, who, objects[0]):
        return frame, cue, _piece(parsed, tuple(t for t in parsed.subtree(token) if t.i >= parsed.subtree(objects[0])[0].i))
    frame = verb.frame("finding")
    if frame is not None and objects and who.lemma in speaker_lexicon().papers:
        return frame, cue, _phrase(parsed, token, objects)
    frame = verb.frame("object")
    asked = next((c for c in children if c.dep == "dobj" and c.i < token.i and c.tag in ("WDT", "WP")), None)
    if frame is not None and asked is not None and not objects:
        return frame, cue, (asked.span,)
    if frame is not None and objects and not (frame.private and objects[-1].pos == "PRON"):
        return frame, cue, _phrase(parsed, token, objects, tails=frozenset(verb.frames) & PREPOSITIONS)
    for child in children:
        frame = verb.frame(child.lower) if child.dep in ("prep", "prt", "dative", "agent") else None
        if frame is not None and child.i > token.i:
            below = [c for c in parsed.children(child) if c.dep in ("pobj", "pcomp")]
            if below and objects and objects[0].i < child.i:
                return frame, cue, _phrase(parsed, token, objects, tails=frozenset({child.lower}))
            if below and child.i - cue[-1].i <= 6:
                to_do = [c for c in children if c.dep in ("xcomp", "advcl") and c.i > child.i and _is_infinitive(parsed, c)]
                return frame, parsed.tokens[cue[0].i : child.i + 1], _phrase(parsed, child, [*below, *to_do])
    frame = verb.frame("clause")
    if frame is not None and verb.parenthetical and (not objects or verb.recipient):
        spans = _rest_of_sentence(parsed, token, who)
        if spans:
            return frame, cue, spans
    return None


def _is_toll(parsed: Parsed, who: Token, counted: Token) -> bool:
    """Whether a body or a person vouches for a count of the dead: "Rudaw raised the toll to 237", "medics counted 12 bodies"."""
    lexicon, speakers = cue_lexicon(), speaker_lexicon()
    vouches = who.entity in ("ORG", "PERSON", "NORP", "GPE") or who.lemma in speakers.people | speakers.bodies | speakers.papers
    if not vouches:
        return False
    if counted.lemma in lexicon.toll_nouns:
        return True
    return counted.lemma in lexicon.body_nouns and any(c.dep in ("nummod", "quantmod") for c in parsed.children(counted))


def _from_object(
    parsed: Parsed, spans: tuple[Span, ...], objects: list[Token], clause: Token, verb: CueVerb
) -> tuple[Span, ...]:
    """ "urged the industry to do more": what is urged begins with who shall do it; in "told the industry to" it does not."""
    if verb.recipient or not objects or clause.dep != "xcomp" or objects[0].i > clause.i:
        return spans
    start = parsed.subtree(objects[0])[0].start
    return (Span(min(start, spans[0].start), spans[0].end), *spans[1:])


def _responsibility(verb: Token, taken: Token) -> Frame | None:
    """ "claimed responsibility for the attack", "denied responsibility"."""
    lexicon = cue_lexicon()
    return lexicon.responsibility_verbs.get(verb.lemma) if taken.lemma in lexicon.responsibility_nouns else None


def _supported(parsed: Parsed, verb: Token, noun: Token) -> tuple[Frame, Token, tuple[Span, ...]] | None:
    """ "expressed concern that A", "issued a statement saying A", "made comments about A": one cue, verb to noun."""
    lexicon = cue_lexicon()
    stance = lexicon.nouns.get(noun.lemma)
    if stance is None or verb.lemma not in lexicon.support_verbs:
        return None
    frame = Frame("object", stance)
    for child in parsed.children(noun):
        if child.i < noun.i:
            continue
        if child.dep == "acl" and child.tag not in ("VBN", "VBG"):
            return frame, noun, _phrase(parsed, noun, [child])
        if child.dep == "prep" and child.lower in ("about", "on", "over", "of", "for", "at", "against", "to"):
            return frame, child, _phrase(parsed, child, list(parsed.children(child)))
    return None


def _has_that(parsed: Parsed, clause: Token) -> bool:
    return any(c.dep == "mark" and c.lower == "that" for c in parsed.children(clause))


def _is_infinitive(parsed: Parsed, clause: Token) -> bool:
    return any(c.tag == "TO" for c in parsed.children(clause))


def _clause_frame(parsed: Parsed, child: Token, verb: CueVerb) -> Frame | None:
    if child.dep == "ccomp" or (
        child.dep in ("acl", "advcl", "relcl", "dep") and child.pos in ("VERB", "AUX") and _has_that(parsed, child)
    ):
        return verb.frame("clause", "object")
    if child.dep == "xcomp":
        marked = any(c.tag == "TO" for c in parsed.children(child))
        if child.tag == "VBG":
            return verb.frame("gerund", "to")
        if verb.lemma in cue_lexicon().catenatives and cue_lexicon().verb(child) is not None:
            return None
        return verb.frame("to", "appears") if marked else verb.frame("appears", "clause")
    if child.dep in ("acomp", "oprd"):
        return verb.frame("appears")
    if child.dep == "advcl" and _is_question(parsed, child):
        return verb.frame("clause") if "about" in verb.frames else None
    return None


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
        spans.extend(_piece(parsed, parsed.tokens[after[0].i : _end_of_saying(parsed, verb, after[-1]) + 1]))
    return tuple(spans)


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


def _is_interrupted(before: list[Token]) -> bool:
    """Whether the cue stands between the subject of the content and its verb ("The truth, he said, was that ...")."""
    return any(t.dep in SUBJECTS for t in before)


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
    end = verb.i
    if who is not None and who.i < verb.i:
        end = min(t.i for t in parsed.subtree(who) if t.i > before[-1].i or t.i == who.i)
    end = max(before[-1].i + 1, min(end, verb.i))
    return _piece(parsed, parsed.tokens[first:end])


def _piece(parsed: Parsed, tokens: tuple[Token, ...]) -> list[Span]:
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


def _phrase(parsed: Parsed, governor: Token, heads: list[Token], *, tails: frozenset[str] = frozenset()) -> tuple[Span, ...]:
    """The phrase or phrases below ``governor`` that are the content, and what goes on with one of the prepositions ``tails``."""
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
    return tuple(s for run in runs(held)[:1] for s in _piece(parsed, run))


def _rest_of_sentence(parsed: Parsed, verb: Token, who: Token) -> tuple[Span, ...]:
    """The content where the parser saw none: all before a trailing "X said", or all after "X said"."""
    sentence = parsed.sentence_of(verb)
    source = [t.i for t in parsed.subtree(who)]
    right = parsed.tokens[max(verb.i, who.i) + 1 : sentence.last]
    if any(t.pos in ("VERB", "AUX") for t in right) and verb.tag != "VBG":
        first = next((t.i for t in right if t.lower == "that" or t.text in (",", ":")), None)
        if first is not None:
            return tuple(_piece(parsed, parsed.tokens[first : sentence.last]))
        return ()
    low = min([verb.i, *(i for i in source if sentence.first <= i)])
    left = parsed.tokens[sentence.first : low]
    if any(t.pos in ("VERB", "AUX") for t in left) and verb.dep in ("ROOT", "ccomp", "parataxis", "relcl", "conj", "advcl"):
        return tuple(_piece(parsed, left))
    return ()


def _passive(parsed: Parsed, token: Token, verb: CueVerb) -> Draft | None:
    """ "A is said to be B", "it was reported that A", "A was announced by X", "asked whether A"."""
    who = agent_of(parsed, token)
    found = _passive_content(parsed, token, verb, who)
    if found is None:
        return None
    frame, last, content = found
    cue = cue_tokens(parsed, token)
    return Draft(
        at=token,
        who=who,
        source=source_span(parsed, who) if who is not None else None,
        cue=Span(cue[0].start, max(cue[-1].end, last.end)),
        content=content,
        stance=frame.stance,
        private=frame.private,
        frame=frame.name,
    )


def _passive_content(parsed: Parsed, token: Token, verb: CueVerb, who: Token | None) -> tuple[Frame, Token, tuple[Span, ...]] | None:
    """The frame, the last token that belongs to the cue, and the content: the complement, and with it or with "by X" the
    subject, unless that is who was told."""
    told = verb.recipient or "about" in verb.frames
    frame = verb.frame("clause") if told else verb.frame("subject", "clause")
    if frame is None:
        return None
    complement = next((c for c in parsed.children(token) if c.dep in ("ccomp", "xcomp", "oprd", "advcl") and c.i > token.i), None)
    if complement is not None and complement.dep == "advcl" and not (told and _is_question(parsed, complement)):
        complement = None
    after = clause_spans(parsed, complement, token, None) if complement is not None else ()
    if told:
        about = next((c for c in parsed.children(token) if c.dep == "prep" and c.lower in ("about", "on") and c.i > token.i), None)
        if not after and about is not None:
            after = _phrase(parsed, about, list(parsed.children(about)))
            return (frame, about, after) if after else None
        return (frame, token, after) if after else None
    subject = parsed.head(token) if token.dep == "acl" and who is not None else subject_of(parsed, token)
    before: tuple[Span, ...] = ()
    if subject is not None and subject.lower not in _VAGUE_SUBJECTS and "subject" in verb.frames:
        before = tuple(_piece(parsed, tuple(t for t in parsed.subtree(subject) if t.i < token.i)))
    if not after and (who is None and token.lemma not in _ANNOUNCED or not before):
        return None
    return frame, token, (*before, *after)


def _is_question(parsed: Parsed, clause: Token) -> bool:
    return any(c.dep == "mark" and c.lower in ("whether", "if") for c in parsed.children(clause))


__all__ = ["JOINTS", "clause_spans", "verb_drafts"]
