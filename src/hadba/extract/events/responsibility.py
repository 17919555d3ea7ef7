"""Who answers for an act by what is said of it: "claimed responsibility for the attack", "blamed the murder on the army"."""

from __future__ import annotations

from collections.abc import Iterator

from hadba.lexicon.grammar import word_set
from hadba.model.actor import Responsibility
from hadba.model.parse import Parsed, Token

_OBJECT = ("dobj", "obj", "nsubjpass")


def answerable(parsed: Parsed, act: Token) -> tuple[Token, Responsibility] | None:
    """The head of the words for those who answer for ``act``, and why; null where nothing of the kind is said."""
    for token in _with_joined(parsed, act):
        link = parsed.head(token)
        if link.pos == "ADP" and token.dep in ("pobj", "pcomp"):
            found = _by_preposition(parsed, link)
        elif token.dep in _OBJECT and link.lemma in word_set("lays_at"):
            found = _laid_at(parsed, link, token)
        else:
            found = _work_of(parsed, token, link) or _told_beside(parsed, token)
        if found is not None:
            return found
    return None


def _with_joined(parsed: Parsed, act: Token) -> Iterator[Token]:
    """The act, and what it is joined to: "for the burning of a shop and an attack"."""
    yield act
    token = act
    while token.dep == "conj":
        token = parsed.head(token)
        yield token


def _by_preposition(parsed: Parsed, link: Token) -> tuple[Token, Responsibility] | None:
    governor = parsed.head(link)
    noun = governor.pos == "NOUN"  # "took the blame for", against "blamed rebels for"
    if link.lower == "for" and noun and governor.lemma in ("responsibility", "blame", "credit", "authorship"):
        return _taken(parsed, governor)
    if link.lower in ("for", "of", "with", "in") and governor.lemma in word_set("accuses"):
        return _pair(_first(parsed, governor, *_OBJECT), Responsibility.ACCUSED)
    if link.lower in ("for", "of") and governor.dep in _OBJECT and parsed.head(governor).lemma in word_set("accuses"):
        # the parser may give "of" to the accused: "accused rebels of kidnapping"
        return _pair(governor, Responsibility.ACCUSED)
    if link.lower == "for" and governor.lemma == "responsible":
        verb = parsed.head(governor)
        held = _first(parsed, governor, "nsubj") or _first(parsed, verb, *_OBJECT)
        return _pair(held or (_first(parsed, verb, "nsubj") if verb.lemma == "be" else None), Responsibility.ACCUSED)
    return None


def _taken(parsed: Parsed, noun: Token) -> tuple[Token, Responsibility] | None:
    """ "X claimed responsibility", "X's responsibility", "responsibility was claimed by X"."""
    verb = parsed.head(noun)
    if verb.lemma in word_set("takes"):
        why = Responsibility.CLAIMED
    elif verb.lemma in ("deny", "reject", "disclaim", "disavow"):
        why = Responsibility.DENIED
    elif verb.lemma in ("bear", "have", "share", "attribute", "assign", "place"):
        why = Responsibility.ACCUSED
    else:
        return None
    agent = _first(parsed, verb, "agent")
    doer = _first(parsed, agent, "pobj") if agent is not None else _subject(parsed, verb)
    return _pair(doer, why)


def _laid_at(parsed: Parsed, verb: Token, act: Token) -> tuple[Token, Responsibility] | None:
    """ "Attributed the murder to the army"; "blamed the attack on rebels", which the parser may give to the attack."""
    own = list(parsed.children(verb))
    moved = [c for c in parsed.children(act) if c.lower == "on"] if verb.lemma in ("blame", "pin") else []
    for child in (*own, *moved[-1:]):
        if child.dep in ("prep", "dative") and child.lower in ("on", "to", "upon"):
            return _pair(_first(parsed, child, "pobj"), Responsibility.ACCUSED)
    return None


def _told_beside(parsed: Parsed, act: Token) -> tuple[Token, Responsibility] | None:
    """ "An action attributed to the cartel", "the attack, which the rebels blamed on the army"."""
    for child in parsed.children(act):
        if child.dep in ("acl", "relcl") and child.lemma in word_set("lays_at"):
            return _laid_at(parsed, child, act)
    return None


def _work_of(parsed: Parsed, act: Token, verb: Token) -> tuple[Token, Responsibility] | None:
    """ "The attack was apparently the work of guerrillas"."""
    if verb.lemma != "be" or act.dep != "nsubj":
        return None
    for work in parsed.children(verb):
        if work.dep == "attr" and work.lemma in ("work", "doing"):
            of = next((c for c in parsed.children(work) if c.lower == "of"), None)
            doubt = {c.lemma for c in parsed.children(verb)} & word_set("uncertain")
            why = Responsibility.PRESUMED if doubt else Responsibility.TOLD
            return _pair(_first(parsed, of, "pobj"), why) if of is not None else None
    return None


def _subject(parsed: Parsed, verb: Token) -> Token | None:
    own = _first(parsed, verb, "nsubj")
    head = parsed.head(verb)
    if own is not None and own.pos == "PRON":
        return head if verb.dep == "relcl" else None
    if own is None and verb.dep in ("acl", "relcl"):
        return head
    if own is None and verb.dep in ("conj", "xcomp", "advcl") and head.i != verb.i:
        return _subject(parsed, head)
    return own


def _first(parsed: Parsed, token: Token, *deps: str) -> Token | None:
    return next((c for c in parsed.children(token) if c.dep in deps), None)


def _pair(token: Token | None, why: Responsibility) -> tuple[Token, Responsibility] | None:
    return (token, why) if token is not None and token.pos != "PRON" else None
