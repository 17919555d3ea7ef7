"""``hadba incidents``, ``hadba claims`` and ``hadba show``: look at what the ledger holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from hadba.cli.feedback import tell
from hadba.cli.files import write_records
from hadba.cli.options import convention_option, format_option, ledger_option, output_option, selection_options
from hadba.cli.words import days, places, said, toll, type_words
from hadba.model.claim import Claim
from hadba.model.incident import Incident
from hadba.model.report import Report

UNREVIEWED = "proposed"  # the state that the machine gives

if TYPE_CHECKING:
    from hadba.store.ledger import SqlLedger


@click.command()
@selection_options
@convention_option
@format_option
@output_option
@ledger_option
def incidents(form: str, output: str, convention: str, ledger: str | None, **chosen: Any) -> None:
    """List incidents with their ranges, sources and grades, in order of their first day.

    "Sources" counts independent lineages, then reports: 2 of 5 says that five reports go back to two sources. A file
    (-o) is always JSONL.
    """
    from hadba.app import looking, opening
    from hadba.settings import settings

    with opening.open_ledger(settings(ledger=ledger)) as held:
        found = looking.incidents(held, looking.Selection(**chosen))
        if form == "jsonl" or output != "-":
            write_records(found, output)
        else:
            incident_table(found, convention)
        _tell_unread(held)


def incident_table(found: Iterable[Incident], convention: str) -> None:
    """One row an incident."""
    from hadba.cli.tables import print_table

    rows = [
        (
            i.incident_id,
            days(i.when),
            type_words(i.type),
            places(i.where),
            toll(i, "killed", convention),
            toll(i, "injured", convention),
            f"{i.n_independent} of {i.n_reports}",
            i.grade if i.review_state == UNREVIEWED else f"{i.grade} ({i.review_state})",
        )
        for i in found
    ]
    columns = ("incident", "when", "what", "where", "killed", "injured", "sources", "grade")
    print_table(columns, rows, empty="No incidents. Add reports with `hadba add`, then `hadba run`.")


@click.command()
@click.option("--report", help="Only claims of this report id.")
@click.option("--incident", help="Only claims of this incident id.")
@click.option("--family", type=click.Choice(["event", "control", "condition"]), help="Only this family.")
@click.option("--type", "type_", help="Only this type (air_strike, holds, water ...).")
@format_option
@output_option
@ledger_option
def claims(
    report: str | None, incident: str | None, family: str | None, type_: str | None, form: str, output: str, ledger: str | None
) -> None:
    """List claims: who says what, where and when, as the machine read it; ordered by report, then place in the text.

    A file (-o) is always JSONL.
    """
    from hadba.app import looking, opening
    from hadba.settings import settings

    with opening.open_ledger(settings(ledger=ledger)) as held:
        found = looking.claims(held, report=report, incident=incident, family=family, type=type_)
        if form == "jsonl" or output != "-":
            write_records(found, output)
        else:
            _claim_table(found)
        _tell_unread(held)


def _claim_table(found: Iterable[Claim]) -> None:
    from hadba.cli.tables import print_table

    rows = [
        (
            c.claim_id,
            days(c.when),
            type_words(c.type),
            places(c.where),
            "; ".join(f.text for f in c.figures),
            said(c),
            c.report_id,
        )
        for c in found
    ]
    columns = ("claim", "when", "what", "where", "figures", "who says it", "report")
    print_table(columns, rows, empty="No claims. Add reports with `hadba add`, then `hadba run`.")


@click.command()
@click.argument("id")
@format_option
@ledger_option
def show(id: str, form: str, ledger: str | None) -> None:
    """Show one report, claim, incident or decision.

    ID may be the beginning of an id, as long as it means one thing only.
    """
    from hadba.app import looking, opening
    from hadba.cli.archive import archived
    from hadba.cli.pages import page
    from hadba.settings import settings

    with opening.open_ledger(settings(ledger=ledger)) as held:
        record = looking.find(held, id)
        if form == "jsonl":
            write_records([record], "-")
        else:
            claims, reports = looking.borne_by(held, record)
            click.echo(page(record, claims, reports))
            for bearing, capture in held.archive.bearings(reports) if len(reports) == 1 else ():
                click.echo("\n" + archived(bearing, capture))
            for other in looking.versions(held, record) if isinstance(record, Report) else ():
                changed = other.updated or other.published
                click.echo(f"Another version: {other.id}{f', {changed}' if changed else ''}")


def _tell_unread(held: SqlLedger) -> None:
    from hadba.app import opening

    if unread := held.count_unread(opening.reader_version(held)):
        tell(f"{unread} report{'s are' if unread > 1 else ' is'} not read yet by this version: hadba run")
