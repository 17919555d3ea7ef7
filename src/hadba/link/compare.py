"""The evidence that two happenings are one: comparisons, each with a weight and the words for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from math import asin, cos, log, radians, sin, sqrt

from hadba.lexicon.allies import allied
from hadba.lexicon.linking import Kinship, LinkingWords, linking_words
from hadba.link import weights as w
from hadba.link.days import compare_days, news_gap
from hadba.link.happening import DAY, Happening, grain
from hadba.link.profile import FINENESS
from hadba.link.weights import Weighed
from hadba.model.linkage import Sort, Spot
from hadba.model.where import PlacePrecision

_KINSHIP = {Kinship.CLASS: w.SAME_CLASS, Kinship.NEAR: w.NEAR_CLASS, Kinship.LOOSE: w.LOOSE_CLASS, Kinship.APART: w.APART}
CASUALTIES = frozenset(("killed", "injured", "killed_or_injured", "killed fighters", "injured fighters"))
TOWN = FINENESS[PlacePrecision.TOWN]
TINY = 3  # people: a number that many happenings share
MOST_SPOTS = 12  # of a cluster, compared with the other's; more are a list of places, not a place


def compare(one: Happening, other: Happening) -> tuple[Weighed, ...]:
    """All evidence for and against; the judgement is the sign of the sum."""
    what = compare_types(one, other, linking_words())
    if what.weight <= w.APART:
        return (what,)
    where = compare_places(one, other)
    number = compare_figures(one, other)
    copied = compare_wording(one, other)
    if what.weight in (w.SAME_CLASS, w.NEAR_CLASS) and _tolls_disagree(one, other, number):
        number = [*number, Weighed(w.OTHER_BLOW, "other types, and no figure in common")]
    slip = bool(copied) or (where.weight >= w.INSIDE and any(n.weight >= w.SAME_LARGE for n in number))
    parts = [
        Weighed(w.PRIOR, "prior"),
        what,
        where,
        *number,
        *copied,
        *compare_days(one, other, slip=slip, copied=bool(copied)),
        *compare_actors(one, other),
        *compare_things(one, other),
    ]
    return tuple(p for p in parts if p.weight)


def total(evidence: tuple[Weighed, ...]) -> float:
    """The sum, rounded so that the order of adding never decides."""
    return round(sum(e.weight for e in evidence), 6)


def bounded(one: Happening, other: Happening) -> float:
    """The evidence between two reports alone, within bounds, so that no pair decides for all."""
    return max(-w.MOST_PAIR, min(w.MOST_PAIR, total(compare(one, other))))


def mean_evidence(ones: Sequence[Happening], others: Sequence[Happening]) -> float:
    """The evidence between a report of the one cluster and one of the other, on average; none of them is empty."""
    return round(sum(bounded(a, b) for a, b in product(ones, others)) / (len(ones) * len(others)), 6)


def compare_types(one: Happening, other: Happening, words: LinkingWords) -> Weighed:
    """The closest kinship between any two types; a bare type ("killing") fits every violent one."""
    return _kinship(_usual_types(one, words), _usual_types(other, words), one.sort is Sort.HAPPENING)


@lru_cache(maxsize=20_000)
def _kinship(ours: frozenset[str], theirs: frozenset[str], happening: bool) -> Weighed:
    words = linking_words()
    best = max((words.kinship(a, b) for a, b in product(ours, theirs)), default=Kinship.APART)
    named = "/".join(sorted(ours | theirs))
    if best is Kinship.SAME:
        if not (ours & theirs) - words.bare and happening:
            return Weighed(w.BARE_TYPE, f"same type {named}")
        return Weighed(w.RARE_TYPE if ours & theirs & words.rare else w.SAME_TYPE, f"same type {named}")
    if best >= Kinship.LOOSE and (ours <= words.bare or theirs <= words.bare):
        return Weighed(w.BARE_TYPE, f"fitting types {named}")
    return Weighed(_KINSHIP[best], f"types {named}")


def _usual_types(happening: Happening, words: LinkingWords) -> frozenset[str]:
    """The types without those that few claims of a cluster give: one report's slip is not the kind of the whole."""
    if len(happening.types) == 1:
        return frozenset(happening.types)
    most = max((n for t, n in happening.types.items() if t not in words.bare), default=0)
    return frozenset(t for t, n in happening.types.items() if t in words.bare or n * w.FEW >= most)


