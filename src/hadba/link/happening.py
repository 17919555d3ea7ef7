"""What the linker compares: all claims of one report about one happening, with what they say of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from itertools import chain

from hadba.lexicon.actors import dictionary
from hadba.lexicon.linking import linking_words
from hadba.lexicon.speaking_for import source_key
from hadba.lexicon.spelling import fold_words, skeleton
from hadba.model.actor import Role
from hadba.model.claim import Claim, Family, Realis
from hadba.model.figure import Scope, Victims
from hadba.model.report import Report
from hadba.model.when import Precision, When
from hadba.model.where import PlacePrecision, Where

PairSet = frozenset[tuple[str, str]]
Interval = tuple[date, date]

DAY, WEEK, MONTH, YEAR = 1, 8, 31, 366  # grains, in days; a week may be one from day to day
HAPPENED = (Realis.ACTUAL, Realis.NEGATED)
FINENESS = {
    PlacePrecision.SITE: 6,
    PlacePrecision.NEIGHBOURHOOD: 5,
    PlacePrecision.TOWN: 4,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.PROVINCE: 2,
    PlacePrecision.COUNTRY: 1,
    PlacePrecision.NONE: 0,
}
IN_A_TOWN = 15.0  # km
_NAME = re.compile(r"(?<![.!?:\n\"“] )(?<!^)\b(?:[A-Z][a-zà-ÿ’']+|al-[A-Z][a-z]+)")
_FULL_NAME = re.compile(r"\b([A-Z][a-zà-ÿ’'-]+)(?: [A-Z]\.)? ((?:al-)?[A-Z][a-zà-ÿ’'-]+)\b")
_SMALL = re.compile(r"\b[a-z][a-zà-ÿ]+")


class Sort(StrEnum):
    """What kind of cluster a claim belongs to; claims of different sorts are never joined."""

    HAPPENING = "happening"
    TOTAL = "total"  # a war's or a period's figure
    PROSPECT = "prospect"  # planned, hypothetical or generic
    CONTROL = "control"
    CONDITION = "condition"


Scene = tuple[Sort, str, Interval]  # a place's spelling and a day


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as the linker sees it. ``own`` and ``above`` are consonant skeletons of its names and of what it lies in.

    The point of a place that is only known to lie in another is that of the other; the truth is within ``slack`` km.
    """

    own: frozenset[str]
    above: frozenset[str]
    place_id: str | None
    fineness: int
    lat: float | None
    lon: float | None
    slack: float
    country: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One or more claims that are taken to be about one happening, and the sum of what they say.

    ``keys`` maps each report to its keys for the happening, to none where it gave none. ``days`` counts the finest
    interval of each report; ``usual`` is the one that most give among the finest grain. ``known_by`` is the earliest day
    on which a member was published. ``figures`` are (kind, number), ``sayings`` the same after the key of their source.
    ``crowd`` is how many happenings of its place and day one report tells apart, at most.
    """

    id: str
    sort: Sort
    claims: tuple[Claim, ...]
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
    crowd: int = 1


def gather(claims: Iterable[Claim], reports: Mapping[str, Report], cannot: PairSet) -> list[Happening]:
    """The happenings of all reports, ordered by id: claims that share a report, a sort and a key are one.

    Claims of one key that a person told apart are kept apart. Claims without a key stand alone.
    """
    groups: defaultdict[tuple[str, Sort, str], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.claim_id):
        key = claim.happening or f"\x00{claim.claim_id}"
        groups[claim.report_id, sort_of(claim), key].append(claim)
    apart = cannot | {(b, a) for a, b in cannot}
    parts = ((key, part) for key, group in groups.items() for part in _split(group, apart))
    return _crowded(sorted((_read(part, sort, reports.get(report)) for (report, sort, _), part in parts), key=lambda h: h.id))


def sort_of(claim: Claim) -> Sort:
    """The kind of cluster that a claim belongs to."""
    if claim.realis not in HAPPENED:
        return Sort.PROSPECT
    if claim.family is Family.CONTROL:
        return Sort.CONTROL
    if claim.family is Family.CONDITION:
        return Sort.CONDITION
    if claim.type == "war" or (claim.figures and all(f.scope is Scope.CUMULATIVE for f in claim.figures)):
        return Sort.TOTAL
    return Sort.HAPPENING


def merge(one: Happening, other: Happening) -> Happening:
    """The two as one; the lesser id stands for both."""
    days = one.days + other.days
    return Happening(
        id=min(one.id, other.id),
        sort=one.sort,
        claims=one.claims + other.claims,
        keys=_keys(one.keys, other.keys),
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
        crowd=max(one.crowd, other.crowd),
    )


def _keys(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    few, many = sorted((one, other), key=len)
    return {**many, **{report: keys | many.get(report, frozenset()) for report, keys in few.items()}}


def _crowded(happenings: list[Happening]) -> list[Happening]:
    """The same with their ``crowd``: on a day on which a report tells three of one town apart, a fourth report's is as
    likely any of the three."""
    told: Counter[tuple[str, Scene]] = Counter()
    for happening in happenings:
        told.update((report, scene) for report, keys in happening.keys.items() if keys for scene in _scenes(happening))
    most: dict[Scene, int] = {}
    for (_, scene), n in told.items():
        most[scene] = max(n, most.get(scene, 1))
    return [replace(h, crowd=max((most.get(scene, 1) for scene in _scenes(h)), default=1)) for h in happenings]


def _scenes(happening: Happening) -> frozenset[Scene]:
    if happening.usual is None:
        return frozenset()
    places = {name for spot in happening.spots if spot.fineness >= FINENESS[PlacePrecision.TOWN] for name in spot.own}
    return frozenset((happening.sort, place, happening.usual) for place in places)


def _split(group: list[Claim], apart: PairSet | set[tuple[str, str]]) -> Iterator[Sequence[Claim]]:
    """``group`` in as few parts as a greedy pass in order of ids needs to hold no pair of ``apart``."""
    parts: list[list[Claim]] = []
    for claim in group:
        home = next((p for p in parts if not any((claim.claim_id, c.claim_id) in apart for c in p)), None)
        if home is None:
            parts.append([claim])
        else:
            home.append(claim)
    yield from parts


def _read(claims: Sequence[Claim], sort: Sort, report: Report | None) -> Happening:
    actors = [(a.role, a.actor_id) for c in claims for a in c.actors if a.actor_id]
    published = report.published if report else None
    day = finest(c.when for c in claims)
    return Happening(
        id=min(c.claim_id for c in claims),
        sort=sort,
        claims=tuple(claims),
        keys={claims[0].report_id: frozenset(c.happening for c in claims if c.happening)},
        types=Counter(c.type for c in claims),
        days=Counter([day] if day else []),
        usual=day,
        known_by=published,
        published=frozenset([published] if published else []),
        spots=_spots(w for c in claims for w in c.where),
        perpetrators=frozenset(i for role, i in actors if role is Role.PERPETRATOR and _may_fight(i)),
        targets=frozenset(i for role, i in actors if role is Role.TARGET),
        figures=frozenset(chain.from_iterable(_numbers(c) for c in claims)),
        sayings=frozenset((source, *number) for c in claims for source in _named(c) for number in _numbers(c)),
        objects=frozenset(o.type for c in claims for o in c.objects),
        names=_names(claims, report),
        details=frozenset(c.detail for c in claims if c.detail),
    )


def grain(interval: Interval | None) -> int:
    """Days that an interval of its kind may be long: DAY, WEEK, MONTH or YEAR; 0 where there is none."""
    if interval is None:
        return 0
    length = (interval[1] - interval[0]).days + 1
    return next((g for g in (DAY, WEEK, MONTH) if length <= g), YEAR)


def _usual(days: Counter[Interval]) -> Interval | None:
    return min(days, key=lambda d: (grain(d), -days[d], d), default=None)


def finest(whens: Iterable[When]) -> Interval | None:
    """The interval that most claims of one report give among the finest ones; a tie goes to the earliest.

    A window that no words gave (the week before publication) is no date: it says only when the report came out.
    """
    told = (w for w in whens if w.text is not None or w.precision is Precision.DAY)
    known = Counter(_interval(w.start, w.end, w.precision) for w in told if w.start and w.end)
    spans = [(end - start, -n, start, end) for (start, end), n in known.items()]
    return min(spans)[2:] if spans else None


def _interval(start: date, end: date, precision: Precision) -> Interval:
    """The days that may be meant: where the best guess is finer than its precision, the week that it may be off by."""
    if precision is Precision.WEEK and (end - start).days < 3:
        return end - timedelta(6), end + timedelta(1)
    return start, end


def _spots(wheres: Iterable[Where]) -> tuple[Spot, ...]:
    """The places without repeats; a country beside a finer place is mostly that of a party and tells nothing more."""
    found = tuple(dict.fromkeys(_spot(w) for w in wheres))
    return tuple(s for s in found if s.fineness != FINENESS[PlacePrecision.COUNTRY]) or found


def _may_fight(actor_id: str) -> bool:
    """Whether the party may be a perpetrator: nobody unknown is ruled out, media and organisations are."""
    actor = dictionary().by_id.get(actor_id)
    return actor is None or actor.armed


def _spot(where: Where) -> Spot:
    own = frozenset(skeleton(n) for n in (where.text, where.name if where.within is None else None) if n)
    above = frozenset(skeleton(n) for n in (where.within, where.admin1, where.admin2) if n)
    return Spot(
        own=own - {""},
        above=above - own - {""},
        place_id=where.place_id if where.within is None else None,
        fineness=FINENESS[where.precision] if where.within is None else FINENESS[PlacePrecision.NEIGHBOURHOOD],
        lat=where.lat,
        lon=where.lon,
        slack=where.radius_km or (0.0 if where.within is None else IN_A_TOWN),
        country=where.country,
        label=where.name if where.name and where.within is None else where.text,
    )


def _numbers(claim: Claim) -> Iterator[tuple[str, int]]:
    for figure in claim.figures:
        if figure.scope is Scope.CUMULATIVE and sort_of(claim) is Sort.HAPPENING:
            continue
        number = next((n for n in (figure.point, figure.low, figure.high) if n is not None), None)
        if number and not (figure.point is None and linking_words().is_vague(figure.text)):
            fighters = " fighters" if figure.victims is Victims.COMBATANT else ""
            yield f"{figure.kind.value}{fighters}", number


def _named(claim: Claim) -> Iterator[str]:
    """The key of the innermost source below the outlet, if it has a name."""
    if len(claim.attribution) > 1 and (key := source_key(claim.attribution[-1])):
        yield key


def _names(claims: Sequence[Claim], report: Report | None) -> frozenset[str]:
    """Capitalised words of the claims' own passages that are no dates, places or parties, and that the report never
    writes small; two such words in a row ("Tariq Zein") count as one name beside them."""
    if report is None:
        return frozenset()
    passages = [report.text[s.start : s.end] for s in {s for c in claims for s in c.spans}]
    found = {w for passage in passages for m in _NAME.finditer(passage) for w in fold_words(m.group())}
    whole = {tuple(fold_words(" ".join(m.groups()))) for passage in passages for m in _FULL_NAME.finditer(passage)}
    placed = {w for c in claims for p in c.where for n in (p.text, p.name, p.within, p.admin1) if n for w in fold_words(n)}
    parties = {w for c in claims for a in c.actors for w in fold_words(a.text)}
    speakers = {w for c in claims for s in c.attribution for w in fold_words(s.name)}
    dull = placed | parties | speakers | linking_words().unnaming | linking_words().titles | _words_of_states()
    candidates = {w for w in found.union(*whole) if len(w) > 2} - dull
    telling = candidates - _written_small(report.text) if candidates else candidates
    full = {" ".join(name) for name in whole if len(name) == 2 and telling.issuperset(name)}
    return frozenset(telling & found | full)


@lru_cache(maxsize=64)
def _written_small(text: str) -> frozenset[str]:
    """The words that a text writes without a capital somewhere."""
    return frozenset(_SMALL.findall(text))


@cache
def _words_of_states() -> frozenset[str]:
    """Countries, peoples and the branches of states: in every second report of a war."""
    return frozenset(w for a in dictionary().by_id.values() if a.kind == "state" for w in fold_words(a.name))
