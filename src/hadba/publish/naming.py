"""How a brief names parties, speakers and places: as the reports do, made uniform where one party has many names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hadba.lexicon.actors import dictionary
from hadba.model.actor import ActorMention
from hadba.model.attribution import Speaker
from hadba.model.where import PlacePrecision, Where
from hadba.publish.wording import listing

_LOADED = re.compile(r"^(?:the\s+)?(?:so-called|self-styled|self-proclaimed)\s+", re.I)
_DETERMINER = re.compile(r"^(?:the|a|an|some|these|those|its|their|his|her|our)\s+", re.I)
_PRONOUN = re.compile(r"^(?:they|it|he|she|we|them|those|who|which|this|that|its|their)$", re.I)
_TAKES_THE = re.compile(
    r"\b(?:coalition|government|army|police|force|air force|command|union|front|party|movement|ministry|militia|administration|"
    r"council|committee|military|authority|department|bureau|agency|"
    r"regime|group|office|service|pentagon|red cross|united nations|un|us)$|"
    r"^(?:government|ministry|office|department|united) (?:of|nations|states)",
    re.I,
)
_FINE = {PlacePrecision.SITE: 0, PlacePrecision.NEIGHBOURHOOD: 1, PlacePrecision.TOWN: 2, PlacePrecision.NONE: 2}
_FINE |= {PlacePrecision.DISTRICT: 3, PlacePrecision.PROVINCE: 4, PlacePrecision.COUNTRY: 5}


def party(mention: ActorMention) -> str | None:
    """A party's name in running text, or null for a mere pronoun that was not resolved.

    A non-state party takes the dictionary's name, since it goes by many; branches of states keep the report's words,
    which say more ("federal police").
    """
    known = dictionary().by_id.get(mention.actor_id or "")
    written = _DETERMINER.sub("", _LOADED.sub("", mention.text.strip()))
    if known and (known.kind != "state" or _PRONOUN.match(written) or len(written) < 4):
        return with_article(known.name)
    if not written or _PRONOUN.match(written):
        return None
    return with_article(written)


def parties(mentions: Iterable[ActorMention]) -> list[str]:
    """Names without repetition, in order."""
    return list(dict.fromkeys(name for name in map(party, mentions) if name))


def with_article(name: str) -> str:
    """ "the US-led coalition", "Islamic State": the article where the name's head is a common noun."""
    return f"the {name}" if _TAKES_THE.search(name) and not name.lower().startswith("the ") else name


def speaker(link: Speaker, *, office: bool = False) -> str:
    """A speaker as in a sentence: "Lise Grande, the UN coordinator," with ``office`` where the report names it."""
    name = _DETERMINER.sub("", _LOADED.sub("", link.name.strip())) if link.named else link.name.strip()
    name = with_article(name) if link.named else name[:1].lower() + name[1:]
    if office and link.role and link.role.lower() not in name.lower():
        role = _DETERMINER.sub("", link.role.strip())
        return f"{name}, {role},"
    return name


def source_key(chain: Sequence[Speaker]) -> str:
    """One key for one and the same innermost source across reports."""
    inner = chain[-1]
    return inner.source_id or inner.name.casefold()


def where_key(where: Where) -> str:
    """One key for one and the same place."""
    return where.place_id if where.place_id and not where.within else where.text.casefold()


def finest(places: Iterable[Where]) -> list[Where]:
    """The places of the finest precision named, once each, in order."""
    once = list({where_key(w): w for w in places}.values())
    best = min((_FINE[w.precision] for w in once), default=0)
    return [w for w in once if _FINE[w.precision] == best]


def place_name(where: Where) -> str:
    """A place as the report writes it, with its relation ("north of the Old City")."""
    name = where.text.strip()
    name = where.name if where.name and (name.islower() or _PRONOUN.match(name)) else name
    return f"{where.relation} {name}" if where.relation else name


def places(found: Sequence[Where], *, known: str = "") -> str:
    """ "al-Farouq and Hazir al-Sadeh, in Mosul": the finest places and, unless it is ``known``, the town around them."""
    fine = finest(found)
    names = list(dict.fromkeys(place_name(w) for w in fine))
    if not names:
        return ""
    around = town_around(found)
    tail = f" in {around}" if around and around != known and all(around.lower() not in n.lower() for n in names) else ""
    return listing(names) + tail


def town_around(found: Sequence[Where]) -> str | None:
    """The one town that holds the finest places, as far as the claim or the gazetteer says it; else null."""
    fine = finest(found)
    if not fine or _FINE[fine[0].precision] > _FINE[PlacePrecision.TOWN]:
        return None
    within = {w.within for w in fine if w.within}
    if len(within) == 1:
        return within.pop()
    if _FINE[fine[0].precision] < _FINE[PlacePrecision.TOWN]:
        towns = {place_name(w) for w in found if w.precision is PlacePrecision.TOWN and not w.relation}
        return towns.pop() if len(towns) == 1 else None
    return None


def area(found: Sequence[Where]) -> str | None:
    """The name under which a brief files an incident: its town, else its own name, else the province or country."""
    if not found:
        return None
    town = town_around(found)
    if town:
        return town
    first = finest(found)[0]
    if _FINE[first.precision] < _FINE[PlacePrecision.TOWN]:
        return first.admin2 or first.admin1 or place_name(first)
    return first.name or first.text
