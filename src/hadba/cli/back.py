"""``hadba import``: the full CSV, edited in a spreadsheet, back as decisions."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

import click

from hadba.cli.feedback import tell, tell_unusable
from hadba.cli.main import DONE, QUARANTINED
from hadba.cli.options import ledger_option, now


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--apply", "store", is_flag=True, help="Record the changes as decisions; without it they are only shown.")
@click.option("--who", help="Who decides. Default: $HADBA_WHO, else the name of the account.")
@click.option("--why", default="edited in a spreadsheet", show_default=True, help="The reason; it is kept with the decisions.")
@ledger_option
def import_(file: Path, store: bool, who: str | None, why: str, ledger: str | None) -> int:
    """Read back a CSV that `hadba export --format csv` wrote and a person edited.

    It shows each changed cell, and each cell that cannot be taken with the reason. With --apply the changes become
    decisions of the person, which can be undone; cells that cannot be taken change nothing.
    """
    from hadba.app import opening, returning
    from hadba.settings import settings

    name = who or os.environ.get("HADBA_WHO") or getpass.getuser()
    with opening.open_ledger(settings(ledger=ledger)) as held:
        found = returning.read_back(held, file, who=name)
        for change in found.changes:
            old, new = change.old or "(empty)", change.new or "(empty)"
            click.echo(f"line {change.line}, {change.column}: {old} -> {new}  [{change.claim_id}]")
        for fault in found.faults:
            tell(f"line {fault.line}{f', {fault.column}' if fault.column else ''}: {fault.reason}")
        if store and found.changes:
            derived = returning.take_back(held, found.changes, who=name, why=why, now=now())
            tell_unusable(derived)
            tell(f"{len(found.changes)} changes by {name} are recorded; `hadba review log` lists them.")
        elif found.changes:
            tell(f"{len(found.changes)} changes; nothing is stored without --apply.")
        else:
            tell("No changes.")
    return QUARANTINED if found.faults else DONE
