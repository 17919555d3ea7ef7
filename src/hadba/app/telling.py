"""Reports read without a ledger, and what reading needs: no database is loaded for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from itertools import chain, islice
from typing import TypeVar

from hadba import pipeline
from hadba.engine.in_process import InProcess
from hadba.engine.process_pool import ProcessPool
from hadba.extract.screen import bears_claims
from hadba.ingest import read_sources
from hadba.lexicon.written_names import written_names
from hadba.model.ports import Engine
from hadba.model.quarantine import Quarantined
from hadba.model.reading import Reading
from hadba.model.report import Report
from hadba.model.where import Place
from hadba.resolve.where import OwnSource, gazetteer_of
from hadba.settings import FEW_REPORTS, Settings
from hadba.text.parsing import SpacyParser

T = TypeVar("T")


def engine_for(settings: Settings, reports: int) -> Engine:
    """In this process for a few reports or one job, else a pool."""
    jobs = settings.jobs_for(reports)
    return InProcess() if jobs == 1 else ProcessPool(jobs)


@cache
def make_tools(own: tuple[Place, ...] | OwnSource | None = None, *, screen: bool = False) -> pipeline.Tools:
    """The parser and the gazetteer, once a process; ``screen``: read only reports that may bear a claim."""
    return pipeline.Tools(SpacyParser(written_names), gazetteer_of(own or ()), bears_claims if screen else None)


def tell_without_ledger(
    settings: Settings,
    paths: Sequence[str],
    *,
    tell: Callable[[Reading], T],
    outlet: str | None,
    today: date,
    own: OwnSource | None = None,
) -> Iterator[T | Quarantined]:
    """What ``tell`` (picklable) makes of each report of ``paths``, in the order of the input; quarantined input first come,
    first told."""
    bad: list[Quarantined] = []
    reports = _only_reports(read_sources(paths, outlet=outlet, today=today), bad)
    first = list(islice(reports, FEW_REPORTS))
    tools = partial(make_tools, own, screen=settings.screen)
    engine = engine_for(settings, len(first))
    for outcomes in pipeline.tell_reports(chain(first, reports), engine=engine, tools=tools, tell=tell):
        yield from bad
        bad.clear()
        yield from outcomes
    yield from bad


def read_without_ledger(
    settings: Settings, paths: Sequence[str], *, outlet: str | None, today: date, own: OwnSource | None = None
) -> Iterator[pipeline.Outcome]:
    """What stands in each report of ``paths``, in the order of the input."""
    return tell_without_ledger(settings, paths, tell=_whole, outlet=outlet, today=today, own=own)


def _whole(reading: Reading) -> Reading:
    return reading


def read_linked(
    settings: Settings, paths: Sequence[str], *, outlet: str | None, today: date, own: OwnSource | None = None
) -> Iterator[pipeline.Outcome]:
    """The same, with events linked across reports: all are read before the first comes out, quarantined input first."""
    readings: list[Reading] = []
    for outcome in read_without_ledger(settings, paths, outlet=outlet, today=today, own=own):
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
