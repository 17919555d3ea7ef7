"""``hadba diff``: what changed among the incidents since a day, and why."""

from __future__ import annotations

from datetime import date, datetime, time

import click

from hadba.cli.files import write_records
from hadba.cli.options import Day, format_option, ledger_option, output_option
from hadba.cli.words import days, places, type_words

HEADINGS = {"new": "New", "restated": "Restated", "merged": "Merged", "withdrawn": "Withdrawn"}


@click.command()
@click.option("--since", type=Day(), required=True, metavar="DAY", help="The first day whose changes are told (YYYY-MM-DD).")
@format_option
@output_option
@ledger_option
def diff(since: date, form: str, output: str, ledger: str | None) -> None:
    """Tell which incidents are new, restated, merged or withdrawn since a day, and why.

    The day is that of `hadba run` or of the decision that changed them, not that of the happening. A file (-o) is always
    JSONL.
    """
    from hadba.app import history, opening
    from hadba.settings import settings

    with opening.open_ledger(settings(ledger=ledger)) as held:
        found = list(history.difference(held, datetime.combine(since, time.min).astimezone()))
    if form == "jsonl" or output != "-":
        write_records(found, output)
        return
    if not found:
        click.echo(f"Nothing changed since {since}.")
    for kind, heading in HEADINGS.items():
        for n, one in enumerate(d for d in found if d.kind == kind):
            click.echo(f"{heading}:" if n == 0 else "", nl=n == 0)
            now = f"{type_words(one.now.type)}, {days(one.now.when)}, {places(one.now.where)}" if one.now else "no more"
            click.echo(f"  {one.incident_id}: {now}")
            for words in one.what:
                click.echo(f"    {words}")
