"""The words among which a count stands: its own clause, and that on which its clause hangs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hadba.extract.figures.bounds import Quantity
from hadba.extract.figures.counted import Harm
from hadba.lexicon.grammar import word_set
from hadba.model.parse import Parsed, Sentence, Token

_CLAUSES = ("relcl", "advcl", "ccomp", "parataxis", "conj")
_HANGING = ("advcl", "xcomp", "acl", "conj", "relcl")
_LINKS = 3  # clauses up
_ACT = (
    r"(?:attack|strike|air ?strike|raid|bombing|blast|explosion|bomb|ambush|shooting|massacre|assault|bomber|incident|missile|"
    r"mortar)"
)
_ONE_ACT = re.compile(
    rf"\b(?:an?|the|this|that|same|suicide) (?:(?!of\b|and\b)[\w-]+ ){{0,5}}{_ACT}\b"
    r"(?! (?:campaign|operation|raids|strikes|attacks))"
)
_LISTED = {"provinces", "districts", "cities", "towns", "villages", "governorates", "regions"}
_LISTED |= {"operations", "attacks", "strikes", "raids", "clashes", "bombings", "airstrikes"}
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_DAY = re.compile(rf"(?<!since )\b(?:today|yesterday|overnight|{WEEKDAY}s?|{MONTH} \d{{1,2}}(?! ?\d)|\d{{1,2}} {MONTH})\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """All in small letters. ``own`` is the clause of the word of harm and of the quantity; ``above`` what its clause hangs on
    ("jets bombed three towns, killing 21") or stands beside ("were killed and scores hurt in two days"), without further
    clauses; ``sentence`` the whole."""

    own: str
    above: str
    sentence: str

    @property
    def wide(self) -> str:
        """Own words and those above."""
        return f"{self.own} ; {self.above}"

    @property
    def timed(self) -> str:
        """Own words, and those above where neither name a day."""
        return self.own if self.dated() else self.wide

    def dated(self) -> bool:
        """Whether a day is named."""
        return _DAY.search(self.wide) is not None

    def one_act(self) -> bool:
        """Whether one act is named ("the attack", "a car bomb"): what is counted is its own, whatever dates it."""
        return _ONE_ACT.search(self.own) is not None or _ONE_ACT.search(self.above) is not None


def clause_of(parsed: Parsed, sentence: Sentence, q: Quantity, harm: Harm) -> Clause:
    own = _down(parsed, [parsed.tokens[harm.token], parsed.tokens[q.head], _verb(parsed, parsed.tokens[harm.token])])
    above: set[int] = set()
    token = parsed.tokens[harm.token]
    for _ in range(_LINKS):
        beside = [c for c in parsed.children(token) if c.dep == "conj"]
        beside += [a for c in beside for a in parsed.children(c) if a.dep == "acl"]
        above |= {i for other in beside for i in _down(parsed, _adjuncts(parsed, other))}
        head = parsed.head(token)
        if token.dep not in _HANGING or head.i == token.i or _has_moment(parsed, token):
            break
        token = head
        while token.dep in ("pobj", "prep") and token.pos in ("NOUN", "PROPN", "ADP"):
            token = parsed.head(token)  # "a bombing in the city that killed": the parser hangs it on the city
        above |= _down(parsed, [token])
    return Clause(_words(parsed, sentence, own), _words(parsed, sentence, above), sentence.span.of(parsed.text).lower())


def _has_moment(parsed: Parsed, verb: Token) -> bool:
    """Whether a clause of its own tells when: "has stepped up raids in recent weeks, killing 57 when it bombed a market"."""
    clauses = (c for c in parsed.children(verb) if c.dep == "advcl")
    return any(w.lower == "when" for c in clauses for w in parsed.children(c))


def _verb(parsed: Parsed, harm: Token) -> Token:
    """The verb of which a noun of harm is subject or object, or "dead" the outcome ("the battle has cost the lives of",
    "shelling left 75 dead"), else the word itself."""
    head = parsed.head(harm)
    if harm.dep == "acl" and head.dep == "dobj" and parsed.head(head).lemma in word_set("sees"):
        return parsed.head(head)  # "this year the township has seen 41 civilians killed"
    below = (harm.pos == "NOUN" and harm.dep in ("dobj", "nsubj", "nsubjpass", "attr")) or harm.dep in (
        "oprd",
        "acomp",
        "ccomp",
    )
    return head if below and head.tag.startswith("VB") and head.lemma != "say" else harm


def _adjuncts(parsed: Parsed, verb: Token) -> list[Token]:
    return [c for c in parsed.children(verb) if c.dep in ("prep", "npadvmod", "advmod")]


def _down(parsed: Parsed, tops: list[Token]) -> set[int]:
    """The tokens under ``tops``, without clauses that hang on them."""
    kept: set[int] = set()
    stack = [t.i for t in tops]
    while stack:
        i = stack.pop()
        if i not in kept:
            kept.add(i)
            stack.extend(c.i for c in parsed.children(parsed.tokens[i]) if c.dep not in _CLAUSES or _name(parsed, c))
    return kept


def _name(parsed: Parsed, token: Token) -> bool:
    """Whether it goes on a list of names or acts ("in Khost, Kandahar and Nangarhar provinces", "clashes and air strikes")."""
    listed = token.pos == "PROPN" or token.lower in _LISTED
    return token.dep == "conj" and listed and parsed.head(token).pos in ("PROPN", "NOUN")


def _words(parsed: Parsed, sentence: Sentence, tokens: set[int]) -> str:
    """The words, with a semicolon where some are left out."""
    kept = [i for i in sorted(tokens) if sentence.first <= i < sentence.last]
    return " ".join(f"{'; ' if n and i - kept[n - 1] > 1 else ''}{parsed.tokens[i].lower}" for n, i in enumerate(kept))
