"""What a verb does to those counted who stand under it."""

from __future__ import annotations

from hadba.extract.figures.counted import Harm
from hadba.extract.figures.nouns import lemma_of
from hadba.extract.figures.predicates import by_predicate
from hadba.extract.figures.tolls import are_lives, loses_life, toll
from hadba.extract.figures.verbs import (
    PATIENT,
    leaves_a_war,
    lost_by_arms,
    poisoned_by,
    shot_by,
    taken_off,
    treated_for_disease,
    undone_by,
    undone_together,
    with_complements,
)
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import HarmWords
from hadba.model.figure import FigureKind
from hadba.model.parse import Parsed, Token

_OWN = ("nsubj", "nsubjpass", "dobj", "obj")


def as_harm(found: tuple[FigureKind, int] | None) -> Harm | None:
    return Harm(*found) if found is not None else None


def by_verb(parsed: Parsed, token: Token, verb: Token, words: HarmWords) -> Harm | None:
    """What the verb does to the part of speech that climbed to it."""
    if verb.lemma in word_set("raising"):  # "are said to be moving", "is believed to have died"
        below = next((c for c in parsed.children(verb) if c.dep == "xcomp"), None)
        if below is not None:
            verb = below
    lemma, dep = verb.lemma, token.dep
    compounds = with_complements(parsed, verb)
    equated = by_predicate(parsed, token, verb)
    if equated is not None:
        return Harm(*equated)
    between = parsed.tokens[token.i + 1 : verb.i]
    idle = not any(c.dep in ("aux", "dobj", "obj") for c in parsed.children(verb))
    bare = verb.tag == "VBN" and idle and not any(t.pos == "NUM" for t in between)  # "8 guards and driver killed"
    passive = dep == "nsubjpass" or bare or any(c.dep == "auxpass" for c in parsed.children(verb))
    whole = lemma_of(token) not in words.bodies  # "three bodies were taken to hospital"
    if dep in ("nsubj", "nsubjpass", "csubj", "expl"):
        if lemma in words.subject_verbs:
            return Harm(words.subject_verbs[lemma], verb.i)
        for compound in compounds:
            if compound in words.subject_verbs:
                return Harm(words.subject_verbs[compound], verb.i)
        if not words.lives.isdisjoint(compounds) or loses_life(parsed, verb):
            return Harm(FigureKind.KILLED, verb.i)
        undone = as_harm(_undone(parsed, verb, compounds, words)) if passive and whole else None
        if undone is not None:
            return undone
        for child in parsed.children(verb):
            if (
                child.dep in ("acomp", "attr", "oprd", "advcl", "xcomp", "prt")
                and child.lower in words.participles
                and child.pos != "NOUN"
                and not any(c.dep in ("nsubj", "nsubjpass") for c in parsed.children(child))  # "protected; no one was hurt"
            ):
                return Harm(words.participles[child.lower], child.i)
            if (
                passive
                and lemma in words.causes
                and child.dep == "xcomp"
                and (child.lemma in words.subject_verbs or child.lemma in ("leave", "move"))
            ):
                return Harm(FigureKind.DISPLACED, child.i)
        done = passive or not any(c.dep in ("dobj", "obj") for c in parsed.children(verb))  # "14 bodies brought to a clinic"
        if done and lemma in words.body_verbs and lemma_of(token) in words.bodies:
            return Harm(FigureKind.KILLED, verb.i)
        if passive and poisoned_by(parsed, verb):
            return Harm(FigureKind.INJURED, verb.i)
        if leaves_a_war(parsed, token, verb):
            return Harm(FigureKind.DISPLACED, verb.i)
        told = toll(parsed, token, words)
        return Harm(*told) if told else _went_on(parsed, verb, words, passive=passive)
    if dep in PATIENT:
        if lemma in ("claim", "cost", "take", "lose") and are_lives(parsed, token):
            return Harm(FigureKind.KILLED, verb.i)  # "claimed 21 lives"
        undone = as_harm(_undone(parsed, verb, compounds, words)) if whole else None
        brought = undone is not None and undone.kind is FigureKind.INJURED and lemma in word_set("hospital_verbs")
        if undone is not None and not (brought and dep == "dobj"):  # "the ambulance took 12 to the hospital": hurt, ill or dead
            return undone
        lost = as_harm(lost_by_arms(parsed, token, verb) or taken_off(parsed, token, verb))
        if lost is not None:
            return lost
        if lemma in words.body_verbs and lemma_of(token) in words.bodies:
            return Harm(FigureKind.KILLED, verb.i)
        if lemma in words.causes:
            for child in parsed.children(verb):
                if child.dep in ("xcomp", "ccomp") and (child.lemma in words.subject_verbs or child.lemma in ("leave", "move")):
                    return Harm(FigureKind.DISPLACED, child.i)
        for child in parsed.children(verb):
            if (
                child.dep in ("oprd", "acomp", "xcomp", "ccomp", "advcl", "acl")
                and child.lower in words.participles
                and (child.i > token.i or child.dep in ("oprd", "acomp"))  # "leaving injured about 50"
                and not any(c.dep in ("dobj", "obj") for c in parsed.children(child))  # "took a town, wounded many"
            ):
                return Harm(words.participles[child.lower], child.i)
        told = toll(parsed, verb, words)
        return Harm(*told) if told else None
    return None


def _went_on(parsed: Parsed, verb: Token, words: HarmWords, *, passive: bool) -> Harm | None:
    """What a verb joined to ``verb`` tells of the same subject: "was hit by a shell and died", "were ambushed and killed"."""
    if verb.lemma in word_set("telling"):
        return None  # "officials reported that he was killed"
    for later in parsed.children(verb):
        if later.dep != "conj" or not later.tag.startswith("VB") or any(c.dep in _OWN for c in parsed.children(later)):
            continue
        if words.subject_verbs.get(later.lemma) is FigureKind.KILLED and later.lemma not in words.weak_subject_verbs:
            return Harm(words.subject_verbs[later.lemma], later.i)
        suffered = any(c.dep == "auxpass" for c in parsed.children(later)) or (passive and later.tag in ("VBN", "VBD"))
        found = as_harm(undone_by(later, with_complements(parsed, later), words)) if suffered else None
        found = found or _went_on(parsed, later, words, passive=passive)
        if found is not None:
            return found
    return None


def _undone(parsed: Parsed, verb: Token, compounds: tuple[str, ...], words: HarmWords) -> tuple[FigureKind, int] | None:
    found = shot_by(parsed, verb) or undone_by(verb, compounds, words) or undone_together(parsed, verb, words)
    return None if found is not None and treated_for_disease(parsed, verb) else found
