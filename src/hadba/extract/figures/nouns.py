"""Nouns that are counted: whether they name people, and their lemma where the tagger erred."""

from __future__ import annotations

from hadba.lexicon.harm import harm_words, people_words
from hadba.model.figure import FigureKind
from hadba.model.parse import Parsed, Token

_GERUNDS = {"killing": FigureKind.KILLED, "wounding": FigureKind.INJURED, "injuring": FigureKind.INJURED}


def named_as_people(parsed: Parsed, noun: int) -> bool:
    """Whether lists or the word's form say that it names people."""
    token, people = parsed.tokens[noun], people_words()
    harm = harm_words()
    lemma = lemma_of(token)
    if people.knows(lemma) or lemma in harm.bodies or lemma in harm.nouns or token.lower in harm.participles:
        return True
    if two_words(parsed, token) in people.status:
        return True
    return token.entity == "NORP" and token.tag in ("NNPS", "NNS", "NNP", "NN")


def lemma_of(token: Token) -> str:
    """The lemma, mended where the tagger took a plural noun for a name ("Iraqis", "civilians")."""
    lemma = "corpse" if token.lower == "corpses" else token.lemma  # the parser's lemma is "corps"
    if token.tag in ("NNPS", "NNP") and token.lower.endswith("s") and people_words().knows(token.lower[:-1]):
        return token.lower[:-1]
    if lemma == token.lower:
        return _singular(lemma)
    return lemma


def _singular(plural: str) -> str:
    """ "Schoolchildren", "gunmen", "policewomen", "troops"; what is no plural of people stays."""
    if plural.endswith("children"):
        return plural[: -len("ren")]
    if plural.endswith("men") and people_words().knows(f"{plural[:-3]}man"):
        return f"{plural[:-3]}man"
    return plural[:-1] if plural.endswith("s") and people_words().knows(plural[:-1]) else plural


def harms_as_headline(token: Token) -> FigureKind | None:
    """What a verb does that the tagger took for a noun, as it does in headlines: "Army kills 12", "Attacks Kill 10", or beside
    a noun: "a school complex killing at least 35"."""
    verbs = harm_words().patient_verbs
    if token.tag == "NN" and token.lower in _GERUNDS:
        return _GERUNDS[token.lower]
    if token.tag in ("NNP", "NN"):
        kind = verbs.get(token.lower)
        return kind if kind in (FigureKind.KILLED, FigureKind.INJURED) else None
    if token.tag not in ("NNS", "NNPS") or not token.lower.endswith("s"):
        return None
    return verbs.get(token.lower[:-1])


def two_words(parsed: Parsed, token: Token) -> str:
    """The noun with the word before it ("aid worker")."""
    return f"{parsed.tokens[token.i - 1].lower} {lemma_of(token)}" if token.i else lemma_of(token)
