"""The toponyms of a report, resolved together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from math import exp

from hadba.lexicon import read_yaml
from hadba.model.parse import Parsed
from hadba.model.ports import Gazetteer
from hadba.model.report import Report
from hadba.model.where import Candidate, Place, PlaceMention, PlacePrecision, Where
from hadba.resolve.where.distance import km
from hadba.resolve.where.fold import fold
from hadba.resolve.where.likeness import ALIKE
from hadba.resolve.where.scoring import Name, choose

PRECISION = {
    "site": PlacePrecision.SITE, "neighbourhood": PlacePrecision.NEIGHBOURHOOD, "town": PlacePrecision.TOWN, "district": PlacePrecision.DISTRICT,
    "province": PlacePrecision.PROVINCE, "country": PlacePrecision.COUNTRY, "region": PlacePrecision.PROVINCE, "water": PlacePrecision.DISTRICT,
    "road": PlacePrecision.DISTRICT,
}  # fmt: skip
RADIUS = {
    "site": 1.0,
    "neighbourhood": 2.0,
    "town": 5.0,
    "district": 30.0,
    "province": 100.0,
    "country": 400.0,
    "region": 300.0,
    "water": 150.0,
    "road": 50.0,
}
FINE = ("neighbourhood", "site", "road")  # cues that name a part of a town
NEAR_TOWN = 30.0  # km: a quarter, site or road this near to the town that the report speaks of may be its own
SHOWN = 5  # candidates kept with a mention


def resolve_places(
    report: Report, parsed: Parsed, mentions: Sequence[PlaceMention], gazetteer: Gazetteer
) -> tuple[PlaceMention, ...]:
    """The mentions with ``where`` filled; the same name has one sense in a report. "No answer" keeps only the words."""
    names = _names(parsed, mentions, gazetteer)
    ranked = choose(names)
    focus = _focus(names, ranked)
    readings = {key: _best(key, names[key], ranked[key], focus, gazetteer) for key in names}
    out = []
    for mention in mentions:
        key = _key(mention)
        town = _town_before(mention, mentions, ranked) or focus
        out.append(replace(mention, where=_where(mention, readings[key], ranked[key], town)))
    return tuple(out)


def _key(mention: PlaceMention) -> str:
    return fold(mention.text)


@cache
def _short_forms() -> dict[str, tuple[str, str]]:
    """Short forms of states with (state, ISO code of the country)."""
    raw = read_yaml("place_words")["short_forms"]
    return {form: (state, country) for country, forms in raw.items() for form, state in forms.items()}


def _candidates(text: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    short = _short_forms().get(text)
    if short is not None:
        state, country = short
        return tuple(p for p in gazetteer.named(state) if p.kind == "province" and p.country == country)
    return tuple(gazetteer.named(text))


def _names(parsed: Parsed, mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> dict[str, Name]:
    counts = Counter(_key(m) for m in mentions)
    cues: dict[str, str] = {}
    for m in mentions:
        if m.cue:
            cues.setdefault(_key(m), m.cue)
    inside = _containments(parsed, mentions, gazetteer)
    return {
        _key(m): Name(
            m.text, _candidates(m.text, gazetteer), counts[_key(m)], cues.get(_key(m)), frozenset(inside.get(_key(m), ()))
        )
        for m in mentions
    }


def _containments(parsed: Parsed, mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> dict[str, set[str]]:
    """For a name the ids of what a phrase puts it in: "X, Y", "X in Y", "X (Y)" where Y can hold X."""
    found: dict[str, set[str]] = {}
    for one, other in zip(mentions, mentions[1:], strict=False):
        between = parsed.text[one.phrase.end : other.phrase.start] if one.phrase.end <= other.phrase.start else ""
        if between.strip(" ") not in (",", "in", "(", ", in", "of", "in the", "'s", "’s"):
            continue
        holders = {p.id for p in _candidates(other.text, gazetteer)}
        held = {id for p in _candidates(one.text, gazetteer) for id in p.parents}
        if holders & held:
            found.setdefault(_key(one), set()).update(holders & held)
            held_by = {id for p in _candidates(one.text, gazetteer) if holders & set(p.parents) for id in p.parents}
            found.setdefault(_key(other), set()).update(holders & held_by)
    return found


def _focus(names: dict[str, Name], ranked: dict[str, list[tuple[Place, float]]]) -> Place | None:
    """The town that the report speaks of most; null where two are named as often."""
    towns = [
        (names[k].count, hits[0][1], hits[0][0])
        for k, hits in ranked.items()
        if hits and hits[0][0].kind == "town" and names[k].cue not in FINE
    ]
    towns.sort(key=lambda t: (-t[0], -t[1]))
    return towns[0][2] if towns else None


def _best(
    key: str, name: Name, hits: list[tuple[Place, float]], focus: Place | None, gazetteer: Gazetteer
) -> tuple[Place, float] | None:
    """The reading of a name, with its probability, or null.

    A part of a town (by its cue) is taken only near the town that the report speaks of: a village of the same name
    elsewhere is not it.
    """
    if name.cue in FINE:
        hits = [
            h
            for h in hits
            if h[0].rank or (focus and h[0].id != focus.id and km(h[0].lat, h[0].lon, focus.lat, focus.lon) <= NEAR_TOWN)
        ]
    if hits:
        return hits[0][0], _probability(hits)
    if focus is not None:
        close = gazetteer.similar(name.text, within=(focus.id, *focus.parents[:2]))
        if close and close[0][1] >= ALIKE:
            return close[0][0], 0.8 * close[0][1]
    return None


def _probability(hits: Sequence[tuple[Place, float]]) -> float:
    """The best candidate's share of all (softmax of the scores), a little under 1 as the words may be no place at all."""
    top = hits[0][1]
    return round(0.95 / sum(exp(1.2 * (score - top)) for _, score in hits), 3)


