"""Tolls of a war: from its beginning, as the report tells it, until publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from hadba.lexicon.grammar import word_set
from hadba.lexicon.telling import since
from hadba.model.claim import Claim
from hadba.model.figure import Scope
from hadba.model.parse import Parsed, Token
from hadba.model.when import Precision, TimeMention, When
from hadba.resolve.when.days import of_year
from hadba.resolve.when.form import read_form

LONG_AGO = timedelta(days=31)  # a report tells no news of what is older than this
BACK = 2  # sentences back to where a war's beginning is told
MANY = (50_000, 500_000)  # people whom only a whole war has killed, or driven out: "millions have been displaced"
LASTING = frozenset(("displacement",))
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
_IN_ITS_YEAR = re.compile(rf"\b(?:in|into|enter(?:s|ed|ing)?) (?:its|the|a) ({'|'.join(_NTH)}) year\b", re.IGNORECASE)
_OF_WAR = re.compile(r"\s+of\s+(?:\w+\s+)?(\w+)")
_COARSE = (Precision.MONTH, Precision.YEAR)


class Wars:
    """What one report tells of wars and of how long they have lasted."""

    def __init__(self, parsed: Parsed, mentions: Sequence[TimeMention], published: When) -> None:
        self.parsed = parsed
        self.mentions = mentions
        self.last = published.end

    def toll(self, claim: Claim, word: Token) -> When | None:
        """ "The war has killed 190,000", after "the conflict, which began in 2011", or "the six-year war has killed ..."."""
        if self.last is None or not self.counts(claim, word):
            return None
        return self._since_it_began(self.last, word.sentence) or self._by_length(self.last, word)

    def counts(self, claim: Claim, word: Token) -> bool:
        """Whether a claim counts what a whole war did, or what was done "since then"."""
        if not claim.figures:
            return False
        cumulative = any(f.scope is Scope.CUMULATIVE for f in claim.figures)
        words = self._words(word)
        of_a_war = any(t.lemma in word_set("wars") and t.dep in ("nsubj", "pobj") for t in words)
        since_then = any(a.lower == "since" and b.lower == "then" for a, b in pairwise(words))
        if since_then:
            return cumulative or claim.type in LASTING
        verb = word if word.pos == "VERB" else self.parsed.head(word)
        up_to_now = verb.tag == "VBN" and any(t.lemma == "have" and t.dep == "aux" for t in self.parsed.children(verb))
        if up_to_now and any((f.point or f.low or 0) >= MANY[claim.type in LASTING] for f in claim.figures):
            return True
        return of_a_war and (cumulative or claim.type == "war" or not claim.main)

    def begins(self, mention: TimeMention) -> bool:
        """Whether the mention tells since when something lasts: "since 2011", "which began in 2011"."""
        first = self.parsed.tokens_in(mention.span)[0]
        led = since(self.parsed, mention.span)
        if led is not None:
            held = [self.parsed.head(led), self.parsed.tokens[led.i - 1]] if led.i else []
            return not any(t.lemma in word_set("offices") for t in held) and not self.tells_of_a_place(mention)
        verbs = [t for t in self.parsed.ancestors(first) if t.pos == "VERB" and t.sentence == first.sentence]
        return bool(verbs) and (verbs[0].lemma in word_set("begins") or any(self._begins_a_war(v) for v in verbs[1:]))

    def tells_of_a_place(self, mention: TimeMention) -> bool:
        """ "The city, divided since July 2012"."""
        time = self.parsed.tokens_in(mention.span)[0]
        clause = next((t for t in self.parsed.ancestors(time) if t.dep == "relcl" or (t.dep == "acl" and t.tag == "VBN")), None)
        place = self.parsed.head(clause) if clause is not None else None
        return place is not None and (place.entity in ("GPE", "LOC") or place.lemma in word_set("settlements"))

    def _begins_a_war(self, verb: Token) -> bool:
        """ "The conflict began when the police shot at protesters in 2011"."""
        subjects = (c for c in self.parsed.children(verb) if c.dep == "nsubj")
        return verb.lemma in word_set("begins") and any(c.lemma in word_set("wars") for c in subjects)

    def _since_it_began(self, last: date, sentence: int) -> When | None:
        for mention in reversed(self.mentions):
            here = self.parsed.tokens_in(mention.span)[0].sentence
            if here > sentence or mention.start is None or mention.type.value != "DATE" or mention.start >= last:
                continue
            near = here >= sentence - BACK
            told = self.begins(mention) and (near or (last - mention.start > LONG_AGO and self._names_a_war(mention)))
            if told or (near and here < sentence and self._is_of_an_uprising(mention)):
                basis = f"{mention.basis}; a toll of the whole time since then"
                return When(mention.start, last, mention.precision, mention.text, mention.span, basis)
        return None

    def _is_of_an_uprising(self, mention: TimeMention) -> bool:
        """ "the uprising in 2011", after which the toll of the war is told."""
        first = self.parsed.tokens_in(mention.span)[0].i
        noun = self.parsed.tokens[first - 2] if first >= 2 and self.parsed.tokens[first - 1].lower == "in" else None
        return mention.precision in _COARSE and noun is not None and noun.lemma in word_set("wars")

    def _names_a_war(self, mention: TimeMention) -> bool:
        """Whether the mention's own sentence speaks of a war: what began then is the war that the report knows."""
        return any(t.lemma in word_set("wars") for t in self._words(self.parsed.tokens_in(mention.span)[0]))

    def _by_length(self, last: date, word: Token) -> When | None:
        """ "The five-year war", "in its sixth year", told in the toll's own sentence: from the year in which it began."""
        sentence = self.parsed.sentence_of(word)
        for mention in self.mentions:
            form = read_form(mention.form)
            years = form.number("num")
            if not sentence.span.contains(mention.span) or form.kind != "dur" or form.text("unit") != "Y" or not years:
                continue
            if "which" not in form.keys and self._of_a_war(mention):
                return _from_year(last, last.year - years, mention)
        told = _IN_ITS_YEAR.search(self.parsed.text, sentence.span.start, sentence.span.end)
        return None if told is None else _from_year(last, last.year - _NTH.index(told[1].lower()), None)

    def _of_a_war(self, mention: TimeMention) -> bool:
        after = _OF_WAR.match(self.parsed.text, mention.span.end)
        if after is not None and after[1].lower() in word_set("wars"):
            return True
        return self.parsed.head(self.parsed.tokens_in(mention.span)[-1]).lemma in word_set("wars")

    def _words(self, token: Token) -> Sequence[Token]:
        return self.parsed.sentence_tokens(self.parsed.sentence_of(token))


def _from_year(last: date, year: int, mention: TimeMention | None) -> When | None:
    """From about the beginning of ``year``, reckoned back from publication."""
    start = of_year(year).start
    text, span = (mention.text, mention.span) if mention is not None else (None, None)
    return When(start, last, Precision.YEAR, text, span, "a toll of the whole war, reckoned back by its length")
