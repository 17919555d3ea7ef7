"""Counted facts: an incident's range under the chosen rule, its grade in words, and totals over incidents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hadba.model.figure import FigureKind
from hadba.model.incident import Grade, Incident, Range
from hadba.publish.wording import count, number, span_of_range

RULES = {"airwars": "Airwars", "ibc": "IBC", "ucdp": "UCDP"}
GRADES = {
    Grade.CONFIRMED: "Confirmed",
    Grade.FAIR: "Fair",
    Grade.WEAK: "Weak",
    Grade.CONTESTED: "Contested",
    Grade.DISCOUNTED: "Discounted",
    Grade.NONE: "Not graded",
}
_SHOWN = (FigureKind.KILLED, FigureKind.INJURED)
_STATUS_WORDS = {"civilian": "civilians ", "combatant": "fighters ", "all": ""}


def range_of(incident: Incident, kind: str, convention: str) -> tuple[str, Range] | None:
    """The range of a kind under a convention with the status that it counts: civilians first, else what there is."""
    by_victims = incident.ranges.get(kind, {})
    for victims in ("civilian", "all", *sorted(by_victims)):
        found = by_victims.get(victims, {}).get(convention)
        if found is not None and (found.low is not None or found.high is not None):
            return victims, found
    return None


def record(incident: Incident, convention: str) -> str:
    """The line under an incident: range by the rule, what is conceded, grade, reports and independent sources."""
    parts: list[str] = []
    for kind in _SHOWN:
        found = range_of(incident, kind, convention)
        if found:
            victims, span = found
            words = span_of_range(span.low, span.high, span.high_open)
            best = f", best {span.best:,}" if span.best is not None and span.low != span.high else ""
            provisional = ", provisional" if span.provisional else ""
            parts.append(f"{_STATUS_WORDS.get(victims, '')}{kind}: {words}{best}{provisional}")
        conceded = incident.conceded.get(kind)
        if conceded:
            parts.append(f"conceded {kind}: {span_of_range(conceded.low, conceded.high, conceded.high_open)}")
    toll = f"{RULES.get(convention, convention)} range: {'; '.join(parts)}. " if parts else ""
    sources = count(incident.n_independent, "independent source", "independent sources")
    evidence = f"{count(incident.n_reports, 'report', 'reports')}, {sources}"
    reason = incident.grade_reason.rstrip(".")
    grade = f"{GRADES[incident.grade]}: {reason[:1].lower()}{reason[1:]}" if reason else GRADES[incident.grade]
    return f"{toll}{grade}. {evidence[:1].upper()}{evidence[1:]}."


@dataclass(frozen=True, slots=True)
class Total:
    """Lows and highs of the killed, added apart, over the ``counted`` incidents that have a figure."""

    low: int
    high: int
    high_open: bool
    counted: int
    without: int


def total(incidents: Iterable[Incident], convention: str) -> Total:
    """The sum over ``incidents`` under ``convention``."""
    low = high = counted = without = 0
    is_open = False
    for incident in incidents:
        found = range_of(incident, FigureKind.KILLED, convention)
        if found is None:
            without += 1
            continue
        counted += 1
        low += found[1].low or 0
        high += found[1].high if found[1].high is not None else (found[1].low or 0)
        is_open = is_open or found[1].high_open
    return Total(low, high, is_open, counted, without)


def total_words(incidents: Sequence[Incident], convention: str) -> str | None:
    """ "By the Airwars rule, the five incidents with a toll add up to 130 to 410 people killed", or null for fewer than two."""
    whole = total(incidents, convention)
    if whole.counted < 2:
        return None
    people = span_of_range(whole.low, whole.high, whole.high_open)
    missing = f"; for {number(whole.without)} more no toll is known" if whole.without else ""
    rule = RULES.get(convention, convention)
    return f"By the {rule} rule, the {number(whole.counted)} incidents with a toll add up to {people} people killed{missing}."