def _town_before(
    mention: PlaceMention, mentions: Iterable[PlaceMention], ranked: dict[str, list[tuple[Place, float]]]
) -> Place | None:
    """The town last named before a mention, for a part of a town that no list has."""
    towns = [
        hits[0][0] for m in mentions
        if m.span.start < mention.span.start and m.cue not in FINE and (hits := ranked[_key(m)]) and hits[0][0].kind == "town"
    ]  # fmt: skip
    return towns[-1] if towns else None


def _where(
    mention: PlaceMention, reading: tuple[Place, float] | None, hits: Sequence[tuple[Place, float]], town: Place | None
) -> Where:
    """A reading as ``Where``; a part of a town without one gets the town's point and says so."""
    if reading is not None:
        place, score = reading
        return Where(
            text=mention.text, span=mention.span, place_id=place.id, name=place.name, lat=place.lat, lon=place.lon,
            precision=PRECISION.get(place.kind, PlacePrecision.PROVINCE), score=score, relation=mention.relation, country=place.country,
            admin1=place.admin1, admin2=place.admin2, pcode=place.pcode, radius_km=RADIUS.get(place.kind), candidates=_shown(hits),
        )  # fmt: skip
    if town is not None and (mention.cue in FINE or (mention.cue is None and mention.evidence != "parser")):
        return Where(
            text=mention.text, span=mention.span, place_id=town.id, name=town.name, lat=town.lat, lon=town.lon,
            precision=PlacePrecision.TOWN, score=0.5, within=town.name, relation=mention.relation, country=town.country,
            admin1=town.admin1, admin2=town.admin2, pcode=town.pcode, radius_km=2 * RADIUS["town"],
        )  # fmt: skip
    return Where(text=mention.text, span=mention.span, relation=mention.relation)


def _shown(hits: Sequence[tuple[Place, float]]) -> tuple[Candidate, ...]:
    top = hits[0][1] if hits else 0.0
    total = sum(exp(1.2 * (score - top)) for _, score in hits)
    return tuple(Candidate(p.id, p.name, p.lat, p.lon, round(exp(1.2 * (score - top)) / total, 3)) for p, score in hits[:SHOWN])
