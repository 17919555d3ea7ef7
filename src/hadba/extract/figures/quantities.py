"""Quantities as written: the number, its bound, and the noun that it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hadba.extract.figures.bounds import Quantity, bounded
from hadba.extract.figures.nouns import harms_as_headline, named_as_people
from hadba.extract.figures.numerals import VAGUE, number_at
from hadba.extract.figures.singles import one_person
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import harm_words
from hadba.model.parse import Parsed, Sentence, Token
from hadba.model.span import Span

_DETERMINERS = {"the", "its", "their", "his", "her", "our"}
_BEFORE_NOUN = {"more", "other", "additional", "further", "of", "them", "those", "whom", "at", "least", *_DETERMINERS}
_WEEKDAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
_BEFORE_ANOTHER = {"and", "or", "to", "of", "the"}
_DATE = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}(?!\d)")


def quantities(parsed: Parsed, sentence: Sentence) -> list[Quantity]:
    """All counts of one sentence, in text order, whatever they count; ranges are one quantity."""
    found: list[Quantity] = []
    i = sentence.first
    while i < sentence.last:
        dated = _DATE.match(parsed.text, parsed.tokens[i].start)
        if dated is not None:  # "05-04-2016 Many civilians": neither a range nor a count
            i = next((t.i for t in parsed.tokens[i + 1 : sentence.last] if t.start >= dated.end()), sentence.last)
            continue
        single = one_person(parsed, sentence, i)
        if single is not None:
            found.append(single)
            i = single.last
            continue
        read = number_at(parsed, i, sentence.last)
        if read is None:
            i += 1
            continue
        low, point, high, last = read
        quantity = _with_noun(parsed, sentence, Quantity(i, last, last - 1, last - 1, None, low, point, high))
        found.append(_without_stray_noun(parsed, bounded(parsed, sentence, quantity)))
        i = last
    return _with_shared_nouns(parsed, _ranges(parsed, found))


def _without_stray_noun(parsed: Parsed, q: Quantity) -> Quantity:
    """The quantity without a noun that begins what comes next, in text that left out its commas: "the toll reached 330 rescue
    sources said", "Bomb kills 32 Medical source", "wounded 50 state media reported"."""
    if q.noun is None or q.first < 2 or named_as_people(parsed, q.noun):
        return q
    tokens = parsed.tokens
    before = tokens[q.first - 2] if tokens[q.first - 1].lower in ("to", "at") else tokens[q.first - 1]
    kills = harms_as_headline(before) is not None or (before.tag == "VBZ" and before.lemma in harm_words().patient_verbs)
    harmed = before.tag in ("VBD", "VBN", "VBG") and before.lemma in harm_words().patient_verbs
    told = harmed and q.last < len(tokens) and tokens[q.last].tag == "VBD" and tokens[q.last].lemma in word_set("tells")
    shot = tokens[q.noun].lower == "shot" and q.last < len(tokens) and tokens[q.last].lower == "dead"  # "six shot dead"
    if told or shot or before.lemma in word_set("toll_verbs") or (kills and tokens[q.number + 1].text[:1].isupper()):
        return replace(q, noun=None, head=q.number, last=q.number + 1)
    return q


