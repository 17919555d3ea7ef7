"""Whether a happening is said to have happened."""

from __future__ import annotations

import re

from hadba.extract.figures.nouns import lemma_of
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import people_words
from hadba.model.claim import Realis
from hadba.model.parse import Parsed, Token

_OWN_WORDS = ("nsubj", "nsubjpass", "dobj", "obj", "attr", "npadvmod", "advmod", "prep", "agent", "tmod")
_RATE = re.compile(r"\b(?:a|per|every|each) (?:year|month|week|day)\b|\bannually\b")


def realis_of(parsed: Parsed, token: Token) -> Realis:
    """Realis of the happening whose trigger is ``token``, from its own clause and what governs it."""
    if token.pos == "VERB" and token.lemma in word_set("foils") and not _of_people(parsed, token):
        return Realis.PLANNED  # a bomb that was defused never went off
    clause = clause_verb(parsed, token)
    auxiliaries = {c.lower for c in parsed.children(clause) if c.dep in ("aux", "auxpass", "mark", "neg", "advmod")}
    if _negated(parsed, token, clause) or _said_false(parsed, clause):
        return Realis.NEGATED
    if _of_its_kind(parsed, clause) or _at_a_rate(parsed, clause):
        return Realis.GENERIC
    if _spoken_of(token, clause):
        return Realis.ACTUAL
    have = {"have", "has", "had", "'ve", "having"} & auxiliaries
    if {"will", "shall", "'ll", "wo"} & auxiliaries:
        return Realis.PLANNED
    unless = _under_a_condition(parsed, clause)
    if auxiliaries & word_set("conditional") and not ({"may", "might", "could"} & auxiliaries and have and not unless):
        return Realis.HYPOTHETICAL
    governor = parsed.head(clause)
    if "to" in auxiliaries and clause.dep in ("xcomp", "advcl", "acl", "ccomp") and governor.i != clause.i:
        if clause.dep in ("xcomp", "ccomp") and governor.lemma in word_set("brings_about"):
            return (
                realis_of(parsed, governor)
                if governor.lemma in ("force", "cause", "prompt", "begin", "continue", "start")
                else Realis.ACTUAL
            )
        return Realis.PLANNED
    for ancestor in _noun_governors(parsed, token):
        if ancestor.lemma in word_set("prevented"):
            return Realis.HYPOTHETICAL
    if (
        governor.lemma in word_set("plans")
        and clause.dep in ("xcomp", "dobj")
        and clause.i != governor.i
        and clause.tag in ("VB", "VBG")
    ):
        return Realis.PLANNED
    return Realis.ACTUAL


def _under_a_condition(parsed: Parsed, clause: Token) -> bool:
    """ "If the strike had hit the school, 200 could have been killed"."""
    clauses = (c for c in parsed.children(clause) if c.dep == "advcl")
    return any(m.dep == "mark" and m.lower in ("if", "unless", "had") for c in clauses for m in parsed.children(c))


def _said_false(parsed: Parsed, clause: Token) -> bool:
    """ "The claim that 100 were killed is false", "contrary to reports that 17 had died"."""
    told = parsed.head(clause)
    if clause.dep not in ("acl", "ccomp", "relcl") or told.lemma not in word_set("hearsay"):
        return False
    above = parsed.head(told)
    if told.dep == "pobj" and "contrary" in (above.lower, parsed.head(above).lower):
        return True
    said = [c for c in parsed.children(above) if c.dep in ("acomp", "attr", "oprd")] if told.dep.startswith("nsubj") else []
    return any(c.lemma in word_set("untrue") for c in said)


def _of_people(parsed: Parsed, verb: Token) -> bool:
    """ "Neutralised 30 terrorists": killed, where a bomb is only kept from going off."""
    children = list(parsed.children(verb))
    hit = [c for c in children if c.dep in ("dobj", "obj", "nsubjpass")] or [c for c in children if c.dep == "nsubj"]
    return any(people_words().knows(lemma_of(t)) for t in hit)


def _of_its_kind(parsed: Parsed, clause: Token) -> bool:
    """Whether a clause in the present tells what any such thing does: "a hole of the kind that a bomb leaves"."""
    if (
        clause.dep != "relcl"
        or clause.tag not in ("VBZ", "VBP")
        or any(c.dep in ("aux", "auxpass") for c in parsed.children(clause))
    ):
        return False
    subjects = [c for c in parsed.children(clause) if c.dep == "nsubj"]
    return any(d.dep == "det" and d.lower in ("a", "an") for s in subjects for d in parsed.children(s))


def _at_a_rate(parsed: Parsed, clause: Token) -> bool:
    """ "More than 5,000 people a year are killed by mines": a clause in the present that tells how often."""
    own = list(parsed.children(clause))
    auxiliaries = {c.lower for c in own if c.dep in ("aux", "auxpass")}
    present = clause.tag in ("VBZ", "VBP") or (clause.tag == "VBN" and bool({"is", "are"} & auxiliaries))
    if not present or auxiliaries - {"is", "are"}:
        return False
    told = [clause, *(t for c in own if c.dep in _OWN_WORDS for t in parsed.subtree(c))]
    return _RATE.search(" ".join(t.lower for t in sorted(told, key=lambda t: t.i))) is not None


def _spoken_of(token: Token, clause: Token) -> bool:
    """Whether the verb only deals with what the noun names: "to investigate the murder", "will condemn the attack". What
    somebody is to do to an act that there was leaves the act as it is; what starts, stops or plans one does not."""
    if token.pos not in ("NOUN", "PROPN") or token.dep not in ("dobj", "obj", "pobj", "nsubjpass") or token.i == clause.i:
        return False
    return clause.lemma in word_set("deals_with")


def clause_verb(parsed: Parsed, token: Token) -> Token:
    """The verb of the token's clause: itself, or the first verb above it."""
    for candidate in (token, *parsed.ancestors(token)):
        if candidate.tag.startswith("VB") or candidate.pos in ("VERB", "AUX"):
            return candidate
    return token


def _negated(parsed: Parsed, token: Token, clause: Token) -> bool:
    own = any(c.dep == "neg" for c in parsed.children(clause) if clause.i == token.i)
    if own and not any(c.lower in ("only", "yet") for c in parsed.children(clause)):
        return True
    return any(c.dep == "det" and c.lower == "no" for c in parsed.children(token))


def _noun_governors(parsed: Parsed, token: Token) -> list[Token]:
    """What governs a nominal trigger up to its clause verb, that verb included where the trigger is its object."""
    if token.pos in ("VERB", "AUX"):
        return []
    found: list[Token] = []
    for ancestor in parsed.ancestors(token):
        if ancestor.pos in ("VERB", "AUX"):
            if token.dep in ("dobj", "obj") or (found and parsed.tokens[found[-1].i].dep in ("dobj", "obj")):
                found.append(ancestor)
            break
        found.append(ancestor)
    return found
