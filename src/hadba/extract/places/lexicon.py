"""The words that make a name a place, as typed views of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """``cues`` and ``before`` map a word to the kind that it names, ``long_cues`` several words; ``short_forms`` a short form
    ("Ky.") to its state."""

    cues: dict[str, str]
    long_cues: dict[tuple[str, ...], str]
    before: dict[str, str]
    prepositions: frozenset[str]
    locative: frozenset[str]
    directions: frozenset[str]
    parts: frozenset[str]
    distances: frozenset[str]
    titles: frozenset[str]
    organisations: frozenset[str]
    rulers: frozenset[str]
    saying: frozenset[str]
    taking: frozenset[str]
    hitting: frozenset[str]
    leaving: frozenset[str]
    heading: frozenset[str]
    accompanying: frozenset[str]
    seeking: frozenset[str]
    suffering: frozenset[str]
    stationed: frozenset[str]
    placing: frozenset[str]
    never: frozenset[str]
    folk: frozenset[str]
    acting: frozenset[str]
    media: frozenset[str]
    called_after: frozenset[str]
    addresses: frozenset[str]
    common: frozenset[str]
    town_parts: frozenset[str]
    heads: frozenset[str]
    happenings: frozenset[str]
    headlines: frozenset[str]
    arms: frozenset[str]
    counting: frozenset[str]
    provincial: frozenset[str]
    of_state: frozenset[str]
    short_forms: dict[str, str]


@cache
def place_words() -> PlaceWords:
    """The lexicon ``place_words``; ``LexiconError`` where an entry is no word."""
    raw = read_yaml("place_words")
    cues = {word: kind for kind, words in raw["cues"].items() for word in words}
    long = {tuple(words.split()): kind for kind, phrases in raw["long_cues"].items() for words in phrases}
    short = {form: state for forms in raw["short_forms"].values() for form, state in forms.items()}
    sets = {
        name: frozenset(raw[name])
        for name in (
            "prepositions", "locative", "directions", "parts", "distances", "titles", "organisations", "rulers", "saying",
            "taking", "hitting", "leaving", "heading", "accompanying", "seeking", "suffering", "stationed", "placing", "never",
            "folk", "acting", "media", "called_after", "addresses", "common", "town_parts", "heads", "happenings", "headlines",
            "arms", "counting", "provincial", "of_state",
        )
    }  # fmt: skip
    for name, words in {**sets, "cues": cues, "before": raw["before"], "short_forms": short}.items():
        if wrong := [w for w in words if not isinstance(w, str)]:
            raise LexiconError(
                f"Lexicon place_words.yaml, {name}: {wrong!r} is no word; put quotes around on, off, yes and no."
            )
    return PlaceWords(cues=cues, long_cues=long, before=raw["before"], short_forms=short, **sets)


@cache
def peoples() -> frozenset[str]:
    """Demonyms ("Iraqi", "Iraqis"), in small letters: people and what is theirs, never places."""
    countries = read_yaml("place_countries").values()
    words = {str(p).lower() for country in countries for p in country["people"]}
    names = {str(n).lower() for country in countries for n in country.get("also", [])}  # "Philippines" is no Philippine
    return frozenset((words | {w + "s" for w in words if not w.endswith(("s", "ese", "ish", "ch"))}) - names)


@cache
def days_and_months() -> frozenset[str]:
    """The names of weekdays and of months that are no other word, in small letters."""
    raw = read_yaml("time_words")
    return frozenset((*raw["weekday"], *raw["month"]))
