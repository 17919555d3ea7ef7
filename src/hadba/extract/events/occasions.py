"""In the course of what people were arrested, and by whom: what an armed force does on an operation is a raid, what
rebels do to civilians an abduction, what police do by the law an arrest (decision record 155)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hadba.extract.events.means import acting
from hadba.lexicon.grammar import word_set
from hadba.lexicon.persons import PUBLIC_KINDS
from hadba.lexicon.telling import by_the_law
from hadba.model.actor import Role
from hadba.model.claim import Person
from hadba.model.figure import Figure, Victims
from hadba.model.parse import Parsed, Token

_STEPS = 3
_PARTS = frozenset(("part", "result", "course"))  # "as a result of the operation"
_COURSE = frozenset(("during", "in", "through", "amid", "as", "of"))
_AFTERWARDS = frozenset(("after", "following"))


def arrest_by(parsed: Parsed, arrests: Sequence[Token], people: Iterable[Person], figures: Iterable[Figure]) -> str:
    """ "Raid", "abduction" or "arrest": what those ``figures`` who were detained by the words ``arrests`` suffered."""
    if any(in_a_raid(parsed, t) for t in arrests):
        return "raid"
    doers = {w for t in arrests for d in _doers(parsed, t) for w in (d.lemma, d.lower)}
    in_arms = any(f.victims is Victims.COMBATANT for f in figures)
    if doers & word_set("captors") and not in_arms:
        return "abduction"
    in_public_life = not in_arms and any(p.kind in PUBLIC_KINDS for p in people if p.role is Role.TARGET)
    by_force = bool(doers & word_set("forces_that_raid")) and not in_public_life
    return "raid" if by_force and not any(by_the_law(parsed, t) for t in arrests) else "arrest"


def _doers(parsed: Parsed, arrest: Token) -> Iterator[Token]:
    """Those who made the arrest, and whoever is joined to them; police are no force, whatever stands after the word."""
    verb = acting(parsed, arrest)
    if verb.dep == "dep" and parsed.head(verb).tag == verb.tag:
        verb = parsed.head(verb)  # "killed one, detained several and found"
    own = [c for c in parsed.children(verb) if c.dep == "nsubj"]
    if not own and verb.tag == "VBD" and verb.i and parsed.tokens[verb.i - 1].pos in ("NOUN", "PROPN"):
        own = [parsed.tokens[verb.i - 1]]  # "in Kandahar City, Afghan and coalition forces detained": joined to the city
    links = (c for t in (arrest, verb) for c in parsed.children(t) if c.dep == "agent" or (c.dep == "prep" and c.lower == "by"))
    for doer in (*own, *(c for link in links for c in parsed.children(link) if c.dep == "pobj")):
        for one in (doer, *(c for c in parsed.children(doer) if c.dep == "conj")):
            if not any(c.lemma in word_set("police") for c in parsed.children(one)):
                yield one


def in_a_raid(parsed: Parsed, arrest: Token) -> bool:
    """Whether the words tie the arrest to a raid, a search or an operation in whose course it was made. Those who are arrested
    after "a raid" may have raided themselves."""
    return any(_raiding(parsed, verb, arrest) for verb in _joined(parsed, arrest))


def _joined(parsed: Parsed, arrest: Token) -> Iterator[Token]:
    """The word of arrest and the verbs that it hangs on: "conducted a raid, detaining five", "raided it and arrested five"."""
    token = arrest
    for _ in range(_STEPS):
        yield token
        head = parsed.head(token)
        if token.dep == "pobj" and head.lower in ("in", "to"):  # "the operation resulted in the arrest of five"
            head = parsed.head(head)
        shared = token.dep == "conj" and not _has_subject(parsed, token)
        participle = token.dep in ("advcl", "acl") and token.tag == "VBG"
        led_to = token.i == arrest.i and token.pos == "NOUN" and token.dep in ("pobj", "dobj")
        if head.i == token.i or not head.tag.startswith("VB") or not (shared or participle or led_to):
            return
        token = head


def _with_those_of(parsed: Parsed, noun: Token) -> Iterator[Token]:
    """The noun, and what it counts: "raids" of "a series of raids"."""
    yield noun
    yield from (c for of in parsed.children(noun) if of.lower == "of" for c in parsed.children(of))


def _has_subject(parsed: Parsed, verb: Token) -> bool:
    return any(c.dep in ("nsubj", "nsubjpass") for c in parsed.children(verb))


def _raiding(parsed: Parsed, word: Token, arrest: Token) -> bool:
    raids = word_set("raids")
    if word.i == arrest.i and arrest.dep == "conj" and raids & {t.lemma for t in _with_those_of(parsed, parsed.head(arrest))}:
        return True  # "a series of raids and two arrests"
    if word.i != arrest.i and word.pos == "VERB" and word.lemma in word_set("raiding"):
        return True
    for child in parsed.children(word):
        if child.dep in ("dobj", "obj") and child.lemma in raids and word.lemma in word_set("conducts"):
            return True
        if child.dep == "nsubj" and child.lemma in raids and word.i != arrest.i:
            return True
        if child.dep == "advcl" and child.tag == "VBG" and child.lemma in word_set("raiding"):
            return True
        if child.dep == "prep" and _course(parsed, child):
            return True
    return False


def _course(parsed: Parsed, link: Token) -> bool:
    """ "During a raid", "as part of an operation", "in pursuit of a commander"."""
    for noun in parsed.children(link):
        if noun.dep != "pobj":
            continue
        if noun.lemma in word_set("raids") and (link.lower in _COURSE or (link.lower in _AFTERWARDS and noun.lemma != "raid")):
            return True
        if noun.lemma in _PARTS and any(_course(parsed, c) for c in parsed.children(noun) if c.dep == "prep"):
            return True
    return False
