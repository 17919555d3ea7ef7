"""What a figure is a total of."""

from __future__ import annotations

import re

from hadba.extract.figures.bounds import Quantity
from hadba.extract.figures.harm import Harm
from hadba.lexicon.harm import harm_words
from hadba.model.figure import Scope
from hadba.model.parse import Parsed, Sentence

_PART = re.compile(
    r"\b(including|include[sd]?|of whom|of them|among (?:them|whom|the (?:dead|victims|killed|wounded|injured)))\b"
)
_PERIODS = (
    r"since",
    r"so far",
    r"to date",
    r"(?:over|in|during|within|for) the (?:past|last|previous|preceding)\b"
    r"(?! (?:(?:few|couple of|several) )?(?:raid|attack|strike|hours?)\b)",
    r"(?<!earlier )this (?:year|month|week)",
    r"in (?:19|20)\d\d\b(?! when)",
    r"every (?:day|week|month|year)",
    r"(?:the|a) (?:latest |civil |\d+-year )?(?:war|conflict|insurgency|uprising|civil war)",
    r"in recent (?:days|weeks|months|years)",
    r"(?:first|last) (?:half|quarter|\w+ months) of",
    r"(?:during|over|in) (?:the )?(?:last |past )?(?:\w+ )?(?:days|weeks|months|years|decades)",
    r"total number|overall|altogether",
    r"from \d+ \w+ to \d+ \w+",
    r"between \w+ \d+ and \w+ \d+",
)
_PERIOD = re.compile(r"\b(?:" + "|".join(_PERIODS) + r")\b")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_SINCE = re.compile(rf"\bsince (?:the|last|\w+ \d|(?:19|20)\d\d|\w+day|{_MONTHS}|mid|early|late)")
_NONE_SINCE = re.compile(r"\b(?:first|only|most \w+|worst|\w{4,}est)\b[^.;]*\bsince\b")  # "the worst attack since March"
# what somebody answers for in all: "responsible for the deaths of hundreds of soldiers"
_ANSWERED_FOR = re.compile(r"\b(?:responsible|blamed|blame|guilty|wanted|convicted|notorious) (?:for|of)\b[^.;]{0,60}$")
_MANY = "separate|various|several|two|three|four|five|six|multiple|different|other|series of|a (?:wave|spate|string) of|twin"
_ACTS = "attacks|bombings|strikes|raids|incidents|explosions|blasts|clashes|ambushes|shootings|airstrikes|operations"
_SEVERAL = re.compile(
    rf"\b(?:{_MANY}) (?:\w+ ){{0,2}}(?:{_ACTS})\b|\ba total of\b|"
    r"\bacross the (?:country|province|region|city)\b|\bcountrywide\b|\bnationwide\b|\belsewhere\b"
)


# No single happening of recent wars reached it; a count this high beside "war" or "conflict" is a war's.
_WAR_TOTAL = 10_000


def scope_of(parsed: Parsed, sentence: Sentence, q: Quantity, harm: Harm, *, part: bool) -> Scope:
    """Part, cumulative, covers several, or the incident's own; decided by words in the figure's own clause."""
    before = parsed.text[max(sentence.span.start, parsed.tokens[q.first].start - 24) : parsed.tokens[q.first].start].lower()
    after = parsed.text[parsed.tokens[q.last - 1].end : parsed.tokens[q.last - 1].end + 12].lower()
    if part or _PART.search(before) or re.match(r"\s*of (?:them|whom)\b", after) or _picked(parsed, q, harm):
        return Scope.PART
    clause = _clause(parsed, sentence, q, harm)
    whole = sentence.span.of(parsed.text).lower()
    perfect = re.search(r"\b(?:have|has|had)\b", clause) is not None
    rest = parsed.text[parsed.tokens[q.last - 1].end : sentence.span.end].lower()
    answered = q.point is None and _ANSWERED_FOR.search(parsed.text[sentence.span.start : parsed.tokens[q.first].start].lower())
    period = _SINCE.search(rest) or (perfect and re.search(r"\bsince\b", whole))
    none_since = _NONE_SINCE.search(whole) is not None
    if answered or (period and not none_since):
        return Scope.CUMULATIVE
    if (q.low or q.high or 0) >= _WAR_TOTAL and re.search(r"\b(?:war|conflict|insurgency|uprising|crisis|fighting)\b", whole):
        return Scope.CUMULATIVE
    if (found := _PERIOD.search(clause)) and not (none_since and found[0] == "since"):
        return Scope.CUMULATIVE
    return Scope.COVERS_SEVERAL if _SEVERAL.search(clause) else Scope.INCIDENT


def _picked(parsed: Parsed, q: Quantity, harm: Harm) -> bool:
    """Whether they are some of those told to have suffered the same: "14 of the dead", "two of those killed"."""
    end = min(q.last + 2, len(parsed.tokens))
    words = [t.lower for t in parsed.tokens[q.number + 1 : end]]
    if len(words) < 3 or words[0] != "of" or words[1] not in ("the", "those", "these"):
        return False
    told = {harm_words().participles.get(w) or harm_words().nouns.get(w) for w in words[2:]} - {None}
    return harm.kind in told or "victims" in words


def _clause(parsed: Parsed, sentence: Sentence, q: Quantity, harm: Harm) -> str:
    """The words under the harm word and the quantity, without clauses that hang on them."""
    kept: list[int] = []
    for token in (parsed.tokens[harm.token], parsed.tokens[q.head]):
        stack = [token.i]
        while stack:
            i = stack.pop()
            kept.append(i)
            stack.extend(
                c.i for c in parsed.children(parsed.tokens[i]) if c.dep not in ("relcl", "advcl", "ccomp", "parataxis", "conj")
            )
    inside = [i for i in set(kept) if sentence.first <= i < sentence.last]
    return " ".join(parsed.tokens[i].lower for i in sorted(inside))
