"""One sentence under reading: which stretches of its names the gazetteer knows, and where one name ends and another begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hadba.extract.places.lexicon import peoples, place_words
from hadba.extract.places.names import ARTICLES, PARTICLES, Run, capitalised
from hadba.model.parse import Entity, Parsed, Sentence
from hadba.model.ports import Gazetteer
from hadba.model.where import Place
from hadba.text.possessive import owner

LARGE = 100_000  # people: a town that news names without saying where it is
KNOWN = 30_000  # people: a town that stands in a bare list of towns


@dataclass(frozen=True, slots=True)
class Reader:
    """One sentence under reading; ``loud`` where it is written in capitals throughout. ``nations`` are the ids of the
    countries that the report speaks of; ``bare`` whether its text has lost its commas."""

    parsed: Parsed
    sentence: Sentence
    gazetteer: Gazetteer
    entities: tuple[Entity, ...]
    loud: bool
    nations: tuple[str, ...] = ()
    bare: bool = False

    def text(self, first: int, last: int) -> str:
        return self.parsed.text[self.parsed.tokens[first].start : self.parsed.tokens[last - 1].end]

    def lower(self, i: int) -> str:
        return self.parsed.tokens[i].lower


def parts(reader: Reader, run: Run) -> Iterator[Run]:
    """A run, cut at "and", between two places that a text without commas lists ("Aleppo Damascus"), and after a possessive
    that has lost its apostrophe ("Syrias Aleppo"): all where no known name goes over it ("Bosnia and Herzegovina" stays
    whole)."""
    first = run.first
    for i in range(run.first + 1, run.last):
        joined = _joint(reader, i) and i < run.last - 1
        if not joined and not _two(reader, run, i):
            continue
        over = ((a, b) for a in range(max(run.first, i - 3), i) for b in range(i + 1 + joined, min(run.last, i + 5) + 1))
        if not any(reader.gazetteer.knows(reader.text(a, b)) for a, b in over):
            yield Run(first, i)
            first = i + joined
    yield Run(first, run.last)


def _joint(reader: Reader, i: int) -> bool:
    """Whether token ``i`` of a run is no part of a name: "Homs and Hama", "Syria the Idlib province", "Alishang District of
    Laghman Province"."""
    word = reader.parsed.tokens[i].text
    if word == "of" and i - 2 >= reader.sentence.first and capitalised(reader.parsed.tokens[i - 2]):
        if without_long_cue(reader, reader.sentence.first, i) < i:
            return True  # "Mobbar Local Government Area of Borno State"
        kind = place_words().cues.get(reader.lower(i - 1))
        return kind in ("district", "province", "town") and reader.lower(i - 1) != "state"  # "Islamic State of Iraq"
    return word == "and" or (word == "the" and reader.lower(i - 1) not in PARTICLES)


def _two(reader: Reader, run: Run, i: int) -> bool:
    """Whether one name ends before token ``i`` of a run and another begins there, with no sign between them."""
    before, word = reader.parsed.tokens[i - 1].text, reader.parsed.tokens[i]
    if not capitalised(word) and word.lower not in ARTICLES:
        return False
    if owned(reader, before) or _country_owns(reader, word.text):
        return True
    if before.lower() in peoples():  # "Syrian Aleppo"
        return any(well_known(reader, reader.text(i, b)) for b in range(i + 1, min(run.last, i + 4) + 1))
    here, there = well_known(reader, before), well_known(reader, word.text)
    if here is None and there is not None and reader.bare:  # "Millis Idlib"
        outer = place_words()
        return (
            before[:1].isupper() and before.lower() not in outer.directions | outer.titles | outer.organisations | outer.heads
        )
    if here is None or before.lower() in place_words().directions | place_words().common | place_words().titles:
        return False
    if word.lower in peoples() and reader.bare:
        return True  # "Killed in Idlib Syrian Army Regains Towns"
    if word.lower in place_words().happenings | place_words().headlines:
        return True  # "Homs Suicide Blasts"
    if word.lower in ARTICLES:
        return i + 2 < run.last and before.lower() not in place_words().heads
    return there is not None and there.country == here.country


def _country_owns(reader: Reader, text: str) -> bool:
    """Whether a word is the possessive of a country without its apostrophe."""
    bare = owner(text, reader.parsed.text)
    return bare is not None and any(p.kind == "country" for p in reader.gazetteer.named(bare)[:1])


def well_known(reader: Reader, text: str) -> Place | None:
    """The country, the province or the town that news names without saying where it is, if a word is the name of one."""
    top = foremost(reader.gazetteer.named(text)) if text[:1].isupper() else None
    if top is None or not (top.kind in ("country", "province") or top.population >= KNOWN):
        return None
    return top if _spelt_so(top, text) else None


