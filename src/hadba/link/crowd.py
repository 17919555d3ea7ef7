"""How busy the places of happenings were: where something happens every other day, one place tells little."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from hadba.link.block import Block, months_of, place_block
from hadba.link.happening import DAY, MONTH, Crowd, grain
from hadba.link.profile import FINENESS
from hadba.model.linkage import Interval, Profile, Sort
from hadba.model.where import PlacePrecision

Scene = tuple[Sort, str, Interval]  # a place's spelling and a day
REGION = FINENESS[PlacePrecision.PROVINCE]
TOWN = FINENESS[PlacePrecision.TOWN]


def crowds(profiles: Iterable[Profile], *, only: Iterable[Profile] | None = None) -> dict[str, Crowd]:
    """Profile id -> its crowd, where it is not alone; of all or of ``only``, which are among ``profiles``.

    On a day on which a report tells three of one town apart, a fourth report's is as likely any of the three; and one whose
    day is not told is as likely of any day on which the town was struck. The days of a block are its members' alone, and they
    are told in powers of two, so that a new report seldom changes them.
    """
    held = asked = [(p, tuple(_scenes(p)), tuple(_months(p))) for p in (profiles if only is None else only)]
    if only is not None:
        held = list(_meeting(profiles, {s for _, scenes, _ in asked for s in scenes}, {m for _, _, ms in asked for m in ms}))
    told = Counter((p.report, scene) for p, scenes, _ in held if p.key for scene in scenes)
    most: dict[Scene, int] = {}
    for (_, scene), n in told.items():
        most[scene] = max(n, most.get(scene, 1))
    days: defaultdict[Block, set[date]] = defaultdict(set)
    for p, _, months in held:
        if p.day and grain(p.day) == DAY:
            for month in months:
                days[month].add(p.day[0])
    found = (
        (p.id, Crowd(max((most.get(s, 1) for s in scenes), default=1), max((_power(len(days[m])) for m in months), default=1)))
        for p, scenes, months in asked
    )
    return {key: crowd for key, crowd in found if crowd != Crowd()}


def _meeting(
    profiles: Iterable[Profile], scenes: Collection[Scene], blocks: Iterable[Block]
) -> Iterator[tuple[Profile, tuple[Scene, ...], tuple[Block, ...]]]:
    """The profiles of one of these scenes or blocks, with those of them that are theirs."""
    days = {(sort, day) for sort, _, day in scenes}
    names: defaultdict[tuple[Sort, str], set[str]] = defaultdict(set)
    for block in blocks:
        names[block.sort, block.when].add(block.mark)
    for p in profiles:
        own = tuple(s for s in _scenes(p) if s in scenes) if (p.sort, p.day) in days else ()
        wanted = [(month, held) for month in months_of(p) if (held := names.get((p.sort, month)))]
        regions = _regions(p) if wanted else frozenset()
        months = tuple(place_block(p.sort, month, name) for month, held in wanted for name in regions & held)
        if own or months:
            yield p, own, months


def _scenes(profile: Profile) -> Iterator[Scene]:
    if profile.day is not None and grain(profile.day) <= MONTH:
        for place in {name for spot in profile.spots if spot.fineness >= TOWN for name in spot.own}:
            yield profile.sort, place, profile.day


def _months(profile: Profile) -> Iterator[Block]:
    """The blocks of its own places."""
    own = _regions(profile)
    return (place_block(profile.sort, month, name) for month in months_of(profile) for name in own)


def _regions(profile: Profile) -> frozenset[str]:
    """Spellings of its places, provinces and finer."""
    return frozenset(name for spot in profile.spots if spot.fineness >= REGION for name in spot.own if name)


def _power(n: int) -> int:
    """The greatest power of two that is not above ``n``; 1 for none."""
    return 1 << max(0, n.bit_length() - 1)
