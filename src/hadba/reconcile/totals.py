"""Sums over incidents under one convention."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hadba.model.incident import Grade, Incident, Range

HEADLINE = (Grade.CONFIRMED, Grade.FAIR)


@dataclass(frozen=True, slots=True)
class Total:
    """``low`` and ``high`` are added apart; ``high_open`` where one of the highs is. ``incidents`` bear a figure,
    ``without_figure`` bear none, ``below_headline`` bear one but are graded lower than fair."""

    convention: str
    kind: str
    victims: str
    low: int
    high: int
    high_open: bool
    incidents: int
    without_figure: int
    below_headline: int


def totals(incidents: Iterable[Incident], convention: str, *, kind: str = "killed", victims: str = "civilian") -> Total:
    """The headline: confirmed and fair incidents only. A range without a low or a high adds nothing to that end."""
    held = list(incidents)
    figured = [(i, r) for i in held if (r := _range(i, kind, victims, convention)) is not None]
    counted = [r for i, r in figured if i.grade in HEADLINE]
    return Total(
        convention=convention,
        kind=kind,
        victims=victims,
        low=sum(r.low or 0 for r in counted),
        high=sum(r.high or 0 for r in counted),
        high_open=any(r.high_open for r in counted),
        incidents=len(counted),
        without_figure=len(held) - len(figured),
        below_headline=len(figured) - len(counted),
    )


def _range(incident: Incident, kind: str, victims: str, convention: str) -> Range | None:
    return incident.ranges.get(kind, {}).get(victims, {}).get(convention)
