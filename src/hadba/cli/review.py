"""``hadba review``: what needs a person, and the decisions; nothing is overwritten."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from hadba.cli.feedback import tell, tell_unusable
from hadba.cli.options import ledger_option, now
from hadba.cli.words import days, places, toll, type_words
from hadba.errors import UsageError
from hadba.model.decision import Action
from hadba.model.incident import Incident

if TYPE_CHECKING:
    from hadba.review.queue import ReviewItem
    from hadba.store.ledger import SqlLedger

ACTIONS = [action.value for action in Action]
KEYS = {"a": Action.ACCEPT, "r": Action.REJECT, "d": Action.DISCOUNT, "x": Action.REDACT}


@click.command()
@click.argument("action", type=click.Choice(["list", "walk", "log", *ACTIONS]), default="list")
@click.argument("ids", nargs=-1)
@click.option(
    "--set", "values", multiple=True, metavar="PATH=VALUE", help="For correct: figures.0.low=20, when.start=2017-05-28."
)
@click.option("--who", help="Who decides. Default: $HADBA_WHO, else the name of the account.")
@click.option("--why", default="", help="The reason; it is kept with the decision.")
@ledger_option
def review(action: str, ids: tuple[str, ...], values: tuple[str, ...], who: str | None, why: str, ledger: str | None) -> None:
    """Look through what needs a person, and decide.

    list shows the queue, walk goes through it one by one, log shows the decisions so far. The others decide on claims
    or incidents by id: accept, reject, discount (no harm), redact (never published), publish; correct CLAIM --set
    figures.0.low=20; merge ID ID; split CLAIM (from the rest of its incident); undo DECISION.

    Decisions are appended and never erased; the incidents follow at once.
    """
    from hadba.app import keeping, opening, ruling
    from hadba.settings import settings

    name = who or keeping.account()
    with opening.open_ledger(settings(ledger=ledger)) as held:
        if action == "list":
            _list(ruling.queue(held))
        elif action == "log":
            _log(held)
        elif action == "walk":
            _walk(held, name)
        elif not ids:
            raise UsageError(f"Say what to {action}: hadba review {action} ID")
        else:
            decision, derived = ruling.decide(
                held, Action(action), ids, who=name, why=why, now=now(), values=dict(_value(v) for v in values)
            )
            tell(
                f"{action} {', '.join(ids)}: decision {decision.id} by {name}. To take it back: hadba review undo {decision.id}"
            )
            tell_unusable(derived)


def _value(words: str) -> tuple[str, str]:
    """ "when.start=2017-05-28" as path and JSON; a value that is no JSON is taken as a text."""
    import json

    path, sign, value = words.partition("=")
    if not sign:
        raise UsageError(f"{words!r} sets nothing; write --set PATH=VALUE.")
    try:
        json.loads(value)
    except ValueError:
        value = json.dumps(value, ensure_ascii=False)
    return path.strip(), value


def _list(queue: list[tuple[ReviewItem, Incident]]) -> None:
    from hadba.cli.tables import print_table

    rows = [
        (i.incident_id, days(i.when), type_words(i.type), places(i.where), i.grade, "; ".join(item.reasons))
        for item, i in queue
    ]
    print_table(("incident", "when", "what", "where", "grade", "why look"), rows, empty="Nothing waits for a person.")


def _log(held: SqlLedger) -> None:
    from hadba.cli.tables import print_table

    rows = [(d.id, d.at.isoformat(" ", "minutes"), d.action, ", ".join(d.targets), d.who, d.why) for d in held.decisions()]
    print_table(("decision", "when", "what", "on", "who", "why"), rows, empty="No decisions yet.")


def _walk(held: SqlLedger, who: str) -> None:
    """One incident after the other; a key decides, Enter leaves it for later."""
    from hadba.app import looking, ruling
    from hadba.cli.pages import page

    if not sys.stdin.isatty():
        raise UsageError("`hadba review walk` asks questions and needs a terminal; use list, accept, reject ... instead.")
    for item, incident in ruling.queue(held):
        click.echo("\n" + page(incident, *looking.borne_by(held, incident)))
        click.echo(f"killed (airwars) {toll(incident, 'killed', 'airwars')}; why look: {'; '.join(item.reasons)}")
        key = click.prompt("[a]ccept [r]eject [d]iscount [x] redact, Enter = later, [q]uit", default="", show_default=False)
        if key == "q":
            return
        if key in KEYS:
            why = click.prompt("why", default="", show_default=False)
            ruling.decide(held, KEYS[key], [incident.incident_id], who=who, why=why, now=now())
