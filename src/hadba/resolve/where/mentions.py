"""The toponyms of a report, resolved together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hadba.model.parse import Parsed
from hadba.model.ports import Gazetteer
from hadba.model.report import Report
from hadba.model.where import Candidate, Place, PlaceMention, PlacePrecision, Where
from hadba.resolve.where.distance import km
from hadba.resolve.where.fold import fold
from hadba.resolve.where.lexicon import place_senses
from hadba.resolve.where.likeness import ALIKE
from hadba.resolve.where.names import Key, Names, collect
from hadba.resolve.where.scoring import Hits, Name, choose, probability

PRECISION = {
    "site": PlacePrecision.SITE, "neighbourhood": PlacePrecision.NEIGHBOURHOOD, "town": PlacePrecision.TOWN, "road": PlacePrecision.DISTRICT,
    "district": PlacePrecision.DISTRICT, "province": PlacePrecision.PROVINCE, "country": PlacePrecision.COUNTRY,
    "region": PlacePrecision.PROVINCE, "water": PlacePrecision.DISTRICT,
}  # fmt: skip
RADIUS = {
    "site": 1.0, "neighbourhood": 2.0, "town": 5.0, "district": 30.0, "province": 100.0, "country": 400.0, "region": 300.0,
    "water": 150.0, "road": 50.0,
}  # fmt: skip
NEAR_TOWN = 30.0  # km: a quarter or site this near to a town that the report names may be its own
STRAY = 400.0  # km: a small town farther than this from all that the report speaks of, in another country, is another
LARGE = 100_000  # people
SHOWN = 5  # candidates kept with a mention


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report is set in: the places its other names surely mean, and the town it names most, null if none."""

    places: tuple[Place, ...]
    focus: Place | None
    ranked: Mapping[Key, Hits]


def resolve_places(
    report: Report, parsed: Parsed, mentions: Sequence[PlaceMention], gazetteer: Gazetteer
) -> tuple[PlaceMention, ...]:
    """The mentions with ``where`` filled; a name has one sense in a report. "No answer" keeps only the words."""
    if not mentions:
        return ()
    names = collect(parsed, mentions, gazetteer)
    ranked = choose(names.by_key, home=home_of(report))
    setting = _setting(names.by_key, ranked)
    readings = {key: _reading(key, name, setting, gazetteer) for key, name in names.by_key.items()}
    out = []
    for n, mention in enumerate(mentions):
        key = names.of[n]
        found = readings[key]
        if found is not None:
            where = _where(mention, *found, ranked[key])
        else:
            holder = _holder(n, parsed, mentions, names, readings, setting)
            where = _within(mention, holder, in_town=_part(names.by_key[key]) and not _afield(mention, parsed))
        out.append(replace(mention, where=where))
    return tuple(out)


def home_of(report: Report) -> str | None:
    """The ISO code of the outlet's country, where its address ends in one ("standard.co.uk"); null for the generic ones."""
    address = (report.url or report.outlet).lower().split("//")[-1].split("/")[0]
    end = address.rsplit(".", 1)[-1].upper() if "." in address and " " not in address else ""
    end = {"UK": "GB"}.get(end, end)
    sold_to_anyone = {"TV", "IO", "CO", "ME", "AI", "FM", "LY", "TO", "CC", "WS", "EU"}
    return end if end in place_senses().countries - sold_to_anyone else None


def _setting(names: Mapping[Key, Name], ranked: Mapping[Key, Hits]) -> Setting:
    sure = [hits[0][0] for key, hits in ranked.items() if hits and probability(hits) > 0.6 and not _part(names[key])]
    towns = [
        (names[k].count, hits[0][1], hits[0][0])
        for k, hits in ranked.items()
        if hits and hits[0][0].kind == "town" and not _part(names[k])
    ]
    towns.sort(key=lambda t: (-t[0], -t[1]))
    return Setting(tuple(sure), towns[0][2] if towns else None, ranked)


def _part(name: Name) -> bool:
    """Whether the text makes the name a part of a town, or a site or road."""
    return name.cue in ("neighbourhood", "site", "road") or fold(name.text) in place_senses().town_parts


