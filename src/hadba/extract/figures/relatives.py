"""Harm told by the counted noun's own participles and relative clauses."""

from __future__ import annotations

from hadba.extract.figures.bounds import Quantity
from hadba.extract.figures.counted import Harm
from hadba.extract.figures.nouns import lemma_of
from hadba.extract.figures.verbs import shot_by, undone_by, with_complements
from hadba.lexicon.harm import HarmWords
from hadba.model.figure import FigureKind
from hadba.model.parse import Parsed, Token

_PRONOUNS_OF_PEOPLE = {"they", "who", "them"}


def told_beside(parsed: Parsed, q: Quantity, head: Token, words: HarmWords) -> Harm | None:
    """What the words hung on ``head`` or on the counted noun say befell them."""
    found = _relative(parsed, head, words)
    return found or (_relative(parsed, parsed.tokens[q.noun], words) if q.noun is not None else None)


def _with(parsed: Parsed, noun: Token) -> bool:
    """Whether the noun's phrase follows "with": "32 died, with 18 bodies pulled from one house"."""
    first = parsed.tokens[min((t.i for t in parsed.children(noun)), default=noun.i) - 1]
    return noun.dep == "pobj" and first.lower == "with"


def _relative(parsed: Parsed, token: Token, words: HarmWords) -> Harm | None:
    """ "12 people killed in", "20 civilians who died", "families fleeing", "four children and one man killed in"."""
    for child in parsed.children(token):
        if child.dep == "conj" and any(c.dep == "nummod" for c in parsed.children(child)):
            shared = next((c for c in parsed.children(child) if c.dep == "acl" and c.i == child.i + 1), None)
            if shared is not None and shared.lower in words.participles and parsed.tokens[child.i - 2].lower == "and":
                return Harm(words.participles[shared.lower], shared.i)
        if child.dep == "amod" and child.lower in words.participles:
            return Harm(words.participles[child.lower], child.i)
        if child.dep in ("acl", "relcl"):
            undone = shot_by(parsed, child) or undone_by(child, with_complements(parsed, child), words)
            if child.dep == "acl" and child.tag == "VBN" and undone is not None:
                return Harm(*undone)
            if child.dep == "acl" and child.lemma in words.body_verbs and lemma_of(token) in words.bodies:
                return Harm(FigureKind.KILLED, child.i, part=_with(parsed, token))  # "with 18 bodies pulled from"
            subjects = [c for c in parsed.children(child) if c.dep in ("nsubj", "nsubjpass")]
            theirs = all(s.dep == "nsubj" and s.lower in _PRONOUNS_OF_PEOPLE for s in subjects)
            form = next((f for f in (child.lemma, *with_complements(parsed, child)) if f in words.subject_verbs), None)
            if form is not None and theirs:
                return Harm(words.subject_verbs[form], child.i)
            if child.lemma in words.patient_verbs and any(s.dep == "nsubjpass" for s in subjects):
                return Harm(words.patient_verbs[child.lemma], child.i)
    return None
