"""Reports in: added to a ledger, and run through the stages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from hadba import pipeline
from hadba.app.opening import open_ledger, reader_version
from hadba.app.own_places import own_places
from hadba.app.taking import take_all
from hadba.app.telling import engine_for, make_tools
from hadba.ingest import Intake
from hadba.ingest.guard import networks
from hadba.settings import Settings, cores


def add(
    settings: Settings,
    paths: Sequence[str],
    *,
    now: datetime,
    outlet: str | None = None,
    columns: Mapping[str, str] | None = None,
    date_order: str | None = None,
    private: Sequence[str] = (),
    tick: pipeline.Tick | None = None,
) -> pipeline.Added:
    """Reports of ``paths`` (files, folders, addresses) into the ledger, which is started where there is none, and their
    bytes into its archive."""
    with open_ledger(settings, create=True) as ledger:
        intake = Intake(now.date(), outlet, columns or {}, date_order, jobs=settings.jobs or cores())
        taken = take_all(paths, archive=ledger.archive, intake=intake, private=networks(private), at=now)
        return pipeline.add(ledger, taken, at=now, tick=tick)


def run(
    settings: Settings, *, rebuild: bool, now: datetime, begin: Callable[[int], pipeline.Tick | None] = lambda _: None
) -> pipeline.Ran:
    """Read what is new and derive the incidents; ``begin`` is told how many reports there are and gives the progress."""
    with open_ledger(settings) as ledger:
        if rebuild:
            ledger.forget_readings()
        version = reader_version(ledger) + ("" if settings.screen else "-whole")
        count = ledger.count_unread(version)
        return pipeline.run(
            ledger,
            engine=engine_for(settings, count),
            tools=partial(make_tools, own_places(ledger), screen=settings.screen),
            version=version,
            at=now,
            tick=begin(count),
        )
