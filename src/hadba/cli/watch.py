"""``hadba watch``: poll feeds, add what is new, run."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import click

from hadba.cli.feedback import tell
from hadba.cli.main import DONE, QUARANTINED
from hadba.cli.options import jobs_option, ledger_option, now

if TYPE_CHECKING:
    from hadba.ingest.feeds_file import Watch
    from hadba.settings import Settings
    from hadba.store.ledger import SqlLedger

LONGEST_SLEEP = 300.0  # seconds between two looks at what is due


@click.command()
@click.argument("feeds", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FEEDS.toml")
@click.option("--once", is_flag=True, help="Visit what is due once and leave; for cron.")
@click.option("--no-run", is_flag=True, help="Only collect; `hadba run` reads later.")
@click.option("--health", is_flag=True, help="Show how each feed fares, and visit none.")
@ledger_option
@jobs_option
def watch(feeds: Path, once: bool, no_run: bool, health: bool, ledger: str | None, jobs: int | None) -> int:
    """Visit the feeds, site maps and pages of FEEDS.toml, add what is new and run.

    It asks politely: robots.txt, conditional requests, a pause between requests to one host, longer pauses after
    failures. It may be stopped at any time (Ctrl-C, or a TERM signal) and goes on where it stopped.
    """
    from hadba.app import opening
    from hadba.ingest.feeds_file import read_feeds_file
    from hadba.settings import settings

    watched = read_feeds_file(feeds)
    chosen = settings(ledger=ledger, jobs=jobs)
    with opening.open_ledger(chosen, create=True) as held:
        if health:
            _show_health(held, watched)
            return DONE
        with _stopped_by_signals() as stop:
            return _watch(held, watched, chosen, once=once, run=not no_run, stop=stop)


def _watch(held: SqlLedger, watched: Watch, chosen: Settings, *, once: bool, run: bool, stop: Event) -> int:
    from hadba.app import reading
    from hadba.app.watching import Watcher
    from hadba.ingest.cells import Cells

    code = DONE
    with Cells() as cells:
        watcher = Watcher(held, watched, cells=cells, clock=now, tell=_tell_at, stop=stop)
        while not stop.is_set():
            done = watcher.round()
            code = QUARANTINED if done.refused or done.failed else code
            if done.new or done.failed or once:
                _tell_at(f"{done.new} new reports, {done.known} known, {done.refused} refused, {done.failed} visits failed")
            if run and done.new and not stop.is_set():
                ran = reading.run(chosen, rebuild=False, now=now())
                _tell_at(f"{ran.read} reports read, {ran.derived.incidents} incidents")
            if once:
                return code
            due = watcher.next_due()
            stop.wait(min(max((due - now()).total_seconds(), 1.0), LONGEST_SLEEP) if due else 1.0)
    _tell_at("Stopped; the same command goes on from here.")
    return DONE


def _tell_at(sentence: str) -> None:
    tell(f"{now():%Y-%m-%d %H:%M:%S}  {sentence}")


@contextmanager
def _stopped_by_signals() -> Iterator[Event]:
    """An event that the first INT or TERM sets; a second INT interrupts at once."""
    stop = Event()

    def ask(number: int, _frame: Any) -> None:
        if stop.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        stop.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _show_health(held: SqlLedger, watched: Watch) -> None:
    from hadba.cli.tables import print_table

    known = held.visits.known(feed.url for feed in watched.feeds)
    rows = []
    for feed in watched.feeds:
        visit = known.get(feed.url)
        counts = held.visits.counts(feed.url)
        pages = f"{counts.get('done', 0)} / {counts.get('waiting', 0)} / {counts.get('given_up', 0)}"
        if visit is None:
            rows.append((feed.url, "never visited", "", pages, ""))
            continue
        health = "well" if visit.failures == 0 else f"{visit.failures} failures"
        success = f"{visit.last_success:%Y-%m-%d %H:%M}" if visit.last_success else "never"
        rows.append((visit.moved or feed.url, health, success, pages, visit.told))
    print_table(("feed", "health", "last success", "pages done / waiting / given up", "last"), rows, empty="No feeds.")
