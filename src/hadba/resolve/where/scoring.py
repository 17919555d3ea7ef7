"""Which of several places of one name is meant: priors of the places, and what the other names of the report say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log10
from types import MappingProxyType

from hadba.model.where import Place
from hadba.resolve.where.distance import km
from hadba.resolve.where.fold import TRANSCRIBED, fold
from hadba.resolve.where.likeness import sound

Hits = list[tuple[Place, float]]

# Weights, set by hand on a scale where 1.0 is a factor of ten in population.
COUNTRY = 8.6  # a country's name is the country, unless much speaks against it
PROVINCE = -0.3
LARGEST = 7.0  # people of a province, as a power of ten: those of larger ones are no more spoken of
DISTRICT = -1.2
REGION = 6.0
NAMESAKE = -0.8  # a province whose capital has its name: the town is meant, unless a cue or a list says otherwise
FEW = 30  # people of what has none told
OWN = 1.5  # the users' own places
EXACT = 1.3  # the entry's own name, not one of its other spellings
BORROWED = -2.0  # another spelling of a place, which is a country's own name: "Mexico" for its capital
CAPITAL = 1.0
FITS, UNFIT = 2.5, -1.0  # the kind that a cue word gives
PHRASE = 5.0  # "Hit, Anbar"
SIBLING = 3.0  # of the same kind and country as its neighbours in a list
HOLDS = 2.0  # lies in a place that the report names, or holds one
SAME_PROVINCE = 1.9
SAME_COUNTRY = 1.5
NEARNESS = 2.2  # at 0 km, halved at 150 km
SOME = 0.6  # the same three when one other name at least bears them out
ALONE = 0.7  # weight of doubt: one other name proves less than many
HOME = 0.7  # in the outlet's country
SPOKEN = 1.0  # in the country whose people is all that a report speaks of ("Palestinian"); others by their share
HALF = 150.0
STEEPNESS = 1.2  # of the probability that a score's lead means


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the report with its candidates and how often it stands there; ``cue`` is the kind that the text gives.

    ``inside`` are the ids of places that a phrase puts it in; ``means`` those of which it is one, as a phrase puts another name
    in it; ``beside`` the keys of the names that
    stand with it in a list; ``afield`` marks a camp, an airport, a dam: in the land around as often as in a town;
    ``whole`` are the ids of those that have the name with its cue word for a name.
    """

    text: str
    candidates: tuple[Place, ...]
    count: int = 1
    cue: str | None = None
    inside: frozenset[str] = frozenset()
    means: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    afield: bool = False
    whole: frozenset[str] = frozenset()


FITTING = {
    "town": ("town",), "province": ("province", "region"), "district": ("district", "neighbourhood", "province"),
    "neighbourhood": ("neighbourhood", "district"), "region": ("region", "province", "water"), "water": ("water",),
    "road": ("road",), "site": ("site",),
}  # fmt: skip


def prior(place: Place, name: Name) -> float:
    """How likely a place is meant by its name alone; 1.0 more is ten times as likely, roughly."""
    score = log10(max(place.population, FEW))
    if place.kind == "country":
        score = COUNTRY
    elif place.kind == "province":
        score = min(score, LARGEST) + PROVINCE + (NAMESAKE if _namesake(place, name) else 0.0)
    elif place.kind == "district":  # how many people a list counts in a district says little of how often it is meant
        score = (min(score, 5.5) if not place.rank else log10(FEW)) + DISTRICT
    elif place.kind in ("region", "water"):
        score = REGION
    its_name = same_name(place, name.text)
    score += EXACT if its_name else 0.0
    if not its_name and any(p.kind == "country" and p.id != place.id and same_name(p, name.text) for p in name.candidates):
        score += BORROWED
    score += OWN if place.rank else 0.0
    score += CAPITAL if place.capital else 0.0
    if name.cue is None:
        return score
    return score + (FITS if place.kind in FITTING.get(name.cue, ()) else UNFIT)


def same_name(place: Place, text: str) -> bool:
    """Whether ``text`` is the entry's own name; of a name that is transcribed, however it is spelt (Raqqa, Ar Raqqah)."""
    if fold(place.name) == fold(text):
        return True
    return place.country in TRANSCRIBED and sound(place.name) == sound(text)


def _namesake(province: Place, name: Name) -> bool:
    towns = (p for p in name.candidates if p.kind == "town" and p.country == province.country)
    inside = (p for p in towns if province.id in p.parents or (p.admin1 is not None and fold(p.admin1) == fold(province.name)))
    return any(p.population * 20 > province.population for p in inside)


