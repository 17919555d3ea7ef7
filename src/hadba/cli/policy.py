"""``hadba policy``: what a ledger lets out."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

import click

from hadba.cli.feedback import tell
from hadba.cli.options import ledger_option, now


@click.group()
def policy() -> None:
    """What may be published from this ledger: states of review, embargoes, blurred places, names.

    The policy is a YAML file that is kept in the ledger; every output (data files, briefs, the site) obeys it.
    """


@policy.command("show")
@ledger_option
def show_policy(ledger: str | None) -> None:
    """Print the policy as it was set, or say that there is none."""
    from hadba.app import opening, outgoing
    from hadba.settings import settings

    with opening.open_ledger(settings(ledger=ledger)) as held:
        text = held.note(outgoing.POLICY_NOTE)
    if text:
        click.echo(text.rstrip("\n"))
    else:
        tell(
            "No policy is set: names of victims are withheld, sheltered places blurred, unreviewed incidents published as such."
        )


@policy.command("set")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--who", help="Who decides. Default: $HADBA_WHO, else the name of the account.")
@ledger_option
def put_policy(file: Path, who: str | None, ledger: str | None) -> None:
    """Make FILE the policy; it is checked first, and recorded in the audit chain."""
    from hadba.app import opening, outgoing
    from hadba.settings import settings

    with opening.open_ledger(settings(ledger=ledger)) as held:
        name = who or os.environ.get("HADBA_WHO") or getpass.getuser()
        outgoing.set_policy(held, file.read_text(encoding="utf-8"), who=name, at=now())
    tell(f"{file} is now the publishing policy of the ledger.")


@policy.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check_policy(file: Path) -> None:
    """Say whether FILE is a policy, and set nothing."""
    from hadba.publish.gate import read_policy

    found = read_policy(file.read_text(encoding="utf-8"))
    states = ", ".join(sorted(found.states))
    tell(f"{file} is a policy: {len(found.embargoes)} embargoes; published are rows in the states {states}.")
