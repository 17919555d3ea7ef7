"""What changed between two releases: incidents that are new, gone, merged, and numbers that were restated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hadba.model.act import Standing
from hadba.model.figure import FigureKind
from hadba.publish.facts import Facts
from hadba.publish.placing import places
from hadba.publish.tally import range_of
from hadba.publish.wording import span_of_range


@dataclass(frozen=True, slots=True)
class Restated:
    """One number or grade of one incident that is not what it was."""

    incident: str
    name: str
    what: str  # killed, injured, grade
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Difference:
    """``moved`` pairs an old id with the incident that now holds most of its claims; ``withdrawn`` counts incidents of the
    last release that nothing may be said of any more."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    restated: tuple[Restated, ...] = ()
    withdrawn: int = 0


def standing(facts: Facts) -> Standing:
    """How an incident stands under the rule of its facts."""
    incident = facts.incident
    parts = (incident.type.replace("_", " "), places(incident.where), str(incident.when.start or "undated"))
    killed, injured = (_range(facts, kind) for kind in (FigureKind.KILLED, FigureKind.INJURED))
    return Standing(", ".join(p for p in parts if p), killed, injured, str(incident.grade), incident.claims)


def _range(facts: Facts, kind: FigureKind) -> tuple[int | None, int | None, bool]:
    found = range_of(facts.incident, kind, facts.convention)
    return (None, None, False) if found is None else (found[1].low, found[1].high, found[1].high_open)


def difference(before: Mapping[str, Standing], now: Mapping[str, Standing], *, secret: Collection[str] = ()) -> Difference:
    """From the release ``before`` to ``now``; ids in ``secret`` are told by number only."""
    holder = {claim: id for id, held in now.items() for claim in held.claims}
    lost = sorted(set(before) - set(now))
    told = [id for id in lost if id not in secret]
    moved = {id: min(found, key=lambda k: (-found[k], k)) for id in told if (found := _holders(before[id], holder))}
    restated = []
    for id, held in sorted(now.items()):
        olds = [id] if id in before else sorted(old for old, new in moved.items() if new == id)
        if len(olds) == 1:  # two that were one, or one that was two, are told as moved
            restated += _restated(id, before[olds[0]], held)
    return Difference(
        new=tuple(sorted(id for id in now if id not in before and id not in moved.values())),
        gone=tuple(id for id in told if id not in moved),
        moved=tuple(sorted(moved.items())),
        restated=tuple(restated),
        withdrawn=len(lost) - len(told),
    )


def _holders(old: Standing, holder: Mapping[str, str]) -> Counter[str]:
    return Counter(holder[c] for c in old.claims if c in holder)


def _restated(id: str, before: Standing, now: Standing) -> list[Restated]:
    pairs = (
        ("killed", words(before.killed), words(now.killed)),
        ("injured", words(before.injured), words(now.injured)),
        ("grade", before.grade, now.grade),
    )
    return [Restated(id, now.name, what, old, new) for what, old, new in pairs if old != new]


def words(range: tuple[int | None, int | None, bool]) -> str:
    """ "20 or more", "12 to 40", "not counted"."""
    return "not counted" if range[0] is None and range[1] is None else span_of_range(*range)
