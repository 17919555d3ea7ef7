"""``hadba add`` and ``hadba run``: reports into the ledger, incidents out of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

import click

from hadba.cli.feedback import list_quarantined, progress, tell, tell_unusable
from hadba.cli.options import (
    PathOrAddress,
    columns_option,
    date_order_option,
    jobs_option,
    ledger_option,
    now,
    outlet_option,
    private_option,
    screen_option,
)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH|URL...", type=PathOrAddress(exists=True, allow_dash=True))
@outlet_option
@columns_option
@date_order_option
@private_option
@ledger_option
@jobs_option
def add(
    paths: tuple[str, ...],
    outlet: str | None,
    columns: tuple[tuple[str, str], ...],
    date_order: str | None,
    private: tuple[str, ...],
    ledger: str | None,
    jobs: int | None,
) -> int:
    """Put reports into the ledger: files, folders and addresses, or - for stdin.

    Text, JSONL, CSV, HTML, PDF, DOCX, EML, mbox, RSS, Atom and JSON feeds, WARC, WACZ, ZIP, Telegram and WhatsApp
    exports. Their bytes are archived first. A report that the ledger holds already is not added again. What cannot be used
    is kept apart and listed at the end.
    """
    from hadba.app import reading
    from hadba.settings import settings

    chosen = settings(ledger=ledger, jobs=jobs)
    with progress("Adding reports") as tick:
        added = reading.add(
            chosen,
            paths,
            now=now(),
            outlet=outlet,
            columns=dict(columns),
            date_order=date_order,
            private=private,
            tick=tick,
        )
    known = f", {len(added.known)} there already" if added.known else ""
    tell(f"{_count(len(added.new), 'new report')}{known}, in {chosen.ledger_shown}. Next: hadba run")
    return list_quarantined(added.refused)


@click.command()
@click.option("--rebuild", is_flag=True, help="Derive all anew from the reports and decisions.")
@ledger_option
@jobs_option
@screen_option
def run(rebuild: bool, ledger: str | None, jobs: int | None, no_screen: bool) -> int:
    """Read what is new, then link all claims and derive the incidents.

    It may be stopped at any time and goes on where it stopped; run twice, it changes nothing.
    """
    from hadba.app import reading
    from hadba.settings import settings

    with ExitStack() as stack:

        def begin(count: int) -> Callable[[int], None]:
            return stack.enter_context(progress("Reading reports", count))

        ran = reading.run(settings(ledger=ledger, jobs=jobs, screen=not no_screen), rebuild=rebuild, now=now(), begin=begin)
    tell(f"{_count(ran.read, 'report')} read, {_count(ran.derived.incidents, 'incident')}. Next: hadba incidents, hadba brief")
    if ran.derived.anew:
        tell("The rules of linking or reconciling changed; all incidents were derived anew. What is other: hadba diff")
    tell_unusable(ran.derived)
    return list_quarantined((*ran.refused, *ran.derived.refused))


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"
