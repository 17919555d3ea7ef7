"""The cases of ``cases.yaml`` as reports and claims, and what they are held against."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from hadba.link import link_claims
from hadba.model.actor import ActorMention, Role
from hadba.model.attribution import Speaker, Stance
from hadba.model.claim import Claim, Family, Realis, Trigger
from hadba.model.figure import Figure, FigureKind, Scope, Victims
from hadba.model.ids import content_id
from hadba.model.incident import Incident, Range
from hadba.model.report import Report, make_report
from hadba.model.span import Span
from hadba.model.when import Precision, When
from hadba.model.where import PlacePrecision, Where
from hadba.reconcile import CONVENTIONS, reconcile, show_range

CASES = Path(__file__).with_name("cases.yaml")
DAY, PLACE, POINT = date(2031, 4, 10), "Tel Amara", (36.1, 41.2)  # where a claim says nothing else
VICTIMS = {"civilians": Victims.CIVILIAN, "people": Victims.UNKNOWN, "combatants": Victims.COMBATANT}
KINDS = [kind.value for kind in FigureKind]
_QUANTITY = re.compile(r"(?:(at least|up to) )?(?:(\d+)(?: to (\d+))? |(dozens of ))?(civilians|people|combatants)")


@dataclass(frozen=True, slots=True)
class Case:
    """``expected`` and ``found()`` are maps of the same keys, as far as the case says something of them."""

    name: str
    about: str
    reports: Mapping[str, Report]
    claims: tuple[Claim, ...]
    expected: Mapping[str, object]

    def found(self) -> dict[str, object]:
        """What linking and reconciling make of it."""
        incidents = [reconcile(cluster, self.reports) for cluster in link_claims(self.claims, self.reports)]
        main = max(incidents, key=lambda i: (bool(i.ranges) and any(_is_single(i, c) for c in self.claims), len(i.claims)))
        whole = {
            "incidents": len(incidents),
            "sources": main.n_independent,
            "grade": main.grade.value,
            "conceded": show_range(main.conceded["killed"]) if "killed" in main.conceded else None,
            **{kind: _shown(main, kind, "civilian") for kind in KINDS},
            "combatants": _shown(main, "killed", "combatant"),
            "everybody": _shown(main, "killed", "all"),
        }
        return {key: whole[key] for key in self.expected}


def read_cases(path: Path = CASES) -> list[Case]:
    """All cases of a file."""
    return [_case(entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]


def _case(entry: Mapping[str, Any]) -> Case:
    reports = {key: _report(key, told) for key, told in entry["reports"].items()}
    claims = tuple(_claim(n, told, reports) for n, told in enumerate(entry["claims"]))
    # Not saying that something is conceded, or of a kind, says that nothing is.
    expected = {"incidents": 1} | entry["expect"]
    if expected["incidents"] == 1:
        expected = {"conceded": None, "killed": None} | expected
    return Case(entry["name"], entry["about"], reports, claims, expected)


def _report(key: str, told: Mapping[str, Any]) -> Report:
    return make_report(told["text"], id=key, outlet=told["outlet"], published=told["published"], url=told.get("url"))


def _claim(n: int, told: Mapping[str, Any], reports: Mapping[str, Report]) -> Claim:
    report = reports[told["in"]]
    at = report.text.index(told["words"]) if "words" in told else 0
    span = Span(at, at + len(told["words"])) if "words" in told else Span(0, len(report.text))
    several = told.get("side by side", [told])
    figures = tuple(_figure(kind, one[kind], one, span, report) for one in several for kind in KINDS if kind in one)
    day = told.get("day", DAY)
    named = not told.get("unnamed", False)
    did = told.get("did")
    stance = Stance(told.get("stance", "asserts"))
    said = told.get("said")
    return Claim(
        claim_id=content_id("c", report.id, n),
        report_id=report.id,
        family=Family.EVENT,
        type=told.get("type", "air_strike"),
        realis=Realis.ACTUAL,
        spans=(span,),
        trigger=Trigger(report.text[span.start : span.start + 1], span.start, span.start + 1),
        attribution=(Speaker(report.outlet), *(Speaker(name, named=named) for name in told.get("by", []))),
        stance=stance,
        hedge=told.get("hedge"),
        said_on=When(said, said, Precision.DAY, text=said.isoformat()) if said else None,
        when=When(day, day, Precision.DAY, text=day.isoformat()) if day else When(),
        where=(Where(PLACE, Span(0, 0), PLACE, PLACE, *POINT, PlacePrecision.TOWN, 1.0, country="IQ"),),
        actors=(ActorMention(Role.PERPETRATOR, did, span, did, certain=not told.get("unsure", False)),) if did else (),
        figures=figures,
        happening=told.get("key", "h1"),
    )


def _figure(kind: str, words: str, told: Mapping[str, Any], span: Span, report: Report) -> Figure:
    read = _QUANTITY.fullmatch(words)
    if read is None:
        raise ValueError(f"{words!r} is no quantity of the notation")
    bound, first, second, dozens, victims = read.groups()
    low = 12 if dozens else int(first) if first else None
    high = int(second) if second else low
    if bound == "at least" or dozens:
        high = None
    if bound == "up to":
        low = None
    point = low if low == high else None
    scope, groups = Scope(told.get("scope", "incident")), tuple(told.get("groups", []))
    vague = bool(dozens)
    unit = told.get("unit", "people")
    if "exactly" in told:
        words = told["exactly"]
        span = Span(report.text.index(words, span.start), report.text.index(words, span.start) + len(words))
    return Figure(FigureKind(kind), VICTIMS[victims], low, point, high, words, span, scope, groups, unit, vague)


def _shown(incident: Incident, kind: str, victims: str) -> list[str] | None:
    ranges = incident.ranges.get(kind, {}).get(victims)
    return [_brief(ranges[convention]) for convention in CONVENTIONS] if ranges else None


def _brief(value: Range) -> str:
    return show_range(value).replace(" (provisional: fewer than two independent sources)", " provisional")


def _is_single(incident: Incident, claim: Claim) -> bool:
    return claim.claim_id in incident.claims and any(f.scope is not Scope.CUMULATIVE for f in claim.figures)


def differences(case: Case) -> Sequence[str]:
    """What does not come out as expected, a line each."""
    found = case.found()
    return [
        f"{key}: expected {case.expected[key]}, found {found[key]}" for key in case.expected if found[key] != case.expected[key]
    ]