@lru_cache(maxsize=20_000)  # each pair is asked for in every round
def _nearness(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    return 1 / (1 + km(lat, lon, other_lat, other_lon) / HALF)


def context(place: Place, key: str, anchors: Mapping[str, tuple[Place, float]]) -> float:
    """What the other names, as now understood, add: the same province, the same country, nearness. The evidence counts by
    its share, so that a long report is no louder than a short one."""
    total = province = country = near = nearest = 0.0
    for other_key, (other, weight) in anchors.items():
        if other_key == key or other.id == place.id:
            continue
        total += weight
        if other.country is not None and other.country == place.country:
            country += weight
            province += weight if place.admin1 and other.admin1 == place.admin1 else 0.0
        if other.kind not in ("country", "region", "water") and place.kind != "country":
            nearness = _nearness(place.lat, place.lon, other.lat, other.lon)
            near += weight * nearness
            nearest = max(nearest, nearness)
    if not total:
        return 0.0
    shares = SAME_PROVINCE * province + SAME_COUNTRY * country + NEARNESS * near
    return shares / (total + ALONE) + SOME * ((province > 0) + (country > 0) + nearest)


def choose(
    names: Mapping[str, Name], *, home: str | None = None, spoken: Mapping[str, int] = MappingProxyType({}), rounds: int = 3
) -> dict[str, Hits]:
    """For each name its candidates with scores, best first; each round reads the context that the last one settled.
    ``home`` is the ISO code of the outlet's country, ``spoken`` how often the report speaks of each country's people."""
    held = _held(names)
    shares = {iso: SPOKEN * n / sum(spoken.values()) for iso, n in spoken.items()} if spoken else {}
    alone = {
        key: {
            p.id: prior(p, name)
            + _of_phrases(p, key, name, held)
            + (HOME if p.country == home else 0.0)
            + shares.get(p.country or "", 0.0)
            for p in name.candidates
        }
        for key, name in names.items()
    }
    ranked = {key: _ranked(name, alone[key], {}, key, {}) for key, name in names.items()}
    for _ in range(rounds):
        anchors = {key: (hits[0][0], min(names[key].count, 3) * _trust(hits)) for key, hits in ranked.items() if hits}
        tops = {key: hits[0][0] for key, hits in ranked.items() if hits}
        ranked = {key: _ranked(name, alone[key], anchors, key, tops) for key, name in names.items()}
    return ranked


def _held(names: Mapping[str, Name]) -> dict[str, set[str]]:
    """For each place id among the candidates, the keys of the names that it, or what it holds, is a candidate of."""
    keys: dict[str, set[str]] = {}
    for key, name in names.items():
        for place in name.candidates:
            keys.setdefault(place.id, set()).add(key)
            for parent in place.parents[:2]:
                keys.setdefault(parent, set()).add(key)
    return keys


def _of_phrases(place: Place, key: str, name: Name, held: Mapping[str, set[str]]) -> float:
    """What does not change from round to round: phrases of containment, and divisions that the report names too."""
    score = 0.0
    if name.inside:
        score += PHRASE if name.inside & set(place.parents) else -1.0
    if place.id in name.whole:
        score += PHRASE
    if name.means:
        score += PHRASE if place.id in name.means else -1.0
    if place.kind in ("town", "neighbourhood", "site") and name.candidates[1:]:
        nearest = [p for p in place.parents[:1] if held.get(p, set()) - {key}]
        score += HOLDS if nearest else 0.0
    elif place.kind == "district" and held.get(place.id, set()) - {key}:
        score += HOLDS
    return score


def _trust(hits: Hits) -> float:
    """How far a name's reading can be built on, by its lead over the next: 1 where it is the only one."""
    if len(hits) == 1:
        return 1.0
    return max(0.1, min(1.0, 0.2 + 0.4 * (hits[0][1] - hits[1][1])))


def _ranked(
    name: Name, alone: Mapping[str, float], anchors: Mapping[str, tuple[Place, float]], key: str, tops: Mapping[str, Place]
) -> Hits:
    beside = [tops[k] for k in name.beside if k in tops]
    hits = []
    for place in name.candidates:
        alike = [b for b in beside if b.kind == place.kind and (b.country == place.country or b.kind == "country")]
        fitting = name.cue is None or place.kind in FITTING.get(name.cue, ())  # "Aleppo and Raqqa province"
        sibling = SIBLING * len(alike) / len(beside) if beside and fitting else 0.0
        hits.append((place, alone[place.id] + sibling + context(place, key, anchors)))
    return sorted(hits, key=lambda hit: -hit[1])


def probability(hits: Sequence[tuple[Place, float]], n: int = 0) -> float:
    """The share of candidate ``n`` in all (softmax of the scores), a little under 1: the words may mean none of them."""
    return round(0.95 * exp(STEEPNESS * (hits[n][1] - hits[0][1])) / sum(exp(STEEPNESS * (s - hits[0][1])) for _, s in hits), 3)
