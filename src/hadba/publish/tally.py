"""Counted facts: an incident's range under the chosen rule, its grade in words, and totals over incidents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hadba.model.claim import Claim
from hadba.model.figure import FigureKind, Victims
from hadba.model.incident import Grade, Incident, Range
from hadba.publish.naming import with_article
from hadba.publish.wording import count, number, opening, span_of_range

RULES = {"airwars": "Airwars", "ibc": "IBC", "ucdp": "UCDP"}
GRADES = {
    Grade.CONFIRMED: "Confirmed",
    Grade.FAIR: "Fair",
    Grade.WEAK: "Weak",
    Grade.CONTESTED: "Contested",
    Grade.DISCOUNTED: "Discounted",
    Grade.NONE: "Not graded",
}
HEADLINE = (Grade.CONFIRMED, Grade.FAIR)
_SHOWN = (FigureKind.KILLED, FigureKind.INJURED)


def range_of(incident: Incident, kind: str, convention: str) -> tuple[str, Range] | None:
    """The range of a kind under a convention with the status that it counts: civilians first, else what there is."""
    by_victims = incident.ranges.get(kind, {})
    for victims in ("civilian", "all", *sorted(by_victims)):
        found = by_victims.get(victims, {}).get(convention)
        if found is not None and (found.low is not None or found.high is not None):
            return victims, found
    return None


def record(incident: Incident, claims: Mapping[str, Claim], convention: str) -> str | None:
    """The line under an incident: range by the rule, what is conceded, grade, reports and independent sources; null where
    nothing is counted and nothing graded, since the footnotes tell the rest."""
    parts: list[str] = []
    for kind in _SHOWN:
        found = range_of(incident, kind, convention)
        if found:
            victims, span = found
            best = f" (best {span.best:,})" if span.best is not None and span.low != span.high else ""
            provisional = " (provisional)" if span.provisional else ""
            who = _status(kind, victims, span, claims)
            parts.append(f"{span_of_range(span.low, span.high, span.high_open)} {who} {kind}{best}{provisional}")
        conceded = incident.conceded.get(kind)
        if conceded:
            parts.append(f"{span_of_range(conceded.low, conceded.high, conceded.high_open)} conceded")
    if not parts and incident.grade is Grade.NONE:
        return None
    toll = f"{RULES.get(convention, convention)} range: {'; '.join(parts)}. " if parts else ""
    sources = count(incident.n_independent, "independent source", "independent sources")
    evidence = f"{count(incident.n_reports, 'report', 'reports')}, {sources}"
    graded = "" if incident.grade is Grade.NONE else f"{_graded(incident)}. "
    return f"{toll}{graded}{evidence[:1].upper()}{evidence[1:]}."


def _status(kind: FigureKind, victims: str, span: Range, claims: Mapping[str, Claim]) -> str:
    """Whom the range counts: civilians only where a counted claim says so."""
    if victims == "combatant":
        return "fighters"
    figures = [f for c in span.votes if c in claims for f in claims[c].figures if f.kind is kind]
    civilian = victims == "civilian" and any(f.victims is Victims.CIVILIAN for f in figures)
    many = span.high != 1 or span.high_open
    return ("civilians" if many else "civilian") if civilian else ("people" if many else "person")


def _graded(incident: Incident) -> str:
    told = re.sub(r"^\d+(?= )", lambda found: number(int(found[0])), incident.grade_reason.rstrip("."))
    reason = _ACTORS.sub(_acted, told)
    if not reason:
        return GRADES[incident.grade]
    first = reason.split()[0]
    return f"{GRADES[incident.grade]}: {reason[:1].lower() + reason[1:] if first in _PLAIN_STARTS else reason}"


def _acted(found: re.Match[str]) -> str:
    """ "the US-led coalition is said to have acted", "Russian warplanes are said to have acted"."""
    who = found[2].split()[-1]
    did = found[3].replace(" is ", " are ") if who.islower() and _MANY.search(who) else found[3]
    return f"{found[1]}{with_article(found[2])}{did}"


_MANY = re.compile(r"[^su]s$|men$|troops$")
_ACTORS = re.compile(r"(^|, and )([^,]+?)( accepted responsibility| is said to have acted)")
_PLAIN_STARTS = frozenset(("Only", "No", "A", "Sources", "The", "the"))


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


def total_words(incidents: Sequence[Incident], convention: str) -> list[str]:
    """The sums in sentences: fair and confirmed incidents first, the weaker ones apart, those without a toll counted.

    Nothing for fewer than two incidents with a toll: the sum would only repeat it.
    """
    firm = total((i for i in incidents if i.grade in HEADLINE), convention)
    weak = total((i for i in incidents if i.grade not in HEADLINE and i.grade is not Grade.DISCOUNTED), convention)
    if firm.counted + weak.counted < 2:
        return []
    sentences = []
    rule = f"By the {RULES.get(convention, convention)} rule"
    if firm.counted:
        one = firm.counted == 1
        held = "the one incident" if one else f"the {number(firm.counted)} incidents"
        sentences.append(f"{rule}, {held} graded confirmed or fair come{'s' if one else ''} to {_people(firm)} killed.")
        if weak.counted:
            many = opening(weak.counted).capitalize() or f"A further {weak.counted:,}"
            more = "A weaker one" if weak.counted == 1 else f"{many} weaker ones"
            sentences.append(f"{more} would add {span_of_range(weak.low, weak.high, weak.high_open)}.")
    else:
        held = count(weak.counted, "incident", "incidents")
        sentences.append(f"{rule}, {held} with weak evidence come to {_people(weak)} killed.")
    missing = firm.without + weak.without
    if missing:
        sentences.append(f"For {count(missing, 'incident', 'incidents')} the reports give no number of dead.")
    return sentences


def _people(whole: Total) -> str:
    return f"{span_of_range(whole.low, whole.high, whole.high_open)} people"
