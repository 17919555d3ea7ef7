"""The words of places that resolving needs, as a typed view of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hadba.lexicon import read_yaml


@dataclass(frozen=True, slots=True)
class PlaceSenses:
    """``short_forms`` maps "Ky." to (state, ISO code of its country); ``town_parts`` and ``afield`` as the file says;
    ``countries`` are the ISO codes there are; ``saying``, ``reporting``, ``duties``, ``suffering`` and ``leaving`` are
    lemmas of verbs, ``rulers`` nouns for those who govern, ``forces`` for who acts for a country, ``siding`` prepositions
    under which a capital stands for its government, ``offices`` nouns for who holds one, ``charged`` and ``abilities``
    words for what one is to do or can do, ``seated`` verbs for where a body has its seat, ``stationed`` verbs for where
    somebody is who acts, ``journeys`` nouns for going somewhere, ``placing`` prepositions of places, ``apart`` words for a
    place other than the one told before, ``counting`` words for several, ``directions`` as the file says; ``cues`` maps
    nouns to kinds of places, ``people`` words for a people, in small letters, to the ISO code of their country."""

    short_forms: dict[str, tuple[str, str]]
    town_parts: frozenset[str]
    afield: frozenset[str]
    countries: frozenset[str]
    saying: frozenset[str]
    reporting: frozenset[str]
    charged: frozenset[str]
    duties: frozenset[str]
    abilities: frozenset[str]
    suffering: frozenset[str]
    turning: frozenset[str]
    rulers: frozenset[str]
    forces: frozenset[str]
    siding: frozenset[str]
    offices: frozenset[str]
    seated: frozenset[str]
    leaving: frozenset[str]
    stationed: frozenset[str]
    journeys: frozenset[str]
    placing: frozenset[str]
    apart: frozenset[str]
    counting: frozenset[str]
    directions: frozenset[str]
    cues: dict[str, str]
    people: dict[str, str]


@cache
def place_senses() -> PlaceSenses:
    """The lexicons ``place_words`` and ``place_countries``, as far as resolving goes."""
    raw = read_yaml("place_words")
    short = {form: (state, country) for country, forms in raw["short_forms"].items() for form, state in forms.items()}
    return PlaceSenses(
        short_forms=short,
        town_parts=frozenset(raw["town_parts"]),
        afield=frozenset(raw["afield"]),
        countries=frozenset(read_yaml("place_countries")),
        saying=frozenset(raw["saying"]),
        reporting=frozenset(raw["reporting"]),
        charged=frozenset(raw["charged"]),
        duties=frozenset(raw["duties"]),
        abilities=frozenset(raw["abilities"]),
        suffering=frozenset(raw["suffering"]),
        turning=frozenset(raw["turning"]),
        rulers=frozenset(raw["rulers"]),
        forces=frozenset(raw["forces"]),
        siding=frozenset(raw["siding"]),
        offices=frozenset(raw["offices"]),
        seated=frozenset(raw["seated"]),
        leaving=frozenset(raw["leaving"]),
        people={str(p).lower(): iso for iso, row in read_yaml("place_countries").items() for p in row["people"]},
        stationed=frozenset(raw["stationed"]),
        journeys=frozenset(raw["journeys"]),
        placing=frozenset(raw["placing"]),
        apart=frozenset(raw["apart"]),
        counting=frozenset(raw["counting"]),
        directions=frozenset(raw["directions"]),
        cues={word: kind for kind, words in raw["cues"].items() for word in words},
    )
