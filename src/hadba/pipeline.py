"""The order of the stages, known here and nowhere else.

One report at a time, on any engine:   parse -> extract -> resolve
Over the ledger, what changed:         decisions -> link -> reconcile   (see ``deriving``)

The second half is a pure function of claims, decisions and reports, so that neither the order of the reports nor the
number of runs shows in what comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from hadba.deriving import Derived, derive
from hadba.edition import rules_version
from hadba.errors import GazetteerError, HadbaError, LanguageModelError, LexiconError
from hadba.extract.read import read
from hadba.link import link_claims
from hadba.log import logger
from hadba.model.capture import Bearing, Borne
from hadba.model.claim import Family
from hadba.model.ports import Engine, Gazetteer, LanguageModel, Ledger
from hadba.model.quarantine import Quarantined
from hadba.model.reading import Reading
from hadba.model.report import Report
from hadba.resolve.happening.silent import silent_claims
from hadba.resolve.resolve import resolve

BATCH_REPORTS = 32
BATCH_CHARACTERS = 60_000  # some 5 s of work: what an interrupt may cost, a worker
ADD_REPORTS = 500  # a transaction
SAMPLE = 200  # characters of a refused report that are kept beside the reason
BROKEN_INSTALL = (GazetteerError, LanguageModelError, LexiconError)  # no report's fault: the run ends and says so

T = TypeVar("T")
Outcome = Reading | Quarantined
Tick = Callable[[int], None]  # told how many reports are done since the last time


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading a report needs from outside."""

    parser: LanguageModel
    gazetteer: Gazetteer
    screen: Callable[[str], bool] | None = None  # whether a text need be read; null reads all


@dataclass(frozen=True, slots=True)
class ReadReports:
    """Reads a batch. Picklable: it carries the way to make the tools (each process keeps its own), not the tools."""

    tools: Callable[[], Tools]

    def __call__(self, batch: Sequence[Report]) -> list[Outcome]:
        tools = self.tools()
        texts = [r.text if tools.screen is None or tools.screen(r.text) else None for r in batch]
        try:
            parses = tools.parser.parse(text for text in texts if text is not None)
            parsed = [None if text is None else next(parses) for text in texts]
        except BROKEN_INSTALL:
            raise
        except Exception as error:  # noqa: BLE001 - whatever one text does to the parser, the others go on
            if len(batch) == 1:
                return [refused(batch[0], error)]
            return [outcome for report in batch for outcome in self([report])]
        outcomes: list[Outcome] = []
        for report, words in zip(batch, parsed, strict=True):
            if words is None:
                outcomes.append(Reading(report))
                continue
            try:
                outcomes.append(resolve(read(report, words, tools.gazetteer), words, tools.gazetteer))
            except BROKEN_INSTALL:
                raise
            except Exception as error:  # noqa: BLE001 - a report that breaks a reader is quarantined, the others go on
                outcomes.append(refused(report, error))
        return outcomes


@dataclass(frozen=True, slots=True)
class TellReports(Generic[T]):
    """Reads a batch and gives what ``tell`` makes of each reading: less to carry from a process than the reading itself."""

    read: ReadReports
    tell: Callable[[Reading], T]

    def __call__(self, batch: Sequence[Report]) -> list[T | Quarantined]:
        return [outcome if isinstance(outcome, Quarantined) else self.tell(outcome) for outcome in self.read(batch)]


