"""What phrases put a name in, and how far that rules: "Khas district, Uruzgan province" is not in Nimroz."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hadba.model.parse import Parsed
from hadba.model.where import Place, PlaceMention
from hadba.resolve.where.distance import km
from hadba.resolve.where.names import Key, Names
from hadba.resolve.where.scoring import Hits, Name, probability
from hadba.resolve.where.within import FINEST

SPOT = 50.0  # km
SPOT_DEGREES = 0.5  # of latitude, which are more
FAR = 200.0  # km: nothing that a phrase puts in a division or town lies so far from its point, in another province
SURE = 0.6  # probability of a reading that others are built on
PUTTING = ("in", "in the", ", in", ", in the", "of", "of the")  # between a name and what holds it


def put_in(parsed: Parsed, mentions: Sequence[PlaceMention], names: Names, ranked: Mapping[Key, Hits]) -> dict[Key, Place]:
    """For each name that a preposition puts in a town, district or province that place: "al-Sulaimaniyeh in Aleppo" is in
    Syria, and "Khas district, Uruzgan province" not in Nimroz."""
    found: dict[Key, Place] = {}
    for n, holder in names.holders.items():
        words = parsed.text[mentions[n].phrase.end : mentions[holder].phrase.start].strip()
        hits = ranked[names.of[holder]]
        cue, holding = names.by_key[names.of[n]].cue, names.by_key[names.of[holder]].cue
        told_so = holding == "province" and cue in ("district", "town")
        divided = words == "," and holding != "town" and (told_so or _divides(hits, names.by_key[names.of[n]]))
        told = (words in PUTTING and holding != "region") or divided
        if (
            told
            and cue not in ("province", "region")
            and hits
            and hits[0][0].kind in FINEST
            and certainty(hits, hits[0]) > SURE
        ):
            found.setdefault(names.of[n], hits[0][0])
    return found


def _divides(hits: Hits, name: Name) -> bool:
    """Whether a comma puts a name in what follows: a province or a district, and the name is none of its sisters ("Kandahar,
    Wardak")."""
    if not hits or hits[0][0].kind not in ("province", "district"):
        return False
    return not any(p.kind == "province" and p.country == hits[0][0].country for p in name.candidates)


def out_of(place: Place, holder: Place) -> bool:
    """Whether a place lies in another country than ``holder``, or far from the town or province that this is."""
    if place.kind == "country" or place.country is None:
        return False
    if place.country != holder.country:
        return True
    same = holder.id in place.parents or place.id in holder.parents or place.admin1 == holder.admin1
    return (
        holder.kind in ("province", "district", "town") and not same and km(place.lat, place.lon, holder.lat, holder.lon) > FAR
    )


def certainty(hits: Hits, hit: tuple[Place, float]) -> float:
    """The probability of one of them, with those of its name in the same spot: town, district and province of Geneva."""
    place = hit[0]
    level = [(i, p) for i, (p, _) in enumerate(hits) if abs(p.lat - place.lat) < SPOT_DEGREES and p.kind != "country"]
    here = [i for i, p in level if km(p.lat, p.lon, place.lat, place.lon) <= SPOT]
    return round(min(0.95, sum(probability(hits, i) for i in {hits.index(hit), *here})), 3)
