"""``hadba explain``: from a number back to votes, quotes and the rule that made it."""

from __future__ import annotations

import click

from hadba.cli.files import write_records
from hadba.cli.options import format_option, ledger_option
from hadba.cli.words import days, places, type_words

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
    """Open the numbers of an incident: for each range its votes, their quotes, what was left out and why, the rule; why its
    reports are one incident, and which near ones are not.

    ID may be the beginning of an incident's id, or of a claim's: then the incidents that rest on it are explained.
    """
    from hadba.app import looking, opening
    from hadba.app.reasons import reasons
    from hadba.reconcile import explain as account_of
    from hadba.settings import settings

    with opening.open_ledger(settings(ledger=ledger)) as held:
        found = looking.explained(held, id)
        if form == "jsonl":
            write_records(found, "-")
            return
        for incident in found:
            claims, reports = looking.borne_by(held, incident)
            click.echo(f"{type_words(incident.type)}, {days(incident.when)}, {places(incident.where)}")
            click.echo("\n".join(account_of(incident, claims, reports)))
            for line in reasons(held, incident, {c.claim_id: c for c in claims}, reports):
                click.echo(line)
            used = {convention for by in incident.ranges.values() for held_by in by.values() for convention in held_by}
            click.echo(
                "".join(f"\nRule {name}: {RULES[name]}." for name in RULES if name in used)
                + f"\nRules {incident.rule_version}.\n"
            )
