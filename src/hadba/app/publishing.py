"""What leaves a ledger: the brief and the data files, through the gate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hadba.app.looking import Selection
from hadba.model.claim import Claim
from hadba.model.incident import Incident
from hadba.model.report import Report
from hadba.publish import gate
from hadba.publish.brief import brief
from hadba.publish.export import export_lines
from hadba.review import rulings
from hadba.store.ledger import SqlLedger


@dataclass(frozen=True, slots=True)
class Material:
    """What an output is made of: incidents in order, the ruled claims that they and the rest of the ledger rest on, reports."""

    incidents: tuple[Incident, ...]
    claims: dict[str, Claim]
    reports: dict[str, Report]


def material(ledger: SqlLedger, selection: Selection) -> Material:
    """The selected incidents, and all claims (as ruled) but those of the incidents that were not selected."""
    held = list(ledger.incidents())
    chosen = tuple(i for i in held if selection.admits(i))
    kept = {i.incident_id for i in chosen}
    barred = {c for i in held if i.incident_id not in kept for c in i.claims}
    ruled = rulings.apply(ledger.claims(), ledger.decisions()).claims
    return Material(chosen, {c.claim_id: c for c in ruled if c.claim_id not in barred}, {r.id: r for r in ledger.reports()})


def write_brief(ledger: SqlLedger, selection: Selection, *, convention: str, form: str, out: Path | None) -> str:
    """The brief in Markdown or HTML; also written to ``out``, whole or not at all, where that is given."""
    held = material(ledger, selection)
    text = brief(
        held.incidents,
        held.claims,
        held.reports,
        convention=convention,
        since=selection.since,
        until=selection.until,
        place=selection.place,
        format=form,
    )
    if out:
        gate.write(out, [text])
    return text


def revision(ledger: SqlLedger) -> str:
    """The name of the ledger's state: how many reports and decisions it holds, and the beginning of a hash of them."""
    count, digest = ledger.contents()
    return f"{count}-{digest[:12]}"


def export(ledger: SqlLedger, selection: Selection, *, format: str, convention: str) -> Iterator[str]:
    """The lines of a data file of what is selected and may be published."""
    held = material(ledger, selection)
    return export_lines(format, held.incidents, held.claims, held.reports, convention=convention, revision=revision(ledger))
