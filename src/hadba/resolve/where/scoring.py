"""Which of several places of one name is meant: priors of the places, and what the other names of the report say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log10

from hadba.model.where import Place
from hadba.resolve.where.distance import km
from hadba.resolve.where.fold import fold

# Weights, set by hand on a scale where 1.0 is a factor of ten in population.
COUNTRY = 4.0  # a country's name is the country, unless much speaks against it
PROVINCE = 0.6
DISTRICT = -1.2
REGION = 1.2
OWN = 1.5  # the users' own places
EXACT = 0.8  # the entry's own name, not one of its other spellings
CAPITAL = 1.0
SAME_PROVINCE = 1.2
SAME_COUNTRY = 0.9
NEARNESS = 1.4  # at 0 km, halved at 150 km
HALF = 150.0


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the report with its candidates and how often it stands there; ``cue`` is the kind that the text gives.

    ``inside`` are places that a phrase says it lies in ("Hit, Anbar"), each a set of place ids of which one is meant.
    """

    text: str
    candidates: tuple[Place, ...]
    count: int = 1
    cue: str | None = None
    inside: frozenset[str] = frozenset()


def prior(place: Place, name: str, cue: str | None) -> float:
    """How likely a place is meant by its name alone; 1.0 more is ten times as likely, roughly."""
    score = log10(max(place.population, 30))
    if place.kind == "country":
        score = 6.0 + COUNTRY
    elif place.kind == "province":
        score = min(score, 6.3) + PROVINCE
    elif place.kind == "district":
        score = min(score, 5.5) + DISTRICT
    elif place.kind in ("region", "water"):
        score = 5.0 + REGION
    score += EXACT if fold(place.name) == fold(name) else 0.0
    score += OWN if place.rank else 0.0
    score += CAPITAL if place.capital else 0.0
    return score + _kind_fits(place.kind, cue)


def _kind_fits(kind: str, cue: str | None) -> float:
    if cue is None:
        return 0.0
    fitting = {
        "town": ("town",), "province": ("province", "region"), "district": ("district", "neighbourhood", "province"),
        "neighbourhood": ("neighbourhood", "district"), "region": ("region", "province", "water"), "water": ("water",),
        "road": ("road",), "site": ("site",),
    }  # fmt: skip
    return 2.5 if kind in fitting.get(cue, ()) else -1.0


def context(place: Place, anchors: Mapping[str, tuple[Place, float]], own_key: str) -> float:
    """What the other names, as now understood, add: the same province, the same country, nearness. Each kind of evidence
    counts by its weight's share of all, so that a long report is no louder than a short one."""
    total = same_province = same_country = near = 0.0
    nearest = 0.0
    for key, (other, weight) in anchors.items():
        if key == own_key or other.id == place.id:
            continue
        total += weight
        if other.country is not None and other.country == place.country:
            same_country += weight
            if other.kind == "country":
                continue
            if place.admin1 and other.admin1 == place.admin1:
                same_province += weight
        if other.kind in ("country", "region", "water"):
            continue
        nearness = 1 / (1 + km(place.lat, place.lon, other.lat, other.lon) / HALF)
        near += weight * nearness
        nearest = max(nearest, nearness)
    if not total:
        return 0.0
    spread = SAME_PROVINCE * same_province + SAME_COUNTRY * same_country + NEARNESS * near
    found = 0.5 * ((same_province > 0) + (same_country > 0) + nearest)
    return 1.6 * spread / total + 1.2 * found


def choose(names: Mapping[str, Name], *, rounds: int = 3) -> dict[str, list[tuple[Place, float]]]:
    """For each name its candidates with scores, best first; each round reads the context that the last one settled."""
    ranked = {key: _ranked(name, {}, key) for key, name in names.items()}
    for _ in range(rounds):
        anchors = {key: (hits[0][0], names[key].count * _trust(hits)) for key, hits in ranked.items() if hits}
        ranked = {key: _ranked(name, anchors, key) for key, name in names.items()}
    return ranked


def _trust(hits: Sequence[tuple[Place, float]]) -> float:
    """How far a name's reading can be built on, by its lead over the next: 1 where it is the only one."""
    if len(hits) == 1:
        return 1.0
    return min(1.0, 0.25 + 0.4 * (hits[0][1] - hits[1][1]))


def _ranked(name: Name, anchors: Mapping[str, tuple[Place, float]], key: str) -> list[tuple[Place, float]]:
    scored = []
    for place in name.candidates:
        score = prior(place, name.text, name.cue) + context(place, anchors, key)
        if name.inside:
            score += 5.0 if name.inside & {place.id, *place.parents} else -1.0
        scored.append((place, score))
    return sorted(scored, key=lambda hit: -hit[1])
