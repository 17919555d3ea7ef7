"""Capitalised names in a sentence: the runs of words that may hold a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hadba.extract.places.lexicon import days_and_months
from hadba.model.parse import Parsed, Sentence, Token

# Arabic articles, as they assimilate to what follows: "Deir ez-Zor".
ARTICLES = frozenset(
    {"al", "el", "ul", "ar", "er", "ur", "as", "es", "us", "ash", "esh", "ush", "ad", "ed", "adh", "an", "en", "at", "et",
     "ath", "az", "ez", "uz"}
)  # fmt: skip
PARTICLES = frozenset(
    {"de", "la", "le", "du", "des", "del", "da", "do", "dos", "das", "di", "der", "den", "of", "the", "upon", "and", "al",
     "el", "ibn", "wa", "y"}
)  # fmt: skip
INNER = (
    PARTICLES
    | ARTICLES
    | {"sur", "sous", "en", "am", "on", "in", "bei", "under", "au", "aux", "lès", "y", "e", "i", "ye", "yi", "wa", "à", "a"}
)  # between hyphens
_AIN = ("‘", "’", "'", "ʻ", "ʿ", "`")  # an Arabic letter that has none of ours, at the beginning of a word
EZAFE = ("e", "i", "ye", "yi")  # what joins Persian names: "Sar-e Pul"
LONGEST = 7  # tokens of a name


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens ``[first, last)`` of one sentence, all of a name, or particles between two words of it."""

    first: int
    last: int


def shouted(parsed: Parsed, sentence: Sentence) -> bool:
    """Whether a sentence is written in capitals throughout, so that capitals say nothing."""
    text = sentence.span.of(parsed.text)
    if not text[:24].isupper() and any(c.islower() for c in text[:24]) and any(c.islower() for c in text[-24:]):
        return False  # the common case, cheaply
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 12 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def capitalised(token: Token) -> bool:
    """Whether a token looks like a word of a name: "Mosul", "al" does not, "U.S." does, "'s" and "3rd" do not, nor does
    "Monday", which ends one: "Airstrikes in Aleppo Monday killed 36"."""
    return token.text[:1].isupper() and any(c.isalpha() for c in token.text) and token.lower not in days_and_months()


def runs(parsed: Parsed, sentence: Sentence) -> Iterator[Run]:
    """Maximal runs of capitalised words; hyphens, a leading Arabic article and inner particles belong to them."""
    tokens, at, end = parsed.tokens, sentence.first, sentence.last
    while at < end:
        if not capitalised(tokens[at]):
            at += 1
            continue
        first = at - 2 if _hyphened(parsed, at, sentence.first) else at - 1 if _spaced(parsed, at, sentence.first) else at
        last = at + 1
        while (further := _further(parsed, last, end)) is not None:
            last = further
        yield Run(first, last)
        at = last


def _hyphened(parsed: Parsed, at: int, start: int) -> bool:
    """ "al-" before the token, in small letters; a blank may have come in after it ("al- Joura")."""
    article = parsed.tokens[at - 2].lower if at - 2 >= start else ""
    return (
        parsed.tokens[at - 1].text in "-‐‑"
        and article in ARTICLES
        and _glued(parsed, at - 2)
        and (_glued(parsed, at - 1) or article in ("al", "el"))
    )


def _spaced(parsed: Parsed, at: int, start: int) -> bool:
    """A loose article before the token ("al Shifaa"), in small letters; "an" and "as" are English words too."""
    return at - 1 >= start and parsed.tokens[at - 1].text in ("al", "el", "ash", "ar")


def _inside(parsed: Parsed, i: int) -> bool:
    """Whether a token may stand in small letters between two words of a name: a particle, or an article with its hyphen
    ("Deir ez-Zor")."""
    word = parsed.tokens[i].text
    if word in PARTICLES:
        return True
    return word in ARTICLES and _glued(parsed, i) and i + 1 < len(parsed.tokens) and parsed.tokens[i + 1].text == "-"


def _glued(parsed: Parsed, i: int) -> bool:
    """Whether nothing stands between token ``i`` and the next."""
    return i + 1 < len(parsed.tokens) and parsed.tokens[i].end == parsed.tokens[i + 1].start


def _further(parsed: Parsed, last: int, end: int) -> int | None:
    """Where the run ends when it takes on the next word, or null."""
    tokens = parsed.tokens
    if last >= end or "\n" in parsed.text[tokens[last - 1].end : tokens[last].start] or tokens[last].text.isspace():
        return None
    if capitalised(tokens[last]):
        return last + 1
    if tokens[last].text in "-‐‑–" and _glued(parsed, last - 1) and _glued(parsed, last):
        ahead = last + 1
        while ahead + 1 < end and tokens[ahead].lower in INNER and tokens[ahead + 1].text in "-‐‑":
            ahead += 2
        if ahead + 1 < end and tokens[ahead].text in EZAFE:
            name = ahead + 1 + (tokens[ahead + 1].text in _AIN)  # "Pul-e ‘Alam"
            if name < end and capitalised(tokens[name]):
                return name + 1
        named = ahead < end and (capitalised(tokens[ahead]) or tokens[ahead].text.isdigit())
        return ahead + 1 if named else None
    if tokens[last].text in _AIN and last + 1 < end and capitalised(tokens[last + 1]) and _glued(parsed, last):
        return last + 2  # "Nad ‘Ali"
    ahead = last
    while ahead < end and ahead - last < 3 and (_inside(parsed, ahead) or (ahead > last and tokens[ahead].text == "-")):
        ahead += 1
    if last < ahead < end and capitalised(tokens[ahead]):
        return ahead + 1
    return None