def foremost(found: Sequence[Place]) -> Place | None:
    """What news most likely means by a name alone: the first, but of a name that a user's list has the most populous, since a
    long list has a village under the name of many a city."""
    top = next(iter(found), None)
    return top if top is None or not top.rank else max(found, key=lambda p: (p.kind == "country", p.population))


def _spelt_so(place: Place, text: str) -> bool:
    return any(name.lower() == text.lower() for name in (place.name, *place.names))


def nameable(reader: Reader, at: int, last: int, text: str) -> bool:
    """Whether the stretch can be a name at all: it begins and ends in a word that is no particle, and is none of the
    words that are never places."""
    words, final = place_words(), reader.parsed.tokens[last - 1]
    if not text[0].isalnum() or not any(c.isalnum() for c in final.text) or (last - at > 1 and final.text in PARTICLES):
        return False
    lower = text.lower()
    plain = lower.removeprefix("the ").rstrip(".")
    if plain in words.never or plain in words.titles or plain in words.directions or lower in peoples():
        return False
    if plain in words.happenings or plain in words.arms:
        return False  # "Air strikes" at the head of a line
    if last - at > 1 and all(word in words.folk or word in peoples() for word in lower.split()):
        return False  # "the Arab Sunni village"
    if reader.lower(at) in words.counting and not reader.gazetteer.knows(text):
        return False
    after = reader.parsed.text[final.end : final.end + 1]
    start = reader.parsed.tokens[at].start
    before = reader.parsed.text[max(0, start - 1) : start]
    if before == after == "*" or before == after == "_":
        return False  # in italics, as a plain text marks them: a ship, a newspaper, a film
    return after != "$" and (len(text) > 2 or text in ("US", "UK", "EU") or text in words.short_forms)


def is_known(reader: Reader, at: int, last: int, text: str) -> bool:
    """Whether the gazetteer has the name; one in capitals (FAO) only in that very spelling, unless all is in capitals."""
    words = place_words()
    if text in words.short_forms:
        after_comma = at > reader.sentence.first and reader.parsed.tokens[at - 1].text == ","
        if after_comma or text.count(".") > 1 or (len(text) > 2 and text.isupper() and not reader.loud):
            return True
    if not reader.gazetteer.knows(text):
        return owned(reader, text)
    if text.isupper() and len(text) <= 5 and not reader.loud:
        return any(text in (p.name, *p.names) for p in reader.gazetteer.named(text))
    return True


def owned(reader: Reader, text: str) -> bool:
    """Whether the text has lost its apostrophes and this is the possessive of a country, a province or a large town."""
    top = foremost(reader.gazetteer.named(bare)) if (bare := owner(text, reader.parsed.text)) else None
    return top is not None and (top.kind in ("country", "province") or top.population >= LARGE)


def bounded(reader: Reader, run: Run, at: int, last: int) -> bool:
    """Whether the stretch is all of its run, or ends where a particle does."""
    starts = at == run.first or reader.lower(at - 1) in ("of", "the")
    ends = last == run.last or reader.lower(last) in ("of", "the")
    return starts and ends


def without_long_cue(reader: Reader, at: int, last: int) -> int:
    """Where the tokens ``[at, last)`` end without the cue of several words that they end in, else ``last``."""
    for words in place_words().long_cues:
        if last - at > len(words) and tuple(reader.lower(i) for i in range(last - len(words), last)) == words:
            return last - len(words)
    return last


def holds_known(reader: Reader, run: Run, at: int, last: int) -> bool:
    """Whether an unknown stretch is a known name with a direction before it ("South Los Angeles") or a cue after it."""
    words = place_words()
    if at < (bare := without_long_cue(reader, at, last)) < last:
        return reader.gazetteer.knows(reader.text(at, bare))
    shorter = reader.text(at, last - 1).lower()
    inner = at + 1 + (last - at > 2 and reader.lower(at + 1) == "of")  # "South Los Angeles", "West of Tadmur"
    if reader.lower(at) in words.directions and last > inner and reader.gazetteer.knows(reader.text(inner, last)):
        return True
    named_by_cue = last - at > 1 and reader.lower(last - 1) in words.cues and shorter not in words.never | words.common
    return named_by_cue and reader.gazetteer.knows(shorter)


def division_by_name(reader: Reader, at: int, last: int, text: str) -> bool:
    """Whether the kind of a division is part of its listed name: "Benue State", which the parser takes for a person."""
    if last - at < 2 or place_words().cues.get(reader.lower(last - 1)) not in ("province", "district", "region"):
        return False
    return any(p.kind in ("province", "district") for p in reader.gazetteer.named(text)[:1])
