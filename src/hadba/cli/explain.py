"""``hadba explain``: from a number back to votes, quotes and the rule that made it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from hadba.cli.options import format_option, ledger_option
from hadba.cli.words import days, places, quote, range_words, said, type_words
from hadba.model.claim import Claim
from hadba.model.incident import Incident, Lineage, Range
from hadba.model.report import Report

# What each convention does, in one sentence (the design's rules of reconciliation).
RULES = {
    "airwars": "lowest low to highest top; civilians and people of unstated status; belligerents only where nobody else speaks",
    "ibc": "lowest low if any source says civilian, else 0, to highest top; provisional below two independent sources",
    "ucdp": "all dead; best = the most reliable source, on a tie the lower figure; low needs a certain perpetrator",
}


@click.command()
@click.argument("id")
@format_option
@ledger_option
def explain(id: str, form: str, ledger: str | None) -> None:
    """Open the numbers of an incident: for each range its votes, their quotes, what was left out and why, and the rule.

    ID may be the beginning of an incident's id, or of a claim's: then the incidents that rest on it are explained.
    """
    from hadba import app
    from hadba.settings import settings
    from hadba.store.codec import encode

    with app.open_ledger(settings(ledger=ledger)) as held:
        for incident in app.explained(held, id):
            claims, reports = app.borne_by(held, incident)
            if form == "jsonl":
                click.echo(encode(incident))
            else:
                click.echo("\n".join(_explained(incident, {c.claim_id: c for c in claims}, reports)) + "\n")


def _explained(incident: Incident, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> Iterator[str]:
    yield f"Incident {incident.incident_id}: {type_words(incident.type)}, {days(incident.when)}, {places(incident.where)}"
    yield f"Grade {incident.grade}: {incident.grade_reason} (rules {incident.rule_version})"
    for kind, by_victims in incident.ranges.items():
        for victims, by_convention in by_victims.items():
            for convention, held in by_convention.items():
                yield f"\n{kind}, {victims}, {convention}: {range_words(held)}"
                yield f"  rule: {RULES.get(convention, convention)}"
                yield from _votes(held, kind, claims, reports)
    for kind, held in incident.conceded.items():
        yield f"\n{kind}, conceded by a belligerent, kept apart: {range_words(held)}"
        yield from _votes(held, kind, claims, reports)
    yield f"\n{incident.n_independent} independent of {incident.n_reports} reports"
    for lineage in incident.lineages:
        yield from _lineage(lineage, reports)


def _votes(held: Range, kind: str, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> Iterator[str]:
    for key in held.votes:
        yield from _vote("vote", key, kind, claims, reports)
    for key, rule in held.left_out:
        yield from _vote(f"left out ({rule})", key, kind, claims, reports)


def _vote(label: str, key: str, kind: str, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> Iterator[str]:
    claim = claims.get(key)
    if claim is None:
        yield f"  {label} {key}"
        return
    figures = "; ".join(f'"{f.text}"' for f in claim.figures if f.kind == kind)
    yield f"  {label} {key}: {figures or 'no figure'} - {said(claim)}"
    yield f"      {quote(claim, reports[claim.report_id])}"


def _lineage(lineage: Lineage, reports: Mapping[str, Report]) -> Iterator[str]:
    yield f"  root {_node(lineage.root, reports)}"
    for edge in lineage.edges:
        proof = edge.proof.rule.replace("_", " ") + (f' "{edge.proof.text}"' if edge.proof.text else "")
        yield f"    {_node(edge.child, reports)} repeats {_node(edge.parent, reports)}: {proof}"


def _node(name: str, reports: Mapping[str, Report]) -> str:
    """A report id with its outlet; a placeholder as it is."""
    if name in reports:
        return f"{reports[name].outlet} ({name})"
    return name.removeprefix("source:") + (", not held here" if name.startswith("source:") else "")
