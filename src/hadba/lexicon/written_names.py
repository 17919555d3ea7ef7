"""Names as they are written in ordinary case, for texts that are in capitals."""

from __future__ import annotations

from functools import cache

from hadba.lexicon import read_yaml
from hadba.lexicon.actors import dictionary
from hadba.lexicon.countries import countries
from hadba.lexicon.harm import people_words
from hadba.text.casing import Names


@cache
def written_names() -> Names:
    """Countries and parties, those names left out that are common words too; and the lexicon's own words for arms, things
    and people."""
    parties = [use.alias for uses in dictionary().uses.values() for use in uses if not use.common_word]
    people = [use.alias for use in dictionary().people.values()]
    listed = [*read_yaml("weapons").values(), *read_yaml("objects")["types"].values()]
    words = [word for words in listed for word in words]
    return Names.of((*words, *people_words().status, *(c.name for c in countries().values()), *parties, *people))
