"""Figures that words join: "22 children and six teachers" are 28 dead; "including five children and two teachers" are parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hadba.model.claim import Claim
from hadba.model.figure import Figure, FigureKind, Scope, Victims
from hadba.model.report import Report
from hadba.model.span import Span

_JOINING = re.compile(
    r"\s*(?:,|,?\s*(?:and|plus|as well as|along with|together with)(?:\s+(?:his|her|their))?|"
    r"(?:had been|have been|has been|were|was) (?:killed|wounded|injured),? (?:as well as|along with|together with))\s*",
    re.IGNORECASE,
)
_NO_FIGHTERS = frozenset(("child", "woman", "elderly", "medical", "press", "aid", "un"))


def joined_figures(claim: Claim, kind: FigureKind, report: Report | None) -> tuple[Figure, ...]:
    """The claim's figures of one kind, those that stand side by side as one: their sum, as the report gives no other. What
    stands beside a part is a part. Combatants and others are not added up; they are votes of their own."""
    own = sorted((f for f in claim.figures if f.kind is kind), key=lambda f: (f.span.start, f.span.end))
    return tuple(figure for row in _rows(own, report) for figure in _one(row, report))


def _rows(figures: Sequence[Figure], report: Report | None) -> Iterator[list[Figure]]:
    """The figures in rows of those that nothing but a joining word parts."""
    row: list[Figure] = []
    for figure in figures:
        if row and not (report and _side_by_side(row[-1].span, figure.span, report.text)):
            yield row
            row = []
        row.append(figure)
    if row:
        yield row


def _side_by_side(one: Span, other: Span, text: str) -> bool:
    return one.end < other.start and _JOINING.fullmatch(text, one.end, other.start) is not None


def _one(row: list[Figure], report: Report | None) -> Iterator[Figure]:
    if row[0].scope is Scope.PART:
        yield from (replace(f, scope=Scope.PART) if f.scope is Scope.INCIDENT else f for f in row)
    elif report is None or not _may_be_added(row):
        yield from row
    else:
        yield _sum(row, report)


def _may_be_added(row: Sequence[Figure]) -> bool:
    first = row[0]
    alike = all((f.scope, f.unit, f.attribution) == (Scope.INCIDENT, first.unit, first.attribution) for f in row)
    whole = all(f.top and "perpetrator" not in f.groups for f in row)
    return len(row) > 1 and alike and whole and len({f.victims is Victims.COMBATANT for f in row}) == 1


def _sum(row: Sequence[Figure], report: Report) -> Figure:
    """The figures of a row as one; an end that one of them leaves open stays open."""

    def added(numbers: Sequence[int | None]) -> int | None:
        known = [n for n in numbers if n is not None]
        return sum(known) if len(known) == len(numbers) else None

    span = Span(row[0].span.start, row[-1].span.end)
    civilian = all(f.victims is Victims.CIVILIAN or _NO_FIGHTERS & set(f.groups) for f in row)
    status = Victims.CIVILIAN if civilian else Victims.UNKNOWN if len({f.victims for f in row}) > 1 else row[0].victims
    low, point, high = added([f.low for f in row]), added([f.point for f in row]), added([f.high for f in row])
    return replace(
        row[0],
        victims=status,
        low=low if low is not None or high is not None else sum(f.top or 0 for f in row),
        point=point,
        high=high,
        text=report.text[span.start : span.end],
        span=span,
        groups=tuple(sorted({g for f in row for g in f.groups})) if all(f.groups for f in row) else (),
        approximate=any(f.approximate for f in row),
    )
