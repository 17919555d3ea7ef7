"""claims of a report -> profiles: what it says of each happening, in the form in which happenings are compared."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import chain

from hadba.lexicon.actors import dictionary
from hadba.lexicon.linking import linking_words
from hadba.lexicon.persons import person_words
from hadba.lexicon.speaking_for import source_key
from hadba.lexicon.spelling import fold_words, skeleton
from hadba.model.actor import Role
from hadba.model.claim import Claim, Family, Realis
from hadba.model.figure import Scope, Victims
from hadba.model.linkage import Interval, Profile, Sort, Spot
from hadba.model.report import Report
from hadba.model.span import cover
from hadba.model.when import Precision, When
from hadba.model.where import PlacePrecision, Where
from hadba.text.similarity import winnowed

PairSet = frozenset[tuple[str, str]]

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
RUN, RUNS = 8, 5  # a shared run of twelve words shares a mark
SHORT_NAME = 3  # words
_NAME = re.compile(r"\b(?=[A-Za])(?<![.!?:\n\"“] )(?<!^)(?:[A-Z][a-zà-ÿ’']+|al-[A-Z][a-z]+)")
_FULL_NAME = re.compile(r"\b([A-Z][a-zà-ÿ’'-]+)(?: [A-Z]\.)? ((?:al-)?[A-Z][a-zà-ÿ’'-]+)\b")
_SMALL = re.compile(r"\b[a-z][a-zà-ÿ]+")


def profiles_of(claims: Iterable[Claim], report: Report | None, cannot: PairSet) -> tuple[Profile, ...]:
    """The happenings of one report, ordered by id: claims that share a sort and a key are one.

    Claims of one key that a person told apart are kept apart. Claims without a key stand alone.
    """
    groups: defaultdict[tuple[Sort, str], list[Claim]] = defaultdict(list)
    for claim in sorted({c.claim_id: c for c in claims}.values(), key=lambda c: c.claim_id):
        groups[sort_of(claim), claim.happening or f"\x00{claim.claim_id}"].append(claim)
    published = _published(report, chain.from_iterable(groups.values()))
    parts = ((sort, part) for (sort, _), group in groups.items() for part in _split(group, cannot))
    return tuple(sorted((_read(part, sort, report, published) for sort, part in parts), key=lambda p: p.id))


def _published(report: Report | None, claims: Iterable[Claim]) -> date | None:
    """The day of publication; where the report tells what happened on a later day, that day: a page's date is wrong, or is
    that of its first version."""
    if report is None or report.published is None:
        return None
    told = (c.when.start for c in claims if c.realis in HAPPENED and c.when.text and c.when.precision is Precision.DAY)
    last = max((day for day in told if day), default=date.min)
    return last if last > report.published + timedelta(1) else report.published


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


def _split(group: list[Claim], apart: PairSet) -> Iterator[Sequence[Claim]]:
    """``group`` in as few parts as a greedy pass in order of ids needs to hold no pair of ``apart``."""
    parts: list[list[Claim]] = []
    for claim in group:
        home = next(
            (p for p in parts if not any({(claim.claim_id, c.claim_id), (c.claim_id, claim.claim_id)} & apart for c in p)), None
        )
        if home is None:
            parts.append([claim])
        else:
            home.append(claim)
    yield from parts


def _read(claims: Sequence[Claim], sort: Sort, report: Report | None, published: date | None) -> Profile:
    actors = [(a.role, a.actor_id) for c in claims for a in c.actors if a.actor_id]
    return Profile(
        id=claims[0].claim_id,
        report=claims[0].report_id,
        sort=sort,
        claims=tuple(c.claim_id for c in claims),
        key=claims[0].happening,
        types=Counter(sorted(c.type for c in claims)),
        day=finest(c.when for c in claims),
        published=published,
        spots=_spots(w for c in claims for w in c.where),
        perpetrators=frozenset(i for role, i in actors if role is Role.PERPETRATOR and _may_fight(i)),
        targets=frozenset(i for role, i in actors if role is Role.TARGET),
        figures=frozenset(chain.from_iterable(_numbers(c) for c in claims)),
        sayings=frozenset((source, *number) for c in claims for source in _named(c) for number in _numbers(c)),
        objects=frozenset(o.type for c in claims for o in c.objects),
        names=_names(claims, report),
        details=frozenset(c.detail for c in claims if c.detail),
        outlet=report.outlet if report else "",
        wording=_wording(claims, report) if sort is Sort.HAPPENING else (),
    )


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


def _wording(claims: Sequence[Claim], report: Report | None) -> tuple[frozenset[int], ...]:
    """The marks of the passages that bear a figure of the happening, so that a copy is known by them."""
    counted = (c for c in claims if any(f.scope is not Scope.CUMULATIVE for f in c.figures))
    passages = {cover(list(c.spans)) for c in counted if c.spans} if report else set()
    marks = {winnowed(span.of(report.text), size=RUN, window=RUNS) for span in passages} if report else set()
    return tuple(sorted((m for m in marks if m), key=sorted))


def _names(claims: Sequence[Claim], report: Report | None) -> frozenset[str]:
    """Capitalised words of the claims' own passages that are no dates, places or parties, and that the report never
    writes small; two such words in a row ("Tariq Zein") count as one name beside them."""
    if report is None:
        return frozenset()
    passages = [report.text[s.start : s.end] for s in {s for c in claims for s in c.spans}]
    found = {w for passage in passages for m in _NAME.finditer(passage) for w in fold_words(m.group())}
    whole = {tuple(fold_words(" ".join(m.groups()))) for passage in passages for m in _FULL_NAME.finditer(passage)}
    placed = {w for c in claims for p in c.where for n in (p.text, p.name, p.within, p.admin1) if n for w in fold_words(n)}
    said = [*(a.text for c in claims for a in c.actors), *(s.name for c in claims for s in c.attribution)]
    said += [c.trigger.text for c in claims] + [f.text for c in claims for f in c.figures]
    dull = placed.union(*map(fold_words, said))
    candidates = {w for w in found.union(*whole) if len(w) > 2} - dull - _naming_nobody()
    telling = candidates - _written_small(report.text) if candidates else candidates
    full = {
        " ".join(name) for name in whole if len(name) == 2 and telling.issuperset(name) and not _in_office().issuperset(name)
    }
    return frozenset((telling & found) - _in_office() | full)


@lru_cache(maxsize=64)
def _written_small(text: str) -> frozenset[str]:
    """The words that a text writes without a capital somewhere."""
    return frozenset(_SMALL.findall(text))


@cache
def _naming_nobody() -> frozenset[str]:
    """The words by which parties, institutions and states go, titles, kinds of places: in every second report of a war. A
    longer name of a party may hold a person's, and its words are not met alone."""
    words, people = linking_words(), person_words()
    named = (fold_words(name) for name in (*(a.name for a in dictionary().by_id.values()), *dictionary().uses))
    found = {w for name in named if len(name) <= SHORT_NAME for w in name}
    found |= people.institutions | people.offices | people.addresses
    return _or_with_s(found | words.unnaming | words.titles | words.place_kinds)


@cache
def _in_office() -> frozenset[str]:
    """The words of the names of heads of state and the like; alone they tell nothing, though a victim may share one."""
    return _or_with_s({w for name in dictionary().people for w in fold_words(name)})


def _or_with_s(words: Iterable[str]) -> frozenset[str]:
    """The words, also with the "s" of a plural or of a lost apostrophe ("Assads")."""
    return frozenset(v for w in words for v in (w, f"{w}s"))
