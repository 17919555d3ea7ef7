"""Attributions by verbs: who says, asks, thinks or finds what, from the syntax of the clause."""

from __future__ import annotations

from collections.abc import Iterator

from hadba.extract.attribution.commaless import set_off
from hadba.extract.attribution.contents import (
    apart,
    around_parenthesis,
    clause_spans,
    phrase_spans,
    piece,
    reaching,
    rest_of_sentence,
)
from hadba.extract.attribution.cues import PREPOSITIONS, CueVerb, Frame, cue_lexicon, speaker_lexicon
from hadba.extract.attribution.draft import Draft
from hadba.extract.attribution.marks import Quoted
from hadba.extract.attribution.phrases import (
    agent_of,
    can_speak,
    cue_tokens,
    is_passive,
    source_span,
    subject_of,
)
from hadba.extract.attribution.relays import citing_before
from hadba.extract.attribution.speaker import speaker_of
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
            passive = is_passive(parsed, token) and not set_off(parsed, token) and citing_before(parsed, token) is None
            draft = _passive(parsed, token, verb) if passive else _active(parsed, token, verb, quoted)
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
    source = source_span(parsed, who, before=token)
    if verb.parenthetical and frame.name == "clause":
        content = around_parenthesis(parsed, cue, source) or content
    if frame.name == "appears" and who.i < token.i:
        return Draft(
            at=token, who=None, source=None, cue=parsed.span_of(cue), content=(source, *content), private=True, frame="appears"
        )
    content = apart(parsed, content, source)
    if not content:
        return None
    if verb.parenthetical:
        content = reaching(parsed, content, source, cue)
    return Draft(
        at=token,
        who=who,
        source=source,
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
        if _only_leads(parsed, child, token, children):
            continue
        frame = _clause_frame(parsed, child, verb)
        if frame is not None and (spans := clause_spans(parsed, child, token, who)):
            return frame, cue, _from_object(parsed, spans, objects, child, verb)
    unsaid = cue_lexicon().not_said.get(token.lemma, frozenset())  # also "claimed hundreds of civilian lives"
    counted = [c for o in objects for p in parsed.children(o) if p.lower == "of" for c in parsed.children(p)]
    if any(c.lemma in unsaid for c in (*objects, *counted)) or (token.lemma == "claim" and objects and not can_speak(who)):
        return None
    if objects and (claimed := _responsibility(token, objects[-1])) is not None:
        return claimed, cue, phrase_spans(parsed, token, objects)
    if objects and (supported := _supported(parsed, token, objects[-1])) is not None:
        frame, noun, spans = supported
        return frame, parsed.tokens[cue[0].i : noun.i + 1], spans
    frame = verb.frame("toll", "count")
    if frame is not None and objects and _is_toll(parsed, verb, who, objects[0]):
        first = parsed.subtree(objects[0])[0].i
        return frame, cue, tuple(piece(parsed, tuple(t for t in parsed.subtree(token) if t.i >= first)))
    frame = verb.frame("finding")
    if frame is not None and objects and who.lemma in speaker_lexicon().papers:
        return frame, cue, phrase_spans(parsed, token, objects)
    frame = verb.frame("object")
    asked = next((c for c in children if c.dep == "dobj" and c.i < token.i and c.tag in ("WDT", "WP")), None)
    if frame is not None and asked is not None and not objects:
        return frame, cue, (asked.span,)
    if frame is not None and objects and not (frame.private and objects[-1].pos == "PRON"):
        return frame, cue, phrase_spans(parsed, token, objects, tails=frozenset(verb.frames) & PREPOSITIONS)
    for child in children:
        frame = verb.frame(child.lower) if child.dep in ("prep", "prt", "dative", "agent") else None
        if frame is not None and child.i > token.i:
            below = [c for c in parsed.children(child) if c.dep in ("pobj", "pcomp")]
            if below and objects and objects[0].i < child.i:
                return frame, cue, phrase_spans(parsed, token, objects, tails=frozenset({child.lower}))
            if below and child.i - cue[-1].i <= 6:
                to_do = [c for c in children if c.dep in ("xcomp", "advcl") and c.i > child.i and _is_infinitive(parsed, c)]
                return frame, parsed.tokens[cue[0].i : child.i + 1], phrase_spans(parsed, child, [*below, *to_do])
    frame = verb.frame("clause")
    if frame is not None and verb.parenthetical and (not objects or verb.recipient):
        spans = rest_of_sentence(parsed, token, who)
        if spans:
            return frame, cue, spans
    return None


def _only_leads(parsed: Parsed, clause: Token, verb: Token, children: list[Token]) -> bool:
    """Whether a clause before the verb tells when, and what is said follows: "A day after they killed 42, the army said it
    had killed 20"."""
    marked = any(c.dep == "mark" and c.lower != "that" for c in parsed.children(clause))
    return marked and clause.dep == "ccomp" and clause.i < verb.i and any(c.dep == "ccomp" and c.i > verb.i for c in children)


def _is_toll(parsed: Parsed, verb: CueVerb, who: Token, counted: Token) -> bool:
    """Whether a body or a person vouches for a count of the dead: "Rudaw raised the toll to 237", "medics found 12 bodies"."""
    lexicon, speakers = cue_lexicon(), speaker_lexicon()
    known = speakers.people | speakers.bodies | speakers.papers
    named = who.entity in ("ORG", "PERSON", "NORP", "GPE") or (who.pos == "PROPN" and not who.entity)
    if not named and known.isdisjoint((who.lemma, who.lower)):
        return False
    if "toll" in verb.frames and counted.lemma in lexicon.toll_nouns:
        return True
    return (
        "count" in verb.frames
        and counted.lemma in lexicon.body_nouns
        and any(c.dep in ("nummod", "quantmod") for c in parsed.children(counted))
    )


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
    frame = lexicon.responsibility_verbs.get(verb.lemma)
    return (
        frame
        if taken.lemma in lexicon.responsibility_nouns or (verb.lemma == "claim" and taken.lemma in lexicon.deeds)
        else None
    )


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
            return frame, noun, phrase_spans(parsed, noun, [child])
        if child.dep == "prep" and child.lower in ("about", "on", "over", "of", "for", "at", "against", "to"):
            return frame, child, phrase_spans(parsed, child, list(parsed.children(child)))
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
            adds = cue_lexicon().verb(child)  # "told reporters, stressing that": a saying of its own
            own = adds is not None and adds.parenthetical and verb.parenthetical
            return None if own else verb.frame("gerund", "to")
        if verb.lemma in cue_lexicon().catenatives and cue_lexicon().verb(child) is not None:
            return None
        return verb.frame("to", "appears") if marked else verb.frame("appears", "clause")
    if child.dep in ("acomp", "oprd"):
        return verb.frame("appears")
    if child.dep == "advcl" and _is_question(parsed, child):
        return verb.frame("clause") if "about" in verb.frames else None
    return None


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


def _passive_content(
    parsed: Parsed, token: Token, verb: CueVerb, who: Token | None
) -> tuple[Frame, Token, tuple[Span, ...]] | None:
    """The frame, the last token that belongs to the cue, and the content: the complement, and with it or with "by X" the
    subject, unless that is who was told."""
    told = verb.recipient or "about" in verb.frames
    frame = verb.frame("clause") if told else verb.frame("subject", "clause")
    if frame is None:
        return None
    complement = next(
        (c for c in parsed.children(token) if c.dep in ("ccomp", "xcomp", "oprd", "advcl") and c.i > token.i), None
    )
    if complement is not None and complement.dep == "advcl" and not (told and _is_question(parsed, complement)):
        complement = None
    after = clause_spans(parsed, complement, token, None) if complement is not None else ()
    if told:
        about = next(
            (c for c in parsed.children(token) if c.dep == "prep" and c.lower in ("about", "on") and c.i > token.i), None
        )
        if not after and about is not None:
            after = phrase_spans(parsed, about, list(parsed.children(about)))
            return (frame, about, after) if after else None
        return (frame, token, after) if after else None
    subject = parsed.head(token) if token.dep == "acl" and who is not None else subject_of(parsed, token)
    before: tuple[Span, ...] = ()
    if subject is not None and subject.lower not in _VAGUE_SUBJECTS and "subject" in verb.frames:
        before = tuple(piece(parsed, tuple(t for t in parsed.subtree(subject) if t.i < token.i)))
    if not after and ((who is None and token.lemma not in _ANNOUNCED) or not before):
        return None
    claimed = _responsibility(token, subject) if subject is not None and not after else None
    return claimed or frame, token, (*before, *after)


def _is_question(parsed: Parsed, clause: Token) -> bool:
    return any(c.dep == "mark" and c.lower in ("whether", "if") for c in parsed.children(clause))
