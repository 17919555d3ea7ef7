"""The data files, each through the gate: redact, then validate, then write, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from hadba.errors import UsageError
from hadba.model.claim import Claim
from hadba.model.incident import Incident
from hadba.model.report import Report
from hadba.publish import gate
from hadba.publish.acled import acled
from hadba.publish.facts import LICENCE, Facts, facts
from hadba.publish.flat import flat
from hadba.publish.ged import ged
from hadba.publish.geojson import geojson
from hadba.publish.hxl import hxl
from hadba.publish.tally import RULES

Incidents = Sequence[Incident]
Claims = Mapping[str, Claim]
Reports = Mapping[str, Report]

OF_INCIDENTS: Mapping[str, Callable[[Iterable[Facts]], Iterator[str]]] = {
    "acled": acled,
    "ged": ged,
    "hxl": hxl,
    "geojson": geojson,
}
FORMATS = ("jsonl", "claims-jsonl", "csv", *sorted(OF_INCIDENTS))


def export(
    format: str, incidents: Incidents, claims: Claims, reports: Reports, *, convention: str, out: Path, revision: str
) -> Path:
    """Write the selected incidents (and, where the format holds them, their claims) to ``out``; returns it.

    ``revision`` names the state of the ledger; equal ledgers give equal bytes, whatever the order of the arguments.
    """
    lines = export_lines(format, incidents, claims, reports, convention=convention, revision=revision)
    return gate.write(out, lines)


def export_lines(
    format: str, incidents: Incidents, claims: Claims, reports: Reports, *, convention: str, revision: str
) -> Iterator[str]:
    """The same as lines, for stdout."""
    if format not in FORMATS:
        raise UsageError(f"There is no export format {format!r}; choose from {', '.join(FORMATS)}.")
    if convention not in RULES:
        raise UsageError(f"There is no rule {convention!r} for ranges; choose from {', '.join(RULES)}.")
    released = gate.release(incidents, claims, reports)
    ordered = sorted(released.incidents, key=lambda i: (i.when.start or date.max, i.incident_id))
    if format == "claims-jsonl":
        return _claim_lines(released.claims)
    held = (  # one at a time: memory stays the same however long the file
        facts(i, released.claims, released.reports, fuzzed=released.fuzzed, convention=convention, revision=revision)
        for i in ordered
    )
    if format == "jsonl":
        return (_line(IncidentLine.of(f)) for f in held)
    if format == "csv":
        return flat(held, released.claims, released.reports, revision=revision)
    return OF_INCIDENTS[format](held)


def _claim_lines(claims: Claims) -> Iterator[str]:
    """The claims in the interchange format, by report and place in it."""
    return (_line(c) for c in sorted(claims.values(), key=lambda c: (c.report_id, c.spans, c.claim_id)))


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident with what makes a release of it: the chosen rule, the revision, the licence."""

    incident: Incident
    location_fuzzed: bool
    convention: str
    revision: str
    licence: str

    @classmethod
    def of(cls, facts: Facts) -> IncidentLine:
        """The line of one incident."""
        return cls(facts.incident, facts.fuzzed, facts.convention, facts.revision, LICENCE)


def _line(record: IncidentLine | Claim) -> str:
    if isinstance(record, IncidentLine):
        flat_record = msgspec.to_builtins(record, order="deterministic")
        whole = {**flat_record.pop("incident"), **flat_record}
        return msgspec.json.encode(whole).decode("utf-8") + "\n"
    return msgspec.json.encode(record, order="deterministic").decode("utf-8") + "\n"