def _with_noun(parsed: Parsed, sentence: Sentence, q: Quantity) -> Quantity:
    """The quantity with the noun that it counts, found by syntax and checked by neighbourhood."""
    tokens, number = parsed.tokens, parsed.tokens[q.number]
    more = q.first > sentence.first and tokens[q.first - 1].lower in ("another", "other", "further")
    i = q.last
    while i < sentence.last and tokens[i].lower in _BEFORE_NOUN:
        if tokens[i].lower in _DETERMINERS and tokens[i - 1].lower not in ("of", "least"):
            return replace(q, more=more)  # "in 2016 the fighter was killed", "brought to 49 the number killed"
        more = more or tokens[i].lower in ("more", "other", "additional", "further")
        if tokens[i].lower == "of" and i + 1 < sentence.last and tokens[i + 1].lower in ("them", "whom", "those"):
            return _who_they_were(parsed, sentence, replace(q, last=i + 2, more=more))
        if tokens[i].lower == "at" and (i + 1 >= sentence.last or tokens[i + 1].lower != "least"):
            break
        i += 1
    start = i = _past_brackets(tokens, i, sentence.last)
    brackets = any(t.text == "(" for t in tokens[q.last : min(sentence.last, q.last + 6)])
    while (
        i < sentence.last
        and i - start < (10 if brackets else 6)
        and (
            tokens[i].pos in ("ADJ", "PROPN", "NOUN", "VERB", "NUM")
            or tokens[i].text in ("-", "and", '"', "”", "“", "IS")  # "17 IS fighters": the tagger takes the name for a verb
            or _tells_how(tokens, i, sentence.last)
        )
    ):
        token = tokens[i]
        if token.pos == "NUM" and (tokens[i - 1].lower in ("and", "or", "to") or (i > start and not _hyphened(tokens, i))):
            break  # "between 20 and 30": the noun is the second number's
        if token.lower == "and" and i == start:
            break  # "in their hundreds and many civilians were kidnapped"
        if token.lower in ("including", "following", "sustaining", "suffering") or (
            token.lower == "and" and i + 1 < sentence.last and tokens[i + 1].tag == "VBG"
        ):
            break  # "9 injured including 5 children", "injuring 25 and causing damage"
        if token.pos == "PROPN" and token.lower in _WEEKDAYS:
            break  # "left dozens wounded Wednesday"
        following = tokens[i + 1] if i + 1 < sentence.last else None
        counts = following is not None and (following.pos == "NUM" or following.lower in VAGUE)
        if counts and harms_as_headline(token) is not None:
            break  # "kills 12 wounds 50"
        if (
            _heads_phrase(parsed, token, i, sentence.last) or _hurt_ones(parsed, token, i, sentence.last)
        ) and not _first_of_two(parsed, i, sentence.last):
            head = token
            partitive = number.pos in ("NOUN", "ADJ") and number.i != token.i and tokens[q.last].lower == "of"
            vague_head = number.i if partitive else head.i
            return replace(q, last=i + 1, noun=token.i, head=vague_head, more=more)
        acts = token.pos == "VERB" and token.text != "IS"
        if acts and (token.tag not in ("VBN", "VBG", "JJ") or _harmed_and(parsed, i, sentence.last)):
            break
        i = _past_brackets(tokens, i + 1, sentence.last)
    return replace(q, more=more)


def _who_they_were(parsed: Parsed, sentence: Sentence, q: Quantity) -> Quantity:
    """ "Four of them children", "two of them ambulance crew": the noun that tells who some of those just counted were."""
    for token in parsed.tokens[q.last : min(sentence.last, q.last + 4)]:
        if token.pos not in ("NOUN", "PROPN", "ADJ"):
            break
        if token.pos != "ADJ" and named_as_people(parsed, token.i) and _heads_phrase(parsed, token, token.i, sentence.last):
            return replace(q, last=token.i + 1, noun=token.i)
    return q


def _tells_how(tokens: Sequence[Token], i: int, end: int) -> bool:
    """The adverb of "hundreds of badly injured civilians"."""
    return tokens[i].pos == "ADV" and i + 1 < end and tokens[i + 1].tag == "VBN" and tokens[i + 1].dep == "amod"


def _past_brackets(tokens: Sequence[Token], i: int, end: int) -> int:
    """The index after a short remark in brackets before a noun: "80 (party) fighters", "20 Islamic State (IS) operatives"."""
    if i >= end or tokens[i].text not in ("(", "["):
        return i
    closing = next((n for n in range(i + 1, min(end, i + 7)) if tokens[n].text in (")", "]")), None)
    follows = closing is not None and closing + 1 < end and tokens[closing + 1].pos in ("NOUN", "ADJ")
    return closing + 1 if closing is not None and follows else i


def _harmed_and(parsed: Parsed, i: int, end: int) -> bool:
    """Whether a participle of harm at ``i`` ends what is told of this count: "three killed and dozens missing"."""
    after = [t.lower for t in parsed.tokens[i + 1 : min(end, i + 3)]]
    following = parsed.tokens[i + 2] if i + 2 < end else None
    counted = following is not None and (following.pos == "NUM" or following.lower in VAGUE)
    return parsed.tokens[i].lower in harm_words().participles and after[:1] == ["and"] and counted


def _hyphened(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].text == "-"


def _hurt_ones(parsed: Parsed, token: Token, i: int, end: int) -> bool:
    """Whether a participle after "of" stands for people: "dozens of injured to the hospital", "seven of the wounded"."""
    alone = i + 1 >= end or parsed.tokens[i + 1].pos not in ("NOUN", "PROPN", "ADJ", "VERB")
    opened = [t.lower for t in parsed.tokens[max(0, i - 2) : i] if t.lower != "the"]
    return alone and opened[-1:] == ["of"] and token.tag == "VBN" and token.lower in harm_words().participles