def link_mentions(readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings, in order, with one event key for each happening across the reports; nothing else changes."""
    reports = {r.report.id: r.report for r in readings}
    told = [c for r in readings for c in (*(c for c in r.claims if c.family is Family.EVENT), *silent_claims(r))]
    keys = {
        (claim.report_id, claim.happening): cluster.incident_id
        for cluster in link_claims(told, reports)
        for claim in cluster.claims
    }
    for r in readings:
        events = (replace(e, incident=keys.get((r.report.id, e.incident), e.incident)) for e in r.events)
        yield replace(r, events=tuple(events))


def refused(report: Report, error: Exception) -> Quarantined:
    """A report that could not be read, with the reason; the traceback goes to the log."""
    logger().error("report not read", report=report.id, exc_info=error)
    why = str(error) if isinstance(error, HadbaError) else f"{type(error).__name__}: {error}"
    return Quarantined(
        report.id, f"It could not be read ({why}); the rest of the reports went on.", "extract", report.text[:SAMPLE]
    )


def lost(report: Report) -> Quarantined:
    """A report on which a worker process died twice."""
    return Quarantined(report.id, "The process that read it died twice; the rest went on.", "extract", report.text[:SAMPLE])


def batches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """Cut into batches, bounded by count and by characters."""
    batch: list[Report] = []
    size = 0
    for report in reports:
        if batch and (len(batch) >= BATCH_REPORTS or size + len(report.text) > BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(report)
        size += len(report.text)
    if batch:
        yield batch


def read_reports(reports: Iterable[Report], *, engine: Engine, tools: Callable[[], Tools]) -> Iterator[list[Outcome]]:
    """What was read in each report, or why it was not; batch by batch, in the order given."""
    return engine.map(ReadReports(tools), batches(reports), lost=lost)


def tell_reports(
    reports: Iterable[Report], *, engine: Engine, tools: Callable[[], Tools], tell: Callable[[Reading], T]
) -> Iterator[list[T | Quarantined]]:
    """The same, as ``tell`` (picklable) puts it where the report is read."""
    return engine.map(TellReports(ReadReports(tools), tell), batches(reports), lost=lost)


# -- the whole ledger ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Added:
    """What ``add`` did: ids new, ids that were there already, and what could not be used."""

    new: tuple[str, ...]
    known: tuple[str, ...]
    refused: tuple[Quarantined, ...]


def add(ledger: Ledger, sources: Iterable[Report | Quarantined | Borne], *, at: datetime, tick: Tick | None = None) -> Added:
    """Put reports into the ledger, some hundred a transaction, with what they were read from where that is archived; what
    cannot be used is kept in quarantine."""
    new: list[str] = []
    known: list[str] = []
    kept_out: list[Quarantined] = []
    batch: list[Report] = []
    bearings: list[tuple[Report, Bearing]] = []

    def flush() -> None:
        good, clashing = _without_clashes(ledger, batch)
        stored = {(r.id, r.sha256) for r in good}
        borne = [b for r, b in bearings if (r.id, r.sha256) in stored]
        added, there = ledger.add_reports(good, at=at, bearings=borne)
        ledger.quarantine(clashing, at=at)
        new.extend(added)
        known.extend(there)
        kept_out.extend(clashing)
        batch.clear()
        bearings.clear()

    for source in sources:
        item = source.item if isinstance(source, Borne) else source
        if isinstance(item, Quarantined):
            ledger.quarantine([item], at=at)
            kept_out.append(item)
        else:
            batch.append(item)
            if isinstance(source, Borne):
                bearings.append((item, Bearing(item.id, source.capture_id, source.part)))
        if len(batch) >= ADD_REPORTS:
            flush()
        if tick:
            tick(1)
    flush()
    return Added(tuple(new), tuple(known), tuple(kept_out))


def _without_clashes(ledger: Ledger, batch: Sequence[Report]) -> tuple[list[Report], list[Quarantined]]:
    """Reports whose id is free or names the same content, and the others."""
    held = {r.id: r.sha256 for r in ledger.reports({r.id for r in batch})}
    good: list[Report] = []
    clashing: list[Quarantined] = []
    for report in batch:
        if held.setdefault(report.id, report.sha256) == report.sha256:
            good.append(report)
        else:
            reason = f"The id {report.id} already names another text; give this report another id."
            clashing.append(Quarantined(report.id, reason, "ingest", report.text[:SAMPLE]))
    return good, clashing


@dataclass(frozen=True, slots=True)
class Ran:
    """What ``run`` did: how many reports were read, which could not be, and what was derived."""

    read: int
    refused: tuple[Quarantined, ...]
    derived: Derived


def run(
    ledger: Ledger, *, engine: Engine, tools: Callable[[], Tools], version: str, at: datetime, tick: Tick | None = None
) -> Ran:
    """Read what is unread, a transaction a batch (so that a killed run goes on where it stopped), then derive, all
    of it where it was derived by other rules than those of this version."""
    done = 0
    kept_out: list[Quarantined] = []
    for outcomes in read_reports(ledger.unread(version), engine=engine, tools=tools):
        readings = [o for o in outcomes if isinstance(o, Reading)]
        bad = [o for o in outcomes if isinstance(o, Quarantined)]
        ledger.save_readings(readings, version=version)
        ledger.quarantine(bad, at=at)
        done += len(readings)
        kept_out.extend(bad)
        if tick:
            tick(len(outcomes))
    derived = derive(ledger, at=at, rules=rules_version())
    return Ran(done, tuple(kept_out), derived)
