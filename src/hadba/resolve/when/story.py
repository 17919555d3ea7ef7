"""The years of a story: an account of the past names the year now and then, and the months in between follow it.

All months without a year are placed at once, by the cheapest path through the text (Viterbi): a step forward in time costs
its months, a step back more, a long jump no more than a new chapter does, and to pass over a year named alone just before
costs a little. So the dates that follow decide as well as those that came before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hadba.model.when import TimeMention
from hadba.resolve.when.form import Form, read_form

BACKWARD = 1.75  # a month back costs as much as so many forward
CHAPTER = 20.0  # the most that a step may cost: where another thread begins, time may jump
UNTOLD = 10.0  # what it costs to take another year than the one named alone just before
MONTH_OF_SEASON = {"SP": 4, "SU": 7, "FA": 10, "WI": 1}


@dataclass(frozen=True, slots=True)
class _Node:
    """A month of the story: its mention's index, its month, the years it may have, and a year named alone since the month
    before it."""

    index: int
    month: int
    years: tuple[int, ...]
    named: int | None


def years_of_story(mentions: Sequence[TimeMention]) -> dict[int, int]:
    """For the index of each mention that tells a month or season without a year, the year that it takes."""
    nodes = _nodes(mentions)
    if not nodes:
        return {}
    paths: dict[int, tuple[float, tuple[int, ...]]] = {y: (_own(nodes[0], y), (y,)) for y in nodes[0].years}
    for before, node in pairwise(nodes):
        paths = {
            year: min(
                (cost + _step(before.month, node.month, year - last) + _own(node, year), (*path, year))
                for last, (cost, path) in paths.items()
            )
            for year in node.years
        }
    _, best = min(paths.values())
    return {node.index: year for node, year in zip(nodes, best, strict=True)}


def _own(node: _Node, year: int) -> float:
    return UNTOLD if node.named is not None and year != node.named else 0.0


def _step(before: int, month: int, years: int) -> float:
    ahead = years * 12 + month - before
    return min(CHAPTER, float(ahead) if ahead >= 0 else -ahead * BACKWARD)


def _nodes(mentions: Sequence[TimeMention]) -> list[_Node]:
    forms = [read_form(m.form) for m in mentions]
    named = [_year(f) for f in forms]
    known = sorted({y for y in named if y is not None})
    nodes: list[_Node] = []
    last: int | None = None
    bare: int | None = None
    for i, form in enumerate(forms):
        month = _month(form)
        year = named[i]
        if month is not None and (year is not None or (last is not None and _open(form))):
            nodes.append(_Node(i, month, (year,) if year is not None else _near(known, last), bare))
            bare = None
        elif year is not None:
            bare = year
        last = year if year is not None else last
    return nodes


def _near(known: list[int], last: int | None) -> tuple[int, ...]:
    """The years that a month may take: those named in the text near to the one named last, and the one after it."""
    assert last is not None
    return tuple(sorted({y for y in known if abs(y - last) <= 4} | {last, last + 1}))


def _year(form: Form) -> int | None:
    return form.number("year") if form.kind == "date" and "era" not in form.keys else None


def _month(form: Form) -> int | None:
    if form.kind != "date":
        return None
    return form.number("month") or MONTH_OF_SEASON.get(form.text("season") or "")


def _open(form: Form) -> bool:
    """Whether the form leaves its year to the story."""
    return not form.keys.keys() & {"year", "yy", "era", "of", "dir", "holiday", "num"}
