"""Counts whose harm is told by a noun that they are equated with or set among: "the dead were two women and a child",
"the victims included 14 tourists", "of the dead, 14 were tourists", "three children were among 19 people killed", "three others
among the dead had no papers"."""

from __future__ import annotations

from hadba.lexicon.harm import harm_words
from hadba.model.figure import FigureKind
from hadba.model.parse import Parsed, Token

_EQUATES = {"be", "include", "comprise", "number"}
_AMONG = {"among", "amongst", "of"}


def by_predicate(parsed: Parsed, counted: Token, verb: Token) -> tuple[FigureKind, int, bool] | None:
    """What befell ``counted``, a part of speech under ``verb``: kind, the token that says so, and whether the count is a
    part of those whom that token names. Null where the verb equates nothing."""
    if verb.lemma not in _EQUATES:
        return None
    if counted.dep in ("attr", "dobj", "oprd", "conj"):
        subject = next((c for c in parsed.children(verb) if c.dep in ("nsubj", "nsubjpass")), None)
        if subject is not None:
            found = _told_by(parsed, subject)
            return (*found, verb.lemma == "include") if found is not None else None
        return _set_among(parsed, verb)  # "among the dead were 12 women"
    if counted.dep not in ("nsubj", "nsubjpass"):
        return None
    return _set_among(parsed, verb) or _set_among(parsed, counted)  # "82 of the 120 dead were civilians"


def by_company(parsed: Parsed, counted: Token) -> tuple[FigureKind, int, bool] | None:
    """As ``by_predicate``, for a count that is itself set among others: "three among the dead", "eight of the 14 killed"."""
    picked = next((c for c in parsed.children(counted) if c.i == counted.i + 1 and c.lower == "of"), None)
    others = next((c for c in parsed.children(picked) if c.dep == "pobj"), None) if picked else None
    numbered = others is not None and (others.pos == "NUM" or any(c.dep == "nummod" for c in parsed.children(others)))
    told = _told_of(parsed, others) if others is not None and numbered else None
    if told is not None:
        return harm_words().participles[told.lower], told.i, True
    return _set_among(parsed, counted, only="among")


_BELOW_VERB = {"prep", "pobj", "dobj", "nsubjpass", "advmod", "pcomp"}
_COMPANY = {("along", "with"), ("together", "with"), ("addition", "to"), ("well", "as")}


def in_company(parsed: Parsed, counted: Token) -> tuple[FigureKind, int] | None:
    """What befell those told of beside others: "ten were killed along with eight members", "injuring three in addition to
    five patients", "killed a commander as well as five of his men". Only where the company follows those harmed."""
    preposition = parsed.head(counted)
    if counted.dep != "pobj" or not preposition.i:
        return None
    if (parsed.tokens[preposition.i - 1].lower, preposition.lower) not in _COMPANY:
        return None
    words = harm_words()
    verb = parsed.head(preposition)
    while not verb.tag.startswith("VB") and verb.dep in _BELOW_VERB:
        verb = parsed.head(verb)
    kind = words.patient_verbs.get(verb.lemma) if verb.tag.startswith("VB") else None
    patients = [c for c in parsed.children(verb) if c.dep in ("dobj", "nsubjpass") and c.i < preposition.i]
    return (kind, verb.i) if kind is not None and patients else None


def _set_among(parsed: Parsed, governor: Token, only: str = "") -> tuple[FigureKind, int, bool] | None:
    for preposition in parsed.children(governor):
        if preposition.dep != "prep" or preposition.lower not in _AMONG or (only and not preposition.lower.startswith(only)):
            continue
        for named in parsed.children(preposition):
            found = _told_by(parsed, named)
            if found is not None:
                return (*found, True)
    return None


def _told_by(parsed: Parsed, named: Token) -> tuple[FigureKind, int] | None:
    """What befell those named, and the token that says so: the noun or the participle beside it."""
    kind = _of_victims(named)
    if kind is not None:
        return kind, named.i
    told = _told_of(parsed, named)
    return (harm_words().participles[told.lower], told.i) if told is not None else None


def _of_victims(token: Token) -> FigureKind | None:
    """The kind where the noun names those harmed or the harm itself: "the dead", "the victims", "the confirmed deaths"."""
    words = harm_words()
    if token.lower in ("victim", "victims"):
        return None  # of what, the word does not say
    kind = words.participles.get(token.lower) or words.nouns.get(token.lemma)
    return kind if kind in (FigureKind.KILLED, FigureKind.INJURED, FigureKind.MISSING, FigureKind.KILLED_OR_INJURED) else None


def _told_of(parsed: Parsed, named: Token) -> Token | None:
    """The participle beside a noun of people: "19 people killed", "the 12 wounded men", "those killed"."""
    participles = harm_words().participles
    return next((c for c in parsed.children(named) if c.dep in ("acl", "amod") and c.lower in participles), None)
