"""Places that no list has, put into one that is known: "al-Zinjili neighbourhood" within Mosul."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hadba.model.parse import Parsed
from hadba.model.where import Place, PlaceMention, PlacePrecision, Where
from hadba.resolve.where.distance import km
from hadba.resolve.where.fold import fold
from hadba.resolve.where.lexicon import place_senses
from hadba.resolve.where.names import IN_TOWN, Key, Names
from hadba.resolve.where.scoring import Name
from hadba.resolve.where.standing import heads_a_text, hyphened

Readings = Mapping[Key, tuple[Place, float] | None]
FINEST = ("site", "neighbourhood", "town", "district", "province")
RURAL = frozenset({"county", "counties", "parish", "raion", "rayon", "municipality", "subdistrict"})
SCORE = 0.7  # that an unknown place lies in its holder; of 84 measured four in five do (record 127)


@dataclass(frozen=True, slots=True)
class Holder:
    """A place that holds an unknown one. ``how`` is 0 by a phrase ("in", "near", a comma), 1 by the same sentence, 2 by
    what came before, 3 as all that is told lies there; ``in_town`` whether the unknown one is likely part of it."""

    place: Place
    how: int
    in_town: bool


def is_part(name: Name) -> bool:
    """Whether the text makes the name a part of a town, or a site or road."""
    return name.cue in ("neighbourhood", "site", "road") or fold(name.text) in place_senses().town_parts


def holders_of(
    parsed: Parsed, mentions: Sequence[PlaceMention], names: Names, readings: Readings, focus: Place | None,
    told_of: Callable[[Place], bool],
) -> dict[int, Holder]:  # fmt: skip
    """For each unknown mention what holds it, the same for the same words; those without any left out. ``told_of`` whether a
    report is set in a place's country."""
    found: dict[str, Holder] = {}
    around = _around(names, readings, focus, told_of)
    for n, mention in enumerate(mentions):
        if readings[names.of[n]] is not None:
            continue
        holder = _holder(n, parsed, mentions, names, readings, focus, told_of)
        kind = mention.cue or names.by_key[names.of[n]].cue
        if holder is None and kind in around:
            holder = Holder(around[kind], 3, False)
        best = found.get(fold(mention.text))
        if holder is not None and (best is None or _rank(holder) < _rank(best)):
            found[fold(mention.text)] = holder
    return {n: found[fold(m.text)] for n, m in enumerate(mentions) if readings[names.of[n]] is None and fold(m.text) in found}


def out_of_town(
    parsed: Parsed, mentions: Sequence[PlaceMention], names: Names, readings: Readings, focus: Place | None,
    told_of: Callable[[Place], bool],
) -> set[Key]:  # fmt: skip
    """The names that are read as a quarter of a user's list, where the text puts them in a town that this is far from: what
    quarters are called recurs from town to town."""
    far: dict[Key, bool] = {}
    for n, key in enumerate(names.of):
        reading = readings[key]
        if reading is None or reading[0].kind != "neighbourhood" or not reading[0].rank:
            continue
        holder = _holder(n, parsed, mentions, names, readings, focus, told_of)
        town = holder.place if holder is not None and holder.in_town and holder.place.kind == "town" else None
        apart = town is not None and km(town.lat, town.lon, reading[0].lat, reading[0].lon) > IN_TOWN
        far[key] = apart and far.get(key, True)
    return {key for key, apart in far.items() if apart}


def _around(names: Names, readings: Readings, focus: Place | None, told_of: Callable[[Place], bool]) -> dict[str | None, Place]:
    """What holds all that is told of a report's countries, by the cue of what it may hold: an "area" the town that it is about,
    if nothing is told of beyond its surroundings, a village its province, if that is named."""
    told = [r[0] for r in readings.values() if r is not None and r[0].kind in FINEST and told_of(r[0])]
    if len({(p.country, p.admin1) for p in told}) != 1 or told[0].admin1 is None:
        return {}
    named = (p for name in names.by_key.values() for p in name.candidates if p.kind == "province")
    province = next((p for p in named if (p.country, p.admin1) == (told[0].country, told[0].admin1)), None)
    near = focus is not None and focus in told and all(km(focus.lat, focus.lon, p.lat, p.lon) <= IN_TOWN for p in told)
    held = {"area": focus if near else province, "town": province}
    return {kind: place for kind, place in held.items() if place is not None}


