"""The published part of a ledger as JSON lines: sources, then claims, then incidents, each in a fixed order.

Equal ledgers give equal bytes. Texts of reports stay behind: their address and hash stand for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from hadba.model.claim import Claim
from hadba.model.incident import Incident
from hadba.model.report import Report
from hadba.publish.gate import release


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A report without its text."""

    report_id: str
    outlet: str
    title: str | None
    published: date | None
    url: str | None
    lang: str | None
    sha256: str


def jsonl(incidents: Sequence[Incident], claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> Iterator[str]:
    """The lines, each with its end; what is not to be published does not pass."""
    out = release(incidents, claims, reports)
    shown = sorted(out.claims.values(), key=lambda c: (c.report_id, c.spans, c.claim_id))
    for key in sorted({c.report_id for c in shown}):
        yield _line("source", _source(out.reports[key]))
    for claim in shown:
        yield _line("claim", claim)
    for incident in out.incidents:
        yield _line("incident", incident)


def _source(report: Report) -> SourceLine:
    return SourceLine(report.id, report.outlet, report.title, report.published, report.url, report.lang, report.sha256)


def _line(kind: str, record: SourceLine | Claim | Incident) -> str:
    return msgspec.json.encode({kind: record}, order="deterministic").decode("utf-8") + "\n"
