"""Numbers that count no people: dates, ages, shares, times, measures, what a page left over."""

from __future__ import annotations

import re

from hadba.extract.figures.bounds import Quantity
from hadba.extract.figures.counted import HURTS
from hadba.extract.figures.nouns import lemma_of, named_as_people
from hadba.extract.figures.partitives import some_of_counted
from hadba.extract.figures.tolls import before_a_step
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import harm_words, people_words
from hadba.model.parse import Parsed, Token

_COLLECTIVES = {
    "people",
    "police",
    "dead",
    "wounded",
    "injured",
    "hurt",
    "missing",
    "personnel",
    "staff",
    "crew",
    "troop",
    "military",
    "elderly",
}
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}")
_MONTHS = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}


def counts_something_else(parsed: Parsed, q: Quantity) -> bool:
    """Whether the number is a date, an age, a share, a time or a measure rather than a count, or the one is who tells."""
    noun = parsed.tokens[q.noun] if q.noun is not None else None
    if q.indefinite and noun is not None and noun.dep == "appos" and noun.lemma in word_set("tolls"):
        return True  # "killed 60 soldiers, a figure that could not be verified"
    if (q.indefinite and _speaks(parsed, q)) or _of_somebody(parsed, q) or _denied(parsed, q) or _of_a_scale(parsed, q):
        return True
    units = word_set("units_of_measure")
    number = parsed.tokens[q.number]
    following = parsed.tokens[q.number + 1] if q.number + 1 < len(parsed.tokens) else None
    before = parsed.tokens[q.first - 1] if q.first else None
    if following is not None and (
        following.lemma in units or following.lower in units or following.text in ("%", "°", "/") or _clock(parsed, following)
    ):
        return True
    if (
        following is not None
        and following.text == "-"
        and q.number + 2 < len(parsed.tokens)
        and parsed.tokens[q.number + 2].lemma in units
    ):
        return True
    if number.text.isdigit() and following is not None and following.lower[:3] in _MONTHS and following.pos == "PROPN":
        return True  # "30 June 2016", "21 Jul"
    if q.noun is None and before is not None and before.entity == "PERSON" and number.text.isdigit():
        return True  # "Ziad 13 suffered a head injury": an age without its commas
    if before is not None and (
        before.text in ("$", "€", "£", "#", "/") or _day_of(parsed, before, q) or _clock(parsed, before)
    ):
        return True
    if following is not None and following.text == "Related":
        return True  # what a page counts before its list of other articles
    if (q.high or q.low) == 0 or (_is_year(number) and before is not None and _of_a_date(before)):
        return True
    if (
        not q.indefinite
        and not some_of_counted(parsed, q)
        and any(t.pos == "NUM" and t.dep != "quantmod" for t in parsed.tokens[q.number + 1 : min(q.noun or q.number, q.last)])
    ):
        return True  # "21 2016 Five medics": the noun belongs to a later number
    if q.noun is not None:
        counted = parsed.tokens[q.noun]
        many = (q.low or q.high or 0) > 1 and number.pos == "NUM"
        mass = counted.tag == "NN" and counted.lemma == counted.lower and counted.lower not in _COLLECTIVES
        return many and mass and counted.lemma not in people_words().status
    harmed = following is not None and harm_words().participles.get(following.lower) in HURTS
    if number.lower == "one" and following is not None and following.tag == "VBN" and following.dep == "acl" and not harmed:
        return True  # two recordings, "one captured by a camera"
    bare = q.first == q.number and (before is None or before.pos not in ("VERB", "ADP"))
    if bare and following is not None and following.pos == "DET" and following.lower != "each":
        return True  # "191 A total of ...": a number left over from a page, not "wounded at least 50 a monitor said"
    if before is not None and before.lower in ("to", "and", "-") and _ages_before(parsed, before):
        return True
    if following is not None and _DATE.match(following.text):
        return True  # "1924 16.05.2017": the time on a page
    verbs = (*harm_words().patient_verbs, *word_set("toll_verbs"))
    rose = before is not None and before.lower == "to" and before_a_step(parsed, before.i - 1).lemma in word_set("toll_verbs")
    struck = rose or (before is not None and before.tag.startswith("VB") and before.lemma in verbs)
    if number.entity in ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL") and not (
        (number.entity in ("DATE", "TIME") and (struck or harmed))  # "raids kill 14, wound 20", "received 1407 injured"
        or (number.entity == "DATE" and q.head != q.number)
        or (number.entity == "MONEY" and _harmed(parsed, q.number + 1))
    ):
        return True
    named = (
        before is not None
        and before.pos == "PROPN"
        and before.entity not in ("", "GPE", "NORP")
        and number.entity == before.entity
    )
    return named or (_is_year(number) and q.noun is None)


