"""Reports in: read without a ledger, added to one, and run through the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache, partial
from itertools import chain, islice

from hadba import pipeline
from hadba.app.opening import open_ledger, reader_version
from hadba.app.taking import take_all
from hadba.engine.in_process import InProcess
from hadba.engine.process_pool import ProcessPool
from hadba.extract.screen import bears_claims
from hadba.ingest import Intake, read_sources
from hadba.ingest.guard import networks
from hadba.lexicon.written_names import written_names
from hadba.model.ports import Engine
from hadba.model.quarantine import Quarantined
from hadba.model.reading import Reading
from hadba.model.report import Report
from hadba.model.where import Place
from hadba.resolve.where import gazetteer_of
from hadba.settings import FEW_REPORTS, Settings, cores
from hadba.text.parsing import SpacyParser


def engine_for(settings: Settings, reports: int) -> Engine:
    """In this process for a few reports or one job, else a pool."""
    jobs = settings.jobs_for(reports)
    return InProcess() if jobs == 1 else ProcessPool(jobs)


@cache
def make_tools(own_places: tuple[Place, ...], *, screen: bool = False) -> pipeline.Tools:
    """The parser and the gazetteer, once a process; ``screen``: read only reports that may bear a claim."""
    return pipeline.Tools(SpacyParser(written_names), gazetteer_of(own_places), bears_claims if screen else None)


def read_without_ledger(
    settings: Settings, paths: Sequence[str], *, outlet: str | None, today: date, own_places: Iterable[Place] = ()
) -> Iterator[pipeline.Outcome]:
    """What stands in each report of ``paths``, in the order of the input; quarantined input first come, first told."""
    bad: list[Quarantined] = []
    reports = _only_reports(read_sources(paths, outlet=outlet, today=today), bad)
    first = list(islice(reports, FEW_REPORTS))
    tools = partial(make_tools, tuple(own_places), screen=settings.screen)
    engine = engine_for(settings, len(first))
    for outcomes in pipeline.read_reports(chain(first, reports), engine=engine, tools=tools):
        yield from bad
        bad.clear()
        yield from outcomes
    yield from bad


def read_linked(
    settings: Settings, paths: Sequence[str], *, outlet: str | None, today: date, own_places: Iterable[Place] = ()
) -> Iterator[pipeline.Outcome]:
    """The same, with events linked across reports: all are read before the first comes out, quarantined input first."""
    readings: list[Reading] = []
    for outcome in read_without_ledger(settings, paths, outlet=outlet, today=today, own_places=own_places):
        if isinstance(outcome, Quarantined):
            yield outcome
        else:
            readings.append(outcome)
    yield from pipeline.link_mentions(readings)


def _only_reports(sources: Iterable[Report | Quarantined], bad: list[Quarantined]) -> Iterator[Report]:
    for source in sources:
        if isinstance(source, Quarantined):
            bad.append(source)
        else:
            yield source


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
            tools=partial(make_tools, tuple(ledger.places()), screen=settings.screen),
            version=version,
            at=now,
            tick=begin(count),
        )