def _first_of_two(parsed: Parsed, i: int, end: int) -> bool:
    """Whether the noun at ``i`` names no people and a joined one under the same number does: "70 regime and rebel fighters"."""
    if named_as_people(parsed, i) or i + 2 >= end or parsed.tokens[i + 1].lower not in ("and", "or"):
        return False
    for token in parsed.tokens[i + 2 : min(end, i + 5)]:
        if token.tag in ("VBD", "VBZ", "VBP") or (token.pos == "NUM" and token.i == i + 2):
            return False  # "multiple weapons and detained three insurgents"
        if named_as_people(parsed, token.i):
            return True
    return False


def _with_shared_nouns(parsed: Parsed, found: list[Quantity]) -> list[Quantity]:
    """Gives a count the noun that the next count names for both: "30 regime and 39 rebel fighters", "two German and three
    French soldiers". Its words stay its own."""
    shared: list[Quantity] = []
    for n, q in enumerate(found):
        following = found[n + 1] if n + 1 < len(found) else None
        if (
            following is not None
            and following.noun is not None
            and not (q.noun is not None and named_as_people(parsed, q.noun))
        ):
            between = parsed.tokens[q.last : following.first]
            joined = bool(between) and between[-1].lower in ("and", "or") and all(t.pos == "ADJ" for t in between[:-1])
            if joined and named_as_people(parsed, following.noun):
                q = replace(q, noun=following.noun)
        shared.append(q)
    return shared


def _heads_phrase(parsed: Parsed, token: Token, i: int, end: int) -> bool:
    """Whether the noun at ``i`` closes its phrase: a noun not followed by a further noun of the same compound."""
    if token.pos not in ("NOUN", "PROPN", "ADJ") and token.tag not in ("NNS", "NN"):
        return False
    if (
        token.pos == "ADJ"
        and token.tag not in ("NNS", "NN")
        and token.lower not in ("dead", "wounded", "injured", "missing", "others")
    ):
        return False
    beyond = _past_brackets(parsed.tokens, i + 1, end)
    if beyond > i + 1 and token.pos == "PROPN":
        return False  # "Daesh (banned there) militants"
    following = parsed.tokens[beyond] if beyond < end else None
    if following is not None and following.pos == "PROPN" and token.tag == "NNS" and named_as_people(parsed, i):
        return True  # "four children Al Jazeera reported"
    if following is not None and following.text == "-" and i + 2 < end and parsed.tokens[i + 2].start == following.end:
        return False  # "two rebel-held towns"
    if following is None or following.pos not in ("NOUN", "PROPN", "ADJ"):
        return True
    if token.dep == "conj":  # "American and coalition service members"
        token = parsed.head(token)
    return not (token.dep in ("compound", "amod", "nmod") and token.head > i)


def _ranges(parsed: Parsed, found: list[Quantity]) -> list[Quantity]:
    """Joins "between 20 and 30", "20 to 30", "20-30" into one quantity each."""
    joined: list[Quantity] = []
    for q in found:
        if joined:
            p = joined[-1]
            between = " ".join(t.lower for t in parsed.tokens[p.last : q.first])
            opener = parsed.tokens[p.first - 1].lower if p.first > 0 else ""
            bare = p.noun is None and p.point is not None and q.point is not None and p.low is not None and q.high is not None
            if bare and p.low is not None and q.high is not None and p.low < q.high:
                if between in ("to", "-", "–", "or") and p.last + 1 == q.first and opener not in ("from", "up"):
                    joined[-1] = replace(q, first=p.first, low=p.low, point=None, high=q.high)
                    continue
                if between == "and" and opener == "between":
                    joined[-1] = replace(q, first=p.first - 1, low=p.low, point=None, high=q.high)
                    continue
        if joined and q.high is None and q.low is not None and _between(parsed, joined[-1], q):
            joined[-1] = replace(q, first=joined[-1].first - 1, low=joined[-1].low, point=None)
            continue
        joined.append(q)
    return joined


def _between(parsed: Parsed, p: Quantity, q: Quantity) -> bool:
    """Whether the second bound is open: "between 35 and more than 40 soldiers"."""
    opener = parsed.tokens[p.first - 1].lower if p.first else ""
    joint = [t.lower for t in parsed.tokens[p.last : q.first]]
    return p.noun is None and p.point is not None and opener == "between" and joint == ["and"] and p.point < (q.low or 0)


def span_of(parsed: Parsed, q: Quantity) -> Span:
    """The characters of the quantity with its bound and noun."""
    return Span(parsed.tokens[q.first].start, parsed.tokens[q.last - 1].end)
