"""Whether a state or a change of hands is said to be so: planned, hypothetical, negated or actual.

Beyond what ``events.realis`` reads from the clause: what was vowed is planned, what somebody failed to do is negated, a bare
gerund as subject ("recapturing it will be hard") is no fact, and a noun that something is done against ("to ease the
shortage", "to break the siege") is there.
"""

from __future__ import annotations

from hadba.extract.events.realis import realis_of
from hadba.lexicon.modality import modality_words
from hadba.model.claim import Realis
from hadba.model.parse import Parsed, Token

_DUTY = frozenset(("must", "ought", "should"))
_FUTURE = frozenset(("will", "would", "shall", "'ll", "’ll"))


def modality(parsed: Parsed, trigger: Token, *, state: bool = False) -> Realis:
    """The realis of the control or condition that ``trigger`` bears; a description ("the besieged town") is a fact.

    ``state``: the trigger is a noun for what lasts, which a plan about something else leaves as it is ("to flee famine").
    """
    words = modality_words()
    if trigger.dep == "amod":
        return Realis.ACTUAL
    verb = clause_verb(parsed, trigger)
    said_of = [*parsed.children(trigger), *(c for c in parsed.children(verb) if trigger.dep == "nsubj" and c.dep == "acomp")]
    if any(c.dep in ("amod", "acomp") and c.lower in words.possible for c in said_of):
        return Realis.HYPOTHETICAL
    if trigger.pos == "NOUN" and verb.lemma in words.still and _depends(parsed, trigger, verb):
        return Realis.ACTUAL
    if any(c.dep == "neg" and c.lower != "only" for c in parsed.children(verb)) and (
        verb.i == trigger.i or trigger.dep != "pobj"
    ):
        return Realis.NEGATED
    realis = _governed(parsed, trigger, verb)
    if state and trigger.pos == "NOUN" and realis is Realis.PLANNED:
        return Realis.HYPOTHETICAL if verb.lemma in words.makes else Realis.ACTUAL
    return realis


def clause_verb(parsed: Parsed, trigger: Token) -> Token:
    """The verb of the trigger's clause; a participle before its noun ("besieged town") is none."""
    chain = (trigger, *parsed.ancestors(trigger))
    return next((t for t in chain if t.pos in ("VERB", "AUX") and t.dep != "amod"), trigger)


def _governed(parsed: Parsed, trigger: Token, verb: Token) -> Realis:
    words = modality_words()
    governor = parsed.head(verb)
    auxiliaries = {c.lower for c in parsed.children(verb) if c.dep in ("aux", "auxpass")}
    if "to" in auxiliaries and governor.i != verb.i:
        if governor.lemma in words.failed:
            return Realis.NEGATED
        if verb.dep in ("xcomp", "ccomp") and governor.lemma in words.come_true:
            return modality(parsed, governor)
        return Realis.PLANNED
    if verb.tag == "VB" and not auxiliaries and verb.dep in ("ccomp", "xcomp") and governor.lemma in words.come_true:
        return modality(parsed, governor)  # "must let aid enter"
    if auxiliaries & _DUTY:
        return Realis.HYPOTHETICAL
    if auxiliaries & _FUTURE and verb.dep in ("ccomp", "conj") and governor.lemma in words.pledge:
        return Realis.PLANNED
    if verb.tag == "VBG" and verb.dep in ("csubj", "nsubj"):
        return Realis.HYPOTHETICAL
    if verb.tag == "VBG" and verb.dep == "pcomp" and governor.lower not in words.fact_before:
        return Realis.PLANNED
    return realis_of(parsed, trigger)


def _depends(parsed: Parsed, noun: Token, verb: Token) -> bool:
    """Whether ``noun`` is what ``verb`` is done to, at most one preposition between ("deal with the shortage")."""
    head = parsed.head(noun)
    return (noun.dep == "dobj" and head.i == verb.i) or (noun.dep == "pobj" and parsed.head(head).i == verb.i)
