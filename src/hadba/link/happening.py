"""What the linker joins: one or more profiles that are taken to be about one happening, and the sum of what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from hadba.model.linkage import Interval, Profile, Sort, Spot

K = TypeVar("K", int, str)

DAY, WEEK, MONTH, YEAR = 1, 8, 31, 366  # grains, in days; a week may be one from day to day
GUESSED = 8  # days of a week that stands for the day before its last (see `profile.finest`)


class Crowd(NamedTuple):
    """How busy the place of a happening was: how many happenings of its day one report tells apart there, at most; and on how
    many days of the months in which it is looked for something of its sort is told to have happened there (1, 2, 4, 8, 16)."""

    apart: int = 1
    days: int = 1


ALONE = Crowd()


@dataclass(frozen=True, slots=True)
class Happening:
    """``claims`` are ids.

    ``keys`` maps each report to its keys for the happening, to none where it gave none. ``days`` counts the finest
    interval of each report; ``usual`` is the one that most give among the finest grain. ``known_by`` is the earliest day
    on which a member was published. ``figures`` are (kind, number), ``sayings`` the same after the key of their source.
    ``wording`` maps the marks of passages to the outlets that use them. ``crowd`` is how busy its place was.
    """

    id: str
    sort: Sort
    claims: tuple[str, ...]
    keys: Mapping[str, frozenset[str]]
    types: Counter[str]
    days: Counter[Interval]
    usual: Interval | None
    known_by: date | None
    published: frozenset[date]
    spots: tuple[Spot, ...]
    perpetrators: frozenset[str]
    targets: frozenset[str]
    figures: frozenset[tuple[str, int]]
    sayings: frozenset[tuple[str, str, int]]
    objects: frozenset[str]
    names: frozenset[str]
    details: frozenset[str]
    wording: Mapping[int, frozenset[str]]
    crowd: Crowd = ALONE


def happening_of(profile: Profile, crowd: Crowd = ALONE) -> Happening:
    """A profile alone."""
    return Happening(
        id=profile.id,
        sort=profile.sort,
        claims=profile.claims,
        keys={profile.report: frozenset([profile.key] if profile.key else [])},
        types=Counter(profile.types),
        days=Counter([profile.day] if profile.day else []),
        usual=profile.day,
        known_by=profile.published,
        published=frozenset([profile.published] if profile.published else []),
        spots=profile.spots,
        perpetrators=profile.perpetrators,
        targets=profile.targets,
        figures=profile.figures,
        sayings=profile.sayings,
        objects=profile.objects,
        names=profile.names,
        details=profile.details,
        wording=dict.fromkeys(frozenset().union(*profile.wording), frozenset([profile.outlet])),
        crowd=crowd,
    )


def merge(one: Happening, other: Happening) -> Happening:
    """The two as one; the lesser id stands for both."""
    days = one.days + other.days
    return Happening(
        id=min(one.id, other.id),
        sort=one.sort,
        claims=one.claims + other.claims,
        keys=_both(one.keys, other.keys),
        types=one.types + other.types,
        days=days,
        usual=_usual(days),
        known_by=min((d for d in (one.known_by, other.known_by) if d), default=None),
        published=one.published | other.published,
        spots=tuple(dict.fromkeys(one.spots + other.spots)),
        perpetrators=one.perpetrators | other.perpetrators,
        targets=one.targets | other.targets,
        figures=one.figures | other.figures,
        sayings=one.sayings | other.sayings,
        objects=one.objects | other.objects,
        names=one.names | other.names,
        details=one.details | other.details,
        wording=_both(one.wording, other.wording),
        crowd=Crowd(max(one.crowd.apart, other.crowd.apart), max(one.crowd.days, other.crowd.days)),
    )


def _both(one: Mapping[K, frozenset[str]], other: Mapping[K, frozenset[str]]) -> Mapping[K, frozenset[str]]:
    few, many = sorted((one, other), key=len)
    return {**many, **{key: held | many.get(key, frozenset()) for key, held in few.items()}} if few else many


def grain(interval: Interval | None) -> int:
    """Days that an interval of its kind may be long: DAY, WEEK, MONTH or YEAR; 0 where there is none."""
    if interval is None:
        return 0
    length = (interval[1] - interval[0]).days + 1
    if length <= DAY:
        return DAY
    return WEEK if length <= WEEK else MONTH if length <= MONTH else YEAR


def _usual(days: Counter[Interval]) -> Interval | None:
    return min(days, key=lambda d: (grain(d), -days[d], d), default=None)