def compare_places(one: Happening, other: Happening) -> Weighed:
    """The best agreement between any place of the one and any of the other."""
    if not one.spots or not other.spots:
        return Weighed(w.NO_PLACE, "no place in one of them")
    if len(one.spots) == 1 == len(other.spots):
        return _spots(one.spots[0], other.spots[0])
    pairs = product(_innermost(one.spots)[:MOST_SPOTS], _innermost(other.spots)[:MOST_SPOTS])
    return max((_spots(a, b) for a, b in pairs), key=lambda e: (e.weight, e.seen))


def _innermost(spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """The places without the towns of which a quarter is named: two quarters of one city are not one place for being in it. A
    province stays: what lies in it by one report is at times its capital by another."""
    return tuple(s for s in spots if s.fineness < TOWN or not any(s.own & t.above and t.fineness > s.fineness for t in spots))


def _spots(a: Spot, b: Spot) -> Weighed:
    fine = min(a.fineness, b.fineness)
    named_alike = not a.own.isdisjoint(b.own)
    if named_alike and fine >= 3 and (apart := _apart(a, b)) is not None and apart > 60:
        return Weighed(w.NAMESAKES, f"one name, read as places {apart:.0f} km apart: {a.label}, {b.label}")
    if named_alike or (a.place_id and a.place_id == b.place_id):
        scale = (w.SAME_TOWN, w.SAME_COUNTRY, w.SAME_PROVINCE, w.SAME_DISTRICT, w.SAME_TOWN, w.SAME_SITE, w.SAME_SITE)
        return Weighed(scale[fine], f"same place {a.label}")
    if a.country and b.country and a.country != b.country:
        return Weighed(w.FAR_PLACE, f"other country: {a.label}, {b.label}")
    if not (a.own.isdisjoint(b.above) and b.own.isdisjoint(a.above)) or _named_in(a, b) or _named_in(b, a):
        wide = min(a.fineness or 4, b.fineness or 4) < 4
        return Weighed(w.INSIDE_WIDE if wide else w.INSIDE, f"one in the other: {a.label}, {b.label}")
    if fine <= 1 and max(a.fineness, b.fineness) >= 1 and a.country and a.country == b.country:
        return Weighed(w.SAME_COUNTRY, f"same country: {a.label}, {b.label}")
    if fine >= 5 and not a.above.isdisjoint(b.above):
        return Weighed(w.SAME_CITY, f"two parts of one place: {a.label}, {b.label}")
    return _distance(a, b, _apart(a, b), fine)


def _distance(a: Spot, b: Spot, apart: float | None, fine: int) -> Weighed:
    """Places that share no name, by the km that surely lie between them."""
    if apart is None:
        return Weighed(w.UNTOLD_PLACE, f"no common place: {a.label}, {b.label}")
    if apart <= 10 and fine >= 4 and a.place_id and b.place_id:
        return Weighed(w.NEARBY, f"near each other: {a.label}, {b.label}")
    if fine <= 2 and apart <= 200:
        return Weighed(0.0, f"{a.label} and {b.label} are too wide to tell")
    if apart == 0:
        return Weighed(w.UNTOLD_PLACE, f"no common place: {a.label}, {b.label}")
    return Weighed(w.FAR_PLACE if apart > 60 else w.OTHER_PLACE, f"{apart:.0f} km apart at least: {a.label}, {b.label}")


def _named_in(outer: Spot, inner: Spot) -> bool:
    """Whether the words for ``inner`` hold the whole name of ``outer`` ("west Mosul", "the outskirts of Tokhar")."""
    return any(len(o) > 1 and o != i and f" {o} " in f" {i} " for o in outer.own for i in inner.own)


def _apart(a: Spot, b: Spot) -> float | None:
    """Km that surely lie between them; null where one has no point."""
    distance = _km(a, b)
    unsure = sum(s.slack for s in (a, b) if s.place_id is None or s.fineness < 4)
    return None if distance is None else max(0.0, distance - unsure)


def _km(a: Spot, b: Spot) -> float | None:
    """Great-circle distance in km; null where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    if (a.lat, a.lon) == (b.lat, b.lon):
        return 0.0
    lat1, lon1, lat2, lon2 = map(radians, (a.lat, a.lon, b.lat, b.lon))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * asin(min(1.0, sqrt(h)))


def compare_figures(one: Happening, other: Happening) -> list[Weighed]:
    """The most telling number of each kind that both give; or how far apart the nearest are."""
    shared: dict[str, int] = {}
    common = one.figures & other.figures
    for kind, number in sorted(common, key=lambda f: (_rarity(f[1]), f)):
        if number > TINY or not any(_more(h, kind, common) for h in (one, other)):
            shared[kind] = number
    if shared:
        alike = [Weighed(_rarity(number), f"same figure: {number} {kind}") for kind, number in sorted(shared.items())]
        sayings = sorted(s for s in one.sayings & other.sayings if s[2] > TINY)  # every day somebody says that one was hurt
        return [*alike, *(Weighed(w.SAME_SAYING, f"both from {source}") for source, _, _ in sayings[:1])]
    apart = product(one.figures - common, other.figures - common)
    ratios = [max(m, n) / min(m, n) for (k, m), (j, n) in apart if k == j]
    if not ratios:
        return []
    if one.sort is Sort.TOTAL:
        return [Weighed(w.OTHER_TOTAL, "another total")]
    if min(ratios) >= 5:
        return [Weighed(w.FAR_TOLLS, "figures far apart")]
    if not any(kind in CASUALTIES for kind, _ in one.figures | other.figures):
        return []
    if _apart_in_news(one, other):
        return [Weighed(w.UNDATED_TOLLS, "other figures, no day to tell by, and days between the news")]
    return [Weighed(w.OTHER_TOLLS, "other figures")] if min(ratios) > 1.5 else []


def compare_wording(one: Happening, other: Happening) -> list[Weighed]:
    """Whether two outlets tell their figures in the same words; what one outlet repeats is its formula."""
    few, many = sorted((one.wording, other.wording), key=len)
    shared = sum(len(outlets | many[mark]) > 1 for mark, outlets in few.items() if mark in many)
    return [Weighed(w.SAME_WORDS, "two outlets use the same words")] if shared >= w.MARKS else []


def _more(happening: Happening, kind: str, common: frozenset[tuple[str, int]]) -> bool:
    """Whether it gives a greater number of the kind that the other does not give: then a shared "one" is a part of each."""
    return any(k == kind and n > TINY and (k, n) not in common for k, n in happening.figures)


def _tolls_disagree(one: Happening, other: Happening, number: Sequence[Weighed]) -> bool:
    """Whether both count casualties and agree on no number."""
    if one.sort is not Sort.HAPPENING or any(n.weight > 0 for n in number):
        return False
    return all(any(kind in CASUALTIES for kind, _ in h.figures) for h in (one, other))


def _apart_in_news(one: Happening, other: Happening) -> bool:
    """Whether a day is missing and the news are more than three days apart: a growing toll would be told with its day."""
    if grain(one.usual) == DAY == grain(other.usual):
        return False
    return news_gap(one.usual, other.usual, one, other) > 3


def _rarity(number: int) -> float:
    if number < 10:
        return w.SAME_SMALL if number > TINY else w.SAME_TINY
    if number <= 30 or number in (40, 50, 100, 200, 500, 1000):
        return w.SAME_MIDDLE
    return w.SAME_LARGE if number < 100 or number % 50 == 0 else w.SAME_DISTINCTIVE


def compare_actors(one: Happening, other: Happening) -> Iterator[Weighed]:
    """Who did it, to whom; parties of one side agree."""
    if one.perpetrators and other.perpetrators:
        same = any(allied(a, b) for a, b in product(one.perpetrators, other.perpetrators))
        yield Weighed(w.SAME_PERPETRATOR if same else w.OTHER_PERPETRATOR, f"{'same' if same else 'other'} perpetrator")
        if not same and (one.perpetrators & other.targets or other.perpetrators & one.targets):
            yield Weighed(w.SAME_SIDE_SWAPPED, "sides swapped")
    if one.targets & other.targets:
        yield Weighed(w.SAME_TARGET, "same target")


def compare_things(one: Happening, other: Happening) -> Iterator[Weighed]:
    """Objects, names in the passages, and the detail of a control or condition claim."""
    if one.objects and other.objects:
        shared = one.objects & other.objects
        yield Weighed(w.SAME_OBJECT if shared else w.OTHER_OBJECT, f"{'same' if shared else 'other'} objects")
    yield from compare_names(one.names & other.names)
    if one.details and other.details:
        agree = bool(one.details & other.details)
        yield Weighed(w.SAME_DETAIL if agree else w.OTHER_DETAIL, f"{'same' if agree else 'other'} {one.sort} detail")
    if (crowd := max(one.crowd.apart, other.crowd.apart)) > 1:
        yield Weighed(round(w.CROWD * log(crowd), 1), f"one of {crowd} that a report tells apart")
    busy = min(one.crowd.days, other.crowd.days)
    if busy > 1 and one.sort is Sort.HAPPENING and not (one.usual == other.usual and grain(one.usual) == DAY):
        weight = w.BUSY_LATE if _apart_in_news(one, other) else w.BUSY
        yield Weighed(round(weight * log(busy), 1), f"something happened there on {busy} days or more of the month")
    few, many = sorted((one.keys, other.keys), key=len)
    if any(report in many for report in few):
        yield Weighed(w.ONE_REPORT, "two passages of one report")


def compare_names(shared: frozenset[str]) -> Iterator[Weighed]:
    """Names in the passages of both: whole ones ("tariq zein") tell more than single words."""
    whole = sorted(name for name in shared if " " in name)[: w.MOST_NAMES]
    words = sorted(name for name in shared if " " not in name)[: w.MOST_NAMES]
    apart = [word for word in words if not any(word in name.split() for name in whole)]
    if whole:
        yield Weighed(w.FULL_NAME + w.SHARED_NAME * (len(whole) - 1), f"shared names: {', '.join(whole)}")
    if apart:
        yield Weighed(w.SHARED_NAME * len(apart), f"shared words of names: {', '.join(apart)}")


def strong_identity(one: Happening, other: Happening) -> bool:
    """Whether two happenings that a report tells apart are one all the same.

    Their day and kind agree, and so do either place and figures (as far as both give them), or figures that are hardly
    the same by chance, whatever each place is called.
    """
    a, b = one.usual, other.usual
    words = linking_words()
    kin = max((words.kinship(t, u) for t, u in product(one.types, other.types)), default=Kinship.APART)
    general = set(one.types) <= words.bare or set(other.types) <= words.bare  # "the attack", beside what it was
    if a is None or a != b or grain(a) != DAY or kin < (Kinship.LOOSE if general else Kinship.CLASS):
        return False
    where = compare_places(one, other).weight
    if where >= w.SAME_TOWN and (one.figures & other.figures or not one.figures or not other.figures):
        return True
    return where > w.SAME_CITY and sum(e.weight for e in compare_figures(one, other)) >= w.SAME_DISTINCTIVE
