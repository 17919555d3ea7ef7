"""How a brief names places, and under which of them it files an incident."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from unicodedata import normalize

from hadba.model.where import PlacePrecision, Where
from hadba.publish.wording import listing

_RANK = {PlacePrecision.SITE: 0, PlacePrecision.NEIGHBOURHOOD: 1, PlacePrecision.TOWN: 2, PlacePrecision.NONE: 2}
_RANK |= {PlacePrecision.DISTRICT: 3, PlacePrecision.PROVINCE: 4, PlacePrecision.COUNTRY: 5}
_TOWN = _RANK[PlacePrecision.TOWN]
_STANDS_ALONE = re.compile(
    r"^(?:just |close )?(?:near|outside|inside|around|between|off|along|at|in|on|to|opposite|behind|beyond)\b|"
    r"(?:north|south|east|west|km|kilomet(?:re|er)s?|miles?)\s+(?:of|from|to)$",
    re.I,
)
_TAKES_THE = re.compile(
    r"^(?:old|new) (?:city|town)$|\b(?:neighbou?rhood|district|quarter|area|camp|hospital|bridge|bank|airport|river|strip|"
    r"province|governorate|desert|valley|mountains|border|peninsula|region|mosque|market|square|crossing|suburb|suburbs|outskirts)$",
    re.I,
)


def rank(where: Where) -> int:
    """How coarse: 0 a site to 5 a country. An unknown quarter that is known to be within a town is fine."""
    return 1 if where.within else _RANK[where.precision]


def finest(found: Iterable[Where]) -> list[Where]:
    """The places of the finest precision named, once each, in order; "west Mosul" stands for a bare "Mosul" beside it."""
    once: dict[str, Where] = {}
    for where in found:
        key = where.place_id if where.place_id and not where.within else where.text.casefold()
        if key not in once or (where.relation and not once[key].relation):
            once[key] = where
    best = min((rank(w) for w in once.values()), default=0)
    fine = [w for w in once.values() if rank(w) == best]
    return [w for w in fine if not is_apart(w)] or fine  # "al-Farouq", not "al-Farouq and north of the Old City"


def place_name(where: Where) -> str:
    """A place as the report writes it, with its relation: "west Mosul", "north of the Old City"."""
    name = where.text.strip()
    if name.islower() or (name.isupper() and len(name) > 3):
        name = where.name or name.title()
    name = _small_article(name)
    if where.relation and not is_apart(where) and not where.relation.endswith(" of"):
        return _small_article(f"{where.relation} {name}")
    name = with_the(name)
    return _small_article(f"{where.relation} {name}") if where.relation else name


def with_the(name: str) -> str:
    """ "the Republican Hospital": the article where the name's head is a common noun."""
    bare = _TAKES_THE.search(name) is None or not name[:1].isupper() or name.lower().startswith("the ")
    return name if bare else f"the {name}"


def _small_article(words: str) -> str:
    """ "The western part" in the middle of a sentence."""
    return re.sub(r"^(?:The|A|An)\b", lambda found: found.group(0).lower(), words)


def is_apart(where: Where) -> bool:
    """Whether the relation takes the place of a preposition ("north of", "near"), unlike a part ("west Mosul")."""
    return bool(where.relation and _STANDS_ALONE.search(where.relation))


def places(found: Sequence[Where], *, known: str = "") -> str:
    """ "al-Farouq and Hazir al-Sadeh in Mosul": the finest places and, unless it is ``known``, the town around them."""
    fine = finest(found)
    names = list(dict.fromkeys(place_name(w) for w in fine))
    if not names:
        return ""
    around = town_around(found)
    tail = f" in {around}" if around and around != known and all(around.lower() not in n.lower() for n in names) else ""
    return listing(names) + tail


def at(preposition: str, found: Sequence[Where], *, known: str = "") -> str:
    """The places after ``preposition``, which a relation ("north of the Old City") replaces; "" where there are none."""
    words = places(found, known=known)
    if not words:
        return ""
    return f" {words}" if is_apart(finest(found)[0]) else f" {preposition} {words}"


def town_around(found: Sequence[Where]) -> str | None:
    """The one town that holds the finest places, as far as the claim or the gazetteer says it; else null."""
    fine = finest(found)
    if not fine or rank(fine[0]) > _TOWN:
        return None
    within = {w.within for w in fine if w.within}
    if len(within) == 1:
        name = within.pop()
        return _as_reported(name, found)
    if rank(fine[0]) < _TOWN:
        towns = {w.name or w.text for w in found if rank(w) == _TOWN and not is_apart(w)}
        return _as_reported(towns.pop(), found) if len(towns) == 1 else None
    return None


def _as_reported(name: str, found: Sequence[Where]) -> str:
    """The gazetteer's name as the reports spell it, where they name the place or the province of that name."""
    same = [w for w in found if not w.within and not w.relation and w.name == name]
    same += [w for w in found if w.precision is PlacePrecision.PROVINCE and name in (w.admin1, w.name)]
    return next((_plain(w) for w in same), name)


def area(found: Sequence[Where]) -> str | None:
    """The name under which a brief files an incident: its town, else its district, province or country; null for none."""
    town = town_around(found)
    if town:
        return town
    located = [w for w in finest(found) if w.place_id] or list(found)
    if not located:
        return None
    first = located[0]
    if rank(first) < _TOWN:
        return first.admin2 or first.admin1 or place_name(first)
    return _plain(first)


def _plain(where: Where) -> str:
    """The report's own spelling without its relation; the gazetteer's for a text in capitals or small letters."""
    text = where.text.strip()
    return (where.name or text.title()) if text.islower() or text.isupper() else text


def spellings(found: Iterable[Where]) -> Mapping[str, str]:
    """The gazetteer's name -> the name that reports write most for the same place, where it is another spelling of it
    ("Saada" of "Sa'dah") and no description ("the city"): one text writes a place in one way."""
    written: dict[str, Counter[str]] = {}
    for where in found:
        text = where.text.strip()
        if where.name and not where.within and not where.relation and _is_spelling(text, where.name):
            written.setdefault(where.name, Counter())[text] += 1
    most = {name: min(texts, key=lambda t: (-texts[t], t)) for name, texts in written.items()}
    return {name: text for name, text in most.items() if text != name}


def _is_spelling(text: str, name: str) -> bool:
    capitals = all(word[:1].isupper() for word in text.split()) and not text.isupper()
    return capitals and SequenceMatcher(None, _letters(text), _letters(name)).ratio() >= _ALIKE


def _letters(name: str) -> str:
    return "".join(c for c in normalize("NFKD", name.casefold()) if c.isalpha())


_ALIKE = 0.6  # of the letters of two names, in order


def respelled(where: Where, spelled: Mapping[str, str]) -> Where:
    """The place with what holds it named as reports write it."""
    if not any(name in spelled for name in (where.within, where.admin1, where.admin2)):
        return where

    def told(name: str | None) -> str | None:
        return spelled.get(name, name) if name else name

    return replace(where, within=told(where.within), admin1=told(where.admin1), admin2=told(where.admin2))
