"""The toponyms of a report, resolved together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from hadba.model.parse import Parsed
from hadba.model.ports import Gazetteer
from hadba.model.report import Report
from hadba.model.where import GRAINS, Candidate, Place, PlaceMention, PlacePrecision, Where
from hadba.resolve.where.distance import km
from hadba.resolve.where.fold import TRANSCRIBED, skeleton
from hadba.resolve.where.holding import SURE, certainty, out_of, put_in
from hadba.resolve.where.lexicon import place_senses
from hadba.resolve.where.likeness import ALIKE
from hadba.resolve.where.names import THE_SAME, Key, Names, collect
from hadba.resolve.where.namesakes import chief_town
from hadba.resolve.where.scoring import FITTING, Hits, Name, choose, probability, same_name
from hadba.resolve.where.within import holders_of, is_part, lying_in, out_of_town

PRECISION = {
    "site": PlacePrecision.SITE, "neighbourhood": PlacePrecision.NEIGHBOURHOOD, "town": PlacePrecision.TOWN,
    "district": PlacePrecision.DISTRICT, "road": PlacePrecision.DISTRICT, "water": PlacePrecision.PROVINCE,
    "province": PlacePrecision.PROVINCE, "region": PlacePrecision.PROVINCE, "country": PlacePrecision.COUNTRY,
}  # fmt: skip
# km; of kinds that have no precision of their own, else as their precision says.
RADIUS = {kind: GRAINS[precision].radius_km for kind, precision in PRECISION.items()} | {
    "region": 300.0,
    "water": 150.0,
    "road": 50.0,
}
NEAR_TOWN = 30.0  # km: a quarter or site this near to a town that the report names may be its own
# km: a small town farther than this from all that the report speaks of, in another country, is another
STRAY, STRAY_ALIKE = 400.0, 150.0
LARGE = 100_000  # people
HUGE = 500_000  # people
SURELY = 0.93  # likeness that will do without a cue word
FEW, MANY = (
    2,
    3,
)  # consonants: with so few too much is alike, with more than so many hardly anything is heard the same by chance
BY = 60.0  # km: as near to another place of the report as what is only alike may be
LEAST = 0.2  # probability of a reading below which there is no answer: of those one in ten is right
SHOWN = 5  # candidates kept with a mention


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report is set in: the places its other names surely mean, how often those of each country are named, and the
    town it names most, null if none; ``spoken`` are the ISO codes of the countries whose people it tells of ("Syrian")."""

    places: tuple[Place, ...]
    countries: Mapping[str, int]
    focus: Place | None
    ranked: Mapping[Key, Hits]
    spoken: frozenset[str]


def resolve_places(
    report: Report, parsed: Parsed, mentions: Sequence[PlaceMention], gazetteer: Gazetteer
) -> tuple[PlaceMention, ...]:
    """The mentions with ``where`` filled; a name has one sense in a report. "No answer" keeps only the words."""
    if not mentions:
        return ()
    names = collect(parsed, mentions, gazetteer)
    spoken = _peoples(parsed)
    ranked = choose(names.by_key, home=home_of(report), spoken=spoken)
    setting = _setting(names.by_key, ranked, spoken)
    put = put_in(parsed, mentions, names, ranked)
    readings = {key: _known(key, name, setting, put.get(key)) for key, name in names.by_key.items()}
    unsure = {key for key, found in readings.items() if found is not None and found[1] < LEAST}
    readings |= dict.fromkeys(unsure)
    for key, name in names.by_key.items():
        if readings[key] is None and key not in unsure:
            readings[key] = _alike(name, _held_by(key, names, readings), setting, gazetteer, put.get(key))
    most = max(setting.countries.values(), default=0)
    told_of = partial(_much_named, setting=setting, most=most)
    for key in out_of_town(parsed, mentions, names, readings, setting.focus, told_of):
        readings[key] = None
    holders = holders_of(parsed, mentions, names, readings, setting.focus, told_of)
    out = []
    for n, mention in enumerate(mentions):
        found, key = readings[names.of[n]], names.of[n]
        held = holders.get(n)
        if found is not None:
            around = [r[0] for k in names.by_key[key].beside if (r := readings[k]) is not None]
            where = _where(mention, *found, ranked[key])
            if (town := chief_town(n, mention, found[0], names, ranked[key], around)) is not None:
                where = replace(where, lat=town.lat, lon=town.lon)
        elif held is not None:
            where = lying_in(mention, held, PRECISION[held.place.kind], 3 * RADIUS[held.place.kind])
        else:
            where = Where(text=mention.text, span=mention.span, relation=mention.relation)
        out.append(replace(mention, where=where))
    return tuple(out)


