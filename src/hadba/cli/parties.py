"""``hadba sources`` and ``hadba actors``: who publishes, and who fights or speaks."""

from __future__ import annotations

import json

import click

from hadba.cli.files import write_records
from hadba.cli.options import format_option, ledger_option

ALIASES_SHOWN = 6


@click.command()
@format_option
@ledger_option
def sources(form: str, ledger: str | None) -> None:
    """List the outlets in the ledger, with their reports and the days that these cover."""
    from hadba.app import opening
    from hadba.settings import settings

    with opening.open_ledger(settings(ledger=ledger)) as held:
        found = held.sources()
    if form == "jsonl":
        for outlet, reports, first, last in found:
            click.echo(json.dumps({"outlet": outlet, "reports": reports, "first": first, "last": last}, ensure_ascii=False))
        return
    from hadba.cli.tables import print_table

    rows = [(outlet, str(reports), first or "-", last or "-") for outlet, reports, first, last in found]
    print_table(("outlet", "reports", "first", "last"), rows, empty="No reports yet: hadba add PATH")


@click.group()
def actors() -> None:
    """The dictionary of armed and civil parties."""


@actors.command("list")
@click.option("--country", metavar="ISO", help="Only parties with a role in the wars of this country (IQ, SY, YE ...).")
@click.option("--name", help="Only parties whose name or alias holds these letters.")
@format_option
def list_(country: str | None, name: str | None, form: str) -> None:
    """List the parties that Hadba knows, with their aliases and dated roles."""
    from hadba.lexicon.actors import dictionary

    found = sorted(dictionary().by_id.values(), key=lambda a: a.id)
    if country:
        found = [a for a in found if any(r.theatre == country.upper() for r in a.roles)]
    if name:
        found = [a for a in found if any(name.casefold() in n.casefold() for n in (a.name, *a.aliases))]
    if form == "jsonl":
        write_records(found, "-")
        return
    from hadba.cli.tables import print_table

    rows = [
        (a.id, a.name, a.kind, ", ".join(a.aliases[:ALIASES_SHOWN]), "; ".join(f"{r.theatre}: {r.side}" for r in a.roles))
        for a in found
    ]
    print_table(("id", "name", "kind", "also called", "roles"), rows, empty="No such party.")
