"""Whether a taking, holding or losing is said to be so."""

from __future__ import annotations

from hadba.extract.events.realis import realis_of
from hadba.lexicon.control import control_words
from hadba.model.claim import Realis
from hadba.model.parse import Parsed, Token

_FUTURE = frozenset(("will", "would", "shall", "'ll", "’ll"))
_FACT_BEFORE = frozenset(("after", "since", "by", "of", "following", "despite", "upon", "with", "from", "in"))


def realis_of_control(parsed: Parsed, trigger: Token) -> Realis:
    """The realis of ``trigger``: what was vowed is planned, a bare gerund as subject is no fact."""
    words = control_words()
    verb = _verb_of(parsed, trigger)
    if trigger.pos == "NOUN" and trigger.dep == "dobj" and verb.lemma in words.still:
        return Realis.ACTUAL
    governor = parsed.head(verb)
    auxiliaries = {c.lower for c in parsed.children(verb) if c.dep in ("aux", "auxpass")}
    if "to" in auxiliaries and governor.i != verb.i:
        if governor.lemma in words.failed:
            return Realis.NEGATED
        if verb.dep == "xcomp" and governor.lemma in words.come_true:
            return realis_of_control(parsed, governor)
        return Realis.PLANNED
    if auxiliaries & _FUTURE and verb.dep in ("ccomp", "conj") and governor.lemma in words.pledge:
        return Realis.PLANNED
    if verb.tag == "VBG" and verb.dep in ("csubj", "nsubj"):
        return Realis.HYPOTHETICAL
    if verb.tag == "VBG" and verb.dep == "pcomp" and governor.lower not in _FACT_BEFORE:
        return Realis.PLANNED
    return realis_of(parsed, trigger)


def _verb_of(parsed: Parsed, trigger: Token) -> Token:
    return next((t for t in (trigger, *parsed.ancestors(trigger)) if t.pos in ("VERB", "AUX")), trigger)