def home_of(report: Report) -> str | None:
    """The ISO code of the outlet's country, where its address ends in one ("standard.co.uk"); null for the generic ones."""
    address = (report.url or report.outlet).lower().split("//")[-1].split("/")[0]
    end = address.rsplit(".", 1)[-1].upper() if "." in address and " " not in address else ""
    end = {"UK": "GB"}.get(end, end)
    sold_to_anyone = {"TV", "IO", "CO", "ME", "AI", "FM", "LY", "TO", "CC", "WS", "EU"}
    return end if end in place_senses().countries - sold_to_anyone else None


def _peoples(parsed: Parsed) -> Counter[str]:
    """How often a report speaks of each country's people ("Syrian"), by ISO code."""
    people = place_senses().people
    found = (people.get(t.lower) or people.get(t.lower.removesuffix("s")) for t in parsed.tokens if t.text[:1].isupper())
    return Counter(iso for iso in found if iso is not None)


def _setting(names: Mapping[Key, Name], ranked: Mapping[Key, Hits], spoken: Mapping[str, int]) -> Setting:
    sure = [hits[0][0] for key, hits in ranked.items() if hits and probability(hits) > SURE and _bears(hits[0][0], names[key])]
    countries: Counter[str] = Counter()
    for key, hits in ranked.items():
        if hits and hits[0][0].country:
            countries[hits[0][0].country] += names[key].count
    towns = [
        (names[k].count, hits[0][1], hits[0][0])
        for k, hits in ranked.items()
        if hits and hits[0][0].kind == "town" and not is_part(names[k])
    ]
    towns.sort(key=lambda t: (-t[0], -t[1]))
    return Setting(tuple(sure), countries, towns[0][2] if towns else None, ranked, frozenset(spoken))


def _bears(place: Place, name: Name) -> bool:
    """Whether a reading may bear out those of other names: no part of a town, and no village for what the text calls a province
    ("Hiran region")."""
    return not is_part(name) and (name.cue not in ("province", "region") or place.kind != "town")


def _known(key: Key, name: Name, setting: Setting, holder: Place | None) -> tuple[Place, float] | None:
    """What a name that the gazetteer has means, with its probability, or null where nothing fits the report and the ``holder``
    that its phrase puts it in."""
    hits = setting.ranked[key]
    fitting = (hit for hit in hits if (holder is None or not out_of(hit[0], holder)) and _fits(hit[0], name, setting))
    best = next(fitting, None)
    if best is None:
        return None
    return best[0], certainty(hits, best) if best is hits[0] or is_part(name) else certainty([best, *fitting], best)


def _alike(
    name: Name, holder: Place | None, setting: Setting, gazetteer: Gazetteer, put_in: Place | None
) -> tuple[Place, float] | None:
    """What a name means that no list has so, by its sound: in the place that a phrase puts it in, else in those that the
    report speaks of, and in the country of that which its phrase tells; null where nothing there is alike."""
    around = [setting.focus.id, *setting.focus.parents[:2]] if setting.focus is not None and name.cue is not None else []
    nations = {id for p in setting.places for id in (p.id, *p.parents[-1:])}
    within = [holder.id, *holder.parents] if holder is not None else [*around, *sorted(nations)]
    wanted = FITTING.get(name.cue or "town", ())
    most = max(setting.countries.values(), default=0)
    found = [hit for hit in gazetteer.similar(name.text, within=within) if holder or _much_named(hit[0], setting, most)]
    for close, alike in sorted(found, key=lambda hit: (-round(hit[1], 2), hit[0].kind not in wanted)):
        inside = holder is None or holder.id in close.parents or holder.id == close.id
        inside = inside and (put_in is None or not out_of(close, put_in))
        enough = ALIKE if name.cue is not None and not name.candidates else SURELY  # a name that a list has is spelt so
        likely = holder is not None or _borne_out(close, alike, name, setting)
        if alike >= enough and inside and likely and _fits(close, name, setting):
            return close, round(0.8 * alike, 3)
    return None


def _borne_out(place: Place, alike: float, name: Name, setting: Setting) -> bool:
    """Whether a place that no phrase puts a name in, and that only sounds like it, is where the report is set: in a province
    that it names or near another of its places. Two consonants are too few to differ; what is told as a district or a quarter
    is no town in another part of the country, and none of a user's villages, of which a full list has one alike anywhere."""
    bones = len(skeleton(name.text))
    if alike >= THE_SAME and bones > MANY:
        return True
    if bones <= FEW and alike < THE_SAME:
        return False
    spots = [p for p in setting.places if p.kind not in ("country", "region")]
    near = any(km(p.lat, p.lon, place.lat, place.lon) <= BY for p in spots)
    if name.cue in ("district", "neighbourhood") and place.kind == "town":
        return near and (place.rank == 0 or alike >= THE_SAME)
    if not spots:
        return alike >= SURELY
    return near or any(p.country == place.country and place.admin1 and p.admin1 == place.admin1 for p in spots)