def _rank(holder: Holder) -> tuple[int, int]:
    return holder.how, FINEST.index(holder.place.kind)


def _holder(
    n: int, parsed: Parsed, mentions: Sequence[PlaceMention], names: Names, readings: Readings, focus: Place | None,
    told_of: Callable[[Place], bool],
) -> Holder | None:  # fmt: skip
    """By its phrase; else for a part of a town the nearest town in its sentence, the town named last of the countries that the
    report is set in (not that of a dateline, nor "London-based"), or the one that the report is about; for a village a town in
    its own branch of the sentence."""
    name, mention = names.by_key[names.of[n]], mentions[n]
    in_town = _in_town(mention, name, parsed) or _beside_quarters(name, names, readings)
    if n in names.holders and (held := readings[names.of[names.holders[n]]]) is not None and held[0].kind in FINEST:
        holding = names.by_key[names.of[names.holders[n]]]
        town = _capital_of(held[0], holding) if is_part(name) or (in_town and holding.cue is None) else None
        return Holder(town or held[0], 0, in_town)
    if name.cue is None and not in_town:
        return None
    sentence = parsed.tokens_in(mention.span)[0].sentence
    own = _branch(parsed, mention)
    here: list[tuple[int, Place]] = []
    before: list[Place] = []
    for i, other in enumerate(mentions):
        reading = readings[names.of[i]]
        if i == n or reading is None or reading[0].kind != "town" or is_part(names.by_key[names.of[i]]):
            continue
        if names.of[i] in name.beside:
            continue  # of a list none holds another
        if parsed.tokens_in(other.span)[0].sentence == sentence:
            if in_town or _branch(parsed, other) & own:
                here.append((mention.span.gap(other.span), reading[0]))
        elif i < n and not hyphened(parsed, other.span) and not heads_a_text(parsed, other) and told_of(reading[0]):
            before.append(reading[0])
    if here:
        return Holder(min(here, key=lambda h: h[0])[1], 1, in_town)
    last = before[-1] if before else focus
    return Holder(last, 2, True) if in_town and last is not None else None


def _beside_quarters(name: Name, names: Names, readings: Readings) -> bool:
    """Whether a name without a kind of its own stands in a list of quarters of a town."""
    if name.cue is not None:
        return False
    beside = ((names.by_key[key], readings[key]) for key in name.beside)
    return any(is_part(other) or (found is not None and found[0].kind == "neighbourhood") for other, found in beside)


def _capital_of(holder: Place, name: Name) -> Place | None:
    """The town that a province is called after: quarters of "Idlib" are the town's."""
    if holder.kind != "province":
        return None
    return next((p for p in name.candidates if p.kind == "town" and holder.id in p.parents), None)


def _branch(parsed: Parsed, mention: PlaceMention) -> set[int]:
    """The tokens of a mention and what hangs on them: two names share some where one is told by the other ("the last
    village south of Mosul")."""
    return {t.i for token in parsed.tokens_in(mention.span) for t in parsed.subtree(token)}


def _in_town(mention: PlaceMention, name: Name, parsed: Parsed) -> bool:
    """Whether an unknown place is likely part of a town: a quarter, a street, a hospital, a district that no list has; not
    a camp, an airport or a dam, which lie in the land around as often."""
    if name.cue == "site":
        return not name.afield
    words = set(fold(mention.phrase.of(parsed.text)).split())
    return is_part(name) or (name.cue == "district" and not name.candidates and not words & RURAL)


def lying_in(mention: PlaceMention, holder: Holder, precision: PlacePrecision, radius: float) -> Where:
    """An unknown place in a known one: the point of that, and only its precision; a village near a town is known to its
    district. ``radius`` in km."""
    place = holder.place
    if place.kind == "town" and not holder.in_town:
        precision = PlacePrecision.DISTRICT
    return Where(
        text=mention.text, span=mention.span, place_id=place.id, name=place.name, lat=place.lat, lon=place.lon,
        precision=precision, score=SCORE, within=place.name, relation=mention.relation, country=place.country,
        admin1=place.admin1, admin2=place.admin2, pcode=place.pcode, radius_km=radius,
    )  # fmt: skip
