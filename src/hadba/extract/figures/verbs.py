"""What a verb does to its patient: alone, with its complement, or as the destruction of people."""

from __future__ import annotations

from hadba.extract.figures.bounds import Quantity
from hadba.extract.figures.counted import HURTS
from hadba.extract.figures.nouns import lemma_of
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import HarmWords, harm_words, people_words
from hadba.model.figure import FigureKind, Victims
from hadba.model.parse import Parsed, Token

PATIENT = {"nsubjpass", "dobj", "obj", "pobj", "oprd", "attr"}
_JOINED = 2  # tokens from a verb to the next that "and" joins to it
_COMPLEMENTS = {"prt", "acomp", "advmod", "oprd", "dobj", "prep", "attr"}


def undone_by(verb: Token, compounds: tuple[str, ...], words: HarmWords) -> tuple[FigureKind, int] | None:
    """What ``verb``, alone or with one of its complements, does to its patient, and its token."""
    form = next((f for f in (verb.lemma, *compounds) if f in words.patient_verbs), None)
    return (words.patient_verbs[form], verb.i) if form is not None else None


def treated_for_disease(parsed: Parsed, verb: Token) -> bool:
    """ "Were taken to hospital with cholera": what hospitals do tells of wounds only where no disease is named."""
    if verb.lemma not in word_set("hospital_verbs"):
        return False
    return any(
        not word_set("diseases").isdisjoint((t.lemma, t.lower)) for t in parsed.sentence_tokens(parsed.sentence_of(verb))
    )


def undone_together(parsed: Parsed, verb: Token, words: HarmWords) -> tuple[FigureKind, int] | None:
    """What the verb joined to one that harms nobody by itself does to the patient of both: "killed and burned 12 farmers",
    "have been shot or beheaded"."""
    pairs = [(verb, c) for c in parsed.children(verb) if c.dep == "conj"] + (
        [(parsed.head(verb), verb)] if verb.dep == "conj" else []
    )
    for first, second in pairs:
        other = first if second.i == verb.i else second
        objects = [c for c in parsed.children(other) if c.dep in ("dobj", "nsubjpass")]
        close = second.i - first.i == _JOINED and parsed.tokens[first.i + 1].lower in ("and", "or")
        if close and other.tag == verb.tag and other.lemma in words.patient_verbs and not objects:
            return words.patient_verbs[other.lemma], other.i
    return None


def destroyed_by(parsed: Parsed, q: Quantity, token: Token, verb: Token, words: HarmWords) -> tuple[FigureKind, int] | None:
    """ "Destroyed some 120 militants", but neither "two police posts" nor "two Su-30 fighters"."""
    if verb.lemma not in words.weak_patient_verbs or token.dep not in PATIENT or q.noun is None or q.indefinite:
        return None
    machines = any(c.isdigit() for t in parsed.tokens[q.number + 1 : q.last] for c in t.text)
    people = people_words().status.get(lemma_of(parsed.tokens[q.noun])) is not None
    return (FigureKind.KILLED, verb.i) if people and not machines else None


def lost_by_arms(parsed: Parsed, token: Token, verb: Token) -> tuple[FigureKind, int] | None:
    """ "The army lost 14 men": the losses of those who bear arms are dead."""
    if (
        verb.lemma != "lose"
        or token.dep != "dobj"
        or lemma_of(token) not in (*word_set("members"), "soldier", "fighter", "troop")
    ):
        return None
    losers = [c for c in parsed.children(verb) if c.dep == "nsubj"]
    people = people_words()
    armed = any(people.status.get(lemma_of(c)) is Victims.COMBATANT or lemma_of(c) in word_set("forces") for c in losers)
    return (FigureKind.KILLED, verb.i) if armed else None


def with_complements(parsed: Parsed, verb: Token) -> tuple[str, ...]:
    """The verb with its particle, adverb, short object or preposition and noun: "shoot dead", "gun down", "take hostage",
    "leave home", "take into custody", "starve to death"."""
    found: list[str] = []
    for child in parsed.children(verb):
        if child.i > verb.i and child.i - verb.i <= 4 and child.dep in _COMPLEMENTS:
            found.append(f"{verb.lemma} {child.lemma}")
            if child.dep == "dobj":  # "sustained varying degrees of injury", "took hundreds of hostages"
                below = (n for c in parsed.children(child) if c.lower == "of" for n in parsed.children(c))
                found += [f"{verb.lemma} {n.lemma}" for n in below if n.dep == "pobj"]
        if child.dep == "prep" and child.i > verb.i:
            found += [f"{verb.lemma} {child.lemma} {noun.lemma}" for noun in parsed.children(child) if noun.dep == "pobj"]
    return tuple(found)


def shot_by(parsed: Parsed, verb: Token) -> tuple[FigureKind, int] | None:
    """ "Shot 23 passengers", "a girl was shot in the leg": hit, and whether they live is not said, unless another word of the
    sentence says it. "Fatally wounded" is dead."""
    if verb.lemma not in word_set("shoots"):
        return None
    children = list(parsed.children(verb))
    if any(c.lower in word_set("mortally") for c in children):
        return FigureKind.KILLED, verb.i
    sentence = parsed.sentence_tokens(parsed.sentence_of(verb))
    fates = harm_words().participles
    acts = ("kill", "die", "wound", "injure", "execute", "death")
    told = any(fates.get(t.lower) in HURTS or t.lemma in acts for t in sentence)
    if verb.lemma != "shoot" or told or any(c.dep == "prt" for c in children):
        return None
    return FigureKind.KILLED_OR_INJURED, verb.i


def poisoned_by(parsed: Parsed, verb: Token) -> bool:
    """ "33 people were affected by gas"."""
    by = (n for c in parsed.children(verb) if c.dep == "agent" for n in parsed.children(c))
    return verb.lemma in ("affect", "overcome", "sicken") and any(
        t.lemma in word_set("poisons") for n in by for t in (n, *parsed.children(n))
    )


def leaves_a_war(parsed: Parsed, leaver: Token, verb: Token) -> bool:
    """ "Hundreds of families left the town on buses under an evacuation deal", but not "troops left the town"."""
    if verb.lemma != "leave" or people_words().status.get(lemma_of(leaver)) is Victims.COMBATANT:
        return False
    left = [c for c in parsed.children(verb) if c.dep == "dobj"]
    grounds = any(c.entity in ("GPE", "LOC") or c.lemma in word_set("left_behind") for c in left)
    told = parsed.sentence_tokens(parsed.sentence_of(verb))
    return grounds and any(t.lemma in word_set("evacuates") for t in told)


def taken_off(parsed: Parsed, token: Token, verb: Token) -> tuple[FigureKind, int] | None:
    """ "Took some 2,000 civilians to serve as human shields": abducted, where the sentence says what for."""
    people = people_words()
    if verb.lemma != "take" or token.dep != "dobj" or people.status.get(lemma_of(token)) in (None, Victims.COMBATANT):
        return None
    told = parsed.sentence_tokens(parsed.sentence_of(verb))
    return (FigureKind.ABDUCTED, verb.i) if any(t.lemma in word_set("held_as") for t in told) else None