def _much_named(place: Place, setting: Setting, most: int) -> bool:
    """Whether a report is set in a place's country, and does not only name it among others."""
    return place.country is None or 3 * setting.countries.get(place.country, 0) >= most


def _held_by(key: Key, names: Names, readings: Mapping[Key, tuple[Place, float] | None]) -> Place | None:
    """The province, district or country that a phrase puts a name in ("Panjwai district, Kandahar")."""
    for n, holder in names.holders.items():
        found = readings[names.of[holder]] if names.of[n] == key else None
        if found is not None and found[0].kind in ("province", "district", "country"):
            return found[0]
    return None


def _fits(place: Place, name: Name, setting: Setting) -> bool:
    """Whether a candidate can be what the report means. A village elsewhere of the same name as a quarter here is not it,
    nor a small town far from all else."""
    if place.kind not in ("town", "province", "district", "site", "neighbourhood"):
        return name.cue not in ("neighbourhood", "road")  # "Nile street"
    others = [p for p in setting.places if p not in name.candidates]  # a camp does not bear out the town of its name
    abroad = bool(others) and place.country not in setting.spoken and not any(p.country == place.country for p in others)
    if place.kind == "site":
        return not abroad
    if place.kind == "neighbourhood" and place.rank:  # of the towns there that a report names it lies in one
        told = any(p.kind == "town" and p.country == place.country for p in others)
        return not abroad and (not told or _by_a_town(place, setting))
    if place.kind == "province":
        if name.cue == "neighbourhood":
            return False  # a quarter, or parts of the town that the province is called after
        named = is_part(name) or name.cue in (None, "province", "region") or place.population >= LARGE
        return not abroad or named or bool(name.inside & set(place.parents))
    if place.kind == "neighbourhood":
        return _by_a_town(place, setting)
    its_name = same_name(place, name.text)
    if name.cue is not None and abroad and not its_name:
        return False  # another spelling of a town abroad is not the village that the text speaks of
    if is_part(name):
        if name.afield and its_name and not abroad:
            return True
        if name.cue == "neighbourhood" and its_name and _by_itself(place, others):
            return True  # "the suburb of Harasta in Damascus Countryside"
        # a quarter seldom has the name of a great city ("Damascus suburb"), nor of the only town that is named
        alone = not any(p.kind == "town" for p in others)
        large = HUGE if name.cue == "neighbourhood" and not alone else LARGE
        told = its_name and place.kind == "town" and bool(name.inside & set(place.parents))  # "the suburb of X in Y province"
        return told or _by_a_town(place, setting) or (place.population >= large and not abroad and its_name)
    if place.population >= LARGE or not abroad or name.inside & set(place.parents) or place.id in name.means:
        return True
    stray = STRAY_ALIKE if place.country in TRANSCRIBED else STRAY  # there many villages have one name, spelt in many ways
    return any(km(p.lat, p.lon, place.lat, place.lon) <= stray for p in others if p.kind not in ("country", "region"))


def _by_a_town(place: Place, setting: Setting) -> bool:
    """Whether a town that the report may mean lies near: its quarters and suburbs do."""
    likely = (p for hits in setting.ranked.values() for p, _ in hits[:3])  # "Aleppo" may be the province as well
    towns = (p for p in likely if p.kind == "town" and p.id != place.id)
    return any(km(p.lat, p.lon, place.lat, place.lon) <= NEAR_TOWN for p in towns)


def _by_itself(place: Place, others: Sequence[Place]) -> bool:
    """Whether a report names the province that a town lies in, and no other town there of which it could be a quarter."""
    if place.kind != "town" or not any(p.id in place.parents for p in others if p.kind == "province"):
        return False
    return not any(p.kind == "town" and p.admin1 == place.admin1 and p.country == place.country for p in others)


def _holder(place: Place) -> str | None:
    return {"district": place.admin2, "province": place.admin1}.get(place.point_of or "") or place.country


def _where(mention: PlaceMention, place: Place, score: float, hits: Hits) -> Where:
    known = place.point_of or place.kind
    return Where(
        text=mention.text, span=mention.span, place_id=place.id, name=place.name, lat=place.lat, lon=place.lon,
        precision=PRECISION[known], score=score, within=_holder(place) if place.point_of else None,
        relation=mention.relation, country=place.country, admin1=place.admin1, admin2=place.admin2, pcode=place.pcode,
        radius_km=RADIUS.get(known),
        candidates=tuple(
            Candidate(p.id, p.name, p.lat, p.lon, probability(hits, n)) for n, (p, _) in enumerate(hits[:SHOWN])
        ),
    )  # fmt: skip