def _clock(parsed: Parsed, colon: Token) -> bool:
    """The colon of "19:14", and not that of "Chad: 40 soldiers killed"."""
    around = parsed.text[max(0, colon.start - 1) : colon.end + 1]
    return colon.text == ":" and around[:1].isdigit() and around[-1:].isdigit()


def _day_of(parsed: Parsed, before: Token, q: Quantity) -> bool:
    """Whether the word before a quantity is the month that its number is a day or a year of; not in "since 15 April at least
    307 people", nor where the month has its day already ("On 15 April 12 people")."""
    if before.lower[:3] not in _MONTHS or before.pos != "PROPN":
        return False
    has_day = before.i and parsed.tokens[before.i - 1].text.isdigit()
    return q.first == q.number and (_is_year(parsed.tokens[q.number]) or not has_day)


def _of_somebody(parsed: Parsed, q: Quantity) -> bool:
    """ "A woman of 72", "a priest of 66"; "a mother of two", "the father of three young children": whose they are."""
    before = parsed.tokens[max(0, q.first - 2) : q.first]
    if len(before) < 2 or before[1].lower != "of":
        return False
    one, lemma = before[0], lemma_of(before[0])
    alone = one.tag == "NN" and lemma not in people_words().collectives and people_words().knows(lemma)
    return one.lemma in word_set("parents") or (q.noun is None and alone)


def _of_a_scale(parsed: Parsed, q: Quantity) -> bool:
    """ "Three people over seventy", "children under five", "one in five of the wounded"."""
    before = parsed.tokens[max(0, q.number - 2) : q.number]
    if len(before) < 2:
        return False
    aged = (
        q.noun is None
        and before[0].tag.startswith("NN")
        and before[1].lower in ("over", "under", "above", "below")
        and named_as_people(parsed, before[0].i)
    )
    return aged or (before[1].lower == "in" and before[0].pos == "NUM")


def _denied(parsed: Parsed, q: Quantity) -> bool:
    """ "Fourteen people, not twenty-one as first reported", "hundreds if not thousands"."""
    return q.first > 0 and parsed.tokens[q.first - 1].lower == "not"


def _ages_before(parsed: Parsed, link: Token) -> bool:
    """Whether the words before ``link`` begin a span of ages: "aged from four to 10", "aged 3 to 9"."""
    before = [t.lower for t in parsed.tokens[max(0, link.i - 3) : link.i]]
    return before[:2] in (["aged", "from"], ["aged", "between"], ["ages", "of"]) or (
        link.lower != "and" and "aged" in before[1:2]
    )


def _harmed(parsed: Parsed, i: int) -> bool:
    """ "More than 10 million displaced", "10 million have been displaced" are no sums of money."""
    following = next((t for t in parsed.tokens[i : i + 5] if t.lower not in word_set("before_harm")), None)
    return following is not None and following.lower in harm_words().participles


def _is_year(number: Token) -> bool:
    return number.text.isdigit() and len(number.text) == 4 and 1900 <= int(number.text) <= 2100


def _of_a_date(token: Token) -> bool:
    """A day of the month or a month: "Sat Mar 12 2016 Fighters ..."."""
    return (token.text.isdigit() and len(token.text) <= 2) or token.lower[:3] in _MONTHS


def _speaks(parsed: Parsed, q: Quantity) -> bool:
    """Whether a single person is who tells: "killed four farmers on Sunday a monitor and a medical source said"."""
    after, end = q.last, parsed.sentence_of(parsed.tokens[q.number]).last
    if after < end and parsed.tokens[after].lower == "and":
        while after < end and after - q.last < 6 and parsed.tokens[after].pos in ("CCONJ", "DET", "ADJ", "NOUN"):
            after += 1
    told = parsed.tokens[after] if after < end else None
    return told is not None and told.tag in ("VBD", "VBZ") and told.lemma in word_set("tells")