def _reading(key: Key, name: Name, setting: Setting, gazetteer: Gazetteer) -> tuple[Place, float] | None:
    """What a name means, with its probability, or null where nothing fits the report."""
    hits = setting.ranked[key]
    for n, (place, _) in enumerate(hits):
        if _fits(place, name, setting):
            return place, probability(hits, n)
    if name.cue is not None and setting.focus is not None:
        close = gazetteer.similar(name.text, within=(setting.focus.id, *setting.focus.parents[:2]))
        if close and close[0][1] >= ALIKE and _fits(close[0][0], name, setting):
            return close[0][0], round(0.8 * close[0][1], 3)
    return None


def _fits(place: Place, name: Name, setting: Setting) -> bool:
    """Whether a candidate can be what the report means. A village elsewhere of the same name as a quarter here is not it,
    nor a small town far from all else."""
    if place.rank or place.kind not in ("town", "district"):
        return True
    others = [p for p in setting.places if p.id != place.id]
    if _part(name):
        near = any(p.kind == "town" and km(p.lat, p.lon, place.lat, place.lon) <= NEAR_TOWN for p in others)
        same = place in setting.places or not others or any(p.country == place.country for p in others)
        return near or (place.population >= LARGE and same)
    if place.population >= LARGE or not others or name.inside & {place.id, *place.parents}:
        return True
    at_home = any(p.country == place.country for p in others)
    return at_home or any(
        km(p.lat, p.lon, place.lat, place.lon) <= STRAY for p in others if p.kind not in ("country", "region")
    )


def _holder(
    n: int, parsed: Parsed, mentions: Sequence[PlaceMention], names: Names, readings: Mapping[Key, tuple[Place, float] | None], setting: Setting
) -> Place | None:  # fmt: skip
    """The place that an unknown one lies in: by its phrase, else for a part of a town the town of its sentence, the one
    named last, or the one that the report is about."""
    if n in names.holders and (held := readings[names.of[names.holders[n]]]) is not None:
        return held[0]
    name, mention = names.by_key[names.of[n]], mentions[n]
    if name.cue is None and not _part(name):
        return None
    home = parsed.tokens_in(mention.span)[0].sentence
    afield = _afield(mention, parsed)
    finest = ("town",) if _part(name) and not afield else ("town", "district", "province")
    here: list[tuple[int, Place]] = []
    before: list[Place] = []
    for i, other in enumerate(mentions):
        found = readings[names.of[i]]
        if i == n or found is None or found[0].kind not in finest or _part(names.by_key[names.of[i]]):
            continue
        if parsed.tokens_in(other.span)[0].sentence == home:
            here.append((mention.span.gap(other.span), found[0]))
        elif i < n:
            before.append(found[0])
    if here:
        return min(here, key=lambda h: h[0])[1]
    if finest == ("town",):
        return before[-1] if before else setting.focus
    return None


def _afield(mention: PlaceMention, parsed: Parsed) -> bool:
    """Whether a site is of those that lie in the land around as often as in a town: a camp, an airport, a dam."""
    return mention.cue == "site" and bool(place_senses().afield & set(fold(mention.phrase.of(parsed.text)).split()))


def _where(mention: PlaceMention, place: Place, score: float, hits: Hits) -> Where:
    return Where(
        text=mention.text, span=mention.span, place_id=place.id, name=place.name, lat=place.lat, lon=place.lon,
        precision=PRECISION.get(place.kind, PlacePrecision.PROVINCE), score=score, relation=mention.relation, country=place.country,
        admin1=place.admin1, admin2=place.admin2, pcode=place.pcode, radius_km=RADIUS.get(place.kind),
        candidates=tuple(Candidate(p.id, p.name, p.lat, p.lon, probability(hits, n)) for n, (p, _) in enumerate(hits[:SHOWN])),
    )  # fmt: skip


def _within(mention: PlaceMention, holder: Place | None, *, in_town: bool) -> Where:
    """An unknown place in a known one: the point of that, and only its precision; all null where there is none."""
    if holder is None or holder.kind in ("country", "region", "water"):
        return Where(text=mention.text, span=mention.span, relation=mention.relation)
    precision = PRECISION[holder.kind]
    if holder.kind == "town" and not in_town:
        precision = PlacePrecision.DISTRICT  # a village near a town
    return Where(
        text=mention.text, span=mention.span, place_id=holder.id, name=holder.name, lat=holder.lat, lon=holder.lon, precision=precision,
        score=0.5, within=holder.name, relation=mention.relation, country=holder.country, admin1=holder.admin1, admin2=holder.admin2,
        pcode=holder.pcode, radius_km=3 * RADIUS[holder.kind],
    )  # fmt: skip
