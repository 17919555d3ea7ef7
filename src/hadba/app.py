"""The composition root: which ledger, which engine, which tools; one function for each thing that a door can ask."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path

from hadba import pipeline
from hadba.engine.in_process import InProcess
from hadba.engine.process_pool import ProcessPool
from hadba.errors import UsageError
from hadba.ingest import read_sources
from hadba.model.claim import Claim
from hadba.model.decision import Action, Decision, make_decision
from hadba.model.incident import Incident
from hadba.model.ports import Engine
from hadba.model.quarantine import Quarantined
from hadba.model.report import Report
from hadba.model.where import Place
from hadba.publish import gate
from hadba.publish.brief import brief
from hadba.publish.lines import jsonl
from hadba.publish.select import at_place, in_period
from hadba.resolve.where import gazetteer_of
from hadba.review import rulings
from hadba.review.correct import correct
from hadba.review.queue import ReviewItem, needs_review
from hadba.settings import FEW_REPORTS, Settings
from hadba.store.codec import encode
from hadba.store.ledger import SqlLedger
from hadba.text.parsing import SpacyParser


def open_ledger(settings: Settings, *, create: bool = False) -> SqlLedger:
    """The ledger of the settings; ``UsageError`` where there is none and ``create`` is false."""
    return SqlLedger(settings.ledger, create=create)


def engine_for(settings: Settings, reports: int) -> Engine:
    """In this process for a few reports or one job, else a pool."""
    jobs = settings.jobs_for(reports)
    return InProcess() if jobs == 1 else ProcessPool(jobs)


@cache
def make_tools(own_places: tuple[Place, ...]) -> pipeline.Tools:
    """The parser and the gazetteer, once a process."""
    return pipeline.Tools(SpacyParser(), gazetteer_of(own_places))


def reader_version(ledger: SqlLedger) -> str:
    """The name of the reader that this version and the ledger's own places make."""
    return pipeline.reader_version(encode(place) for place in ledger.places())


# -- without a ledger ----------------------------------------------------------------------------------------------------


def read_without_ledger(
    settings: Settings, paths: Sequence[str], *, outlet: str | None, today: date, own_places: Iterable[Place] = ()
) -> Iterator[pipeline.Outcome]:
    """What stands in each report of ``paths``, in the order of the input; quarantined input first come, first told."""
    bad: list[Quarantined] = []
    reports = _only_reports(read_sources(paths, outlet=outlet, today=today), bad)
    first = list(islice(reports, FEW_REPORTS))
    tools = partial(make_tools, tuple(own_places))
    engine = engine_for(settings, len(first))
    for outcomes in pipeline.read_reports(chain(first, reports), engine=engine, tools=tools):
        yield from bad
        bad.clear()
        yield from outcomes
    yield from bad


def _only_reports(sources: Iterable[Report | Quarantined], bad: list[Quarantined]) -> Iterator[Report]:
    for source in sources:
        if isinstance(source, Quarantined):
            bad.append(source)
        else:
            yield source


# -- with a ledger -------------------------------------------------------------------------------------------------------


def add(
    settings: Settings, paths: Sequence[str], *, outlet: str | None, now: datetime, tick: pipeline.Tick | None = None
) -> pipeline.Added:
    """Reports of ``paths`` into the ledger, which is started where there is none."""
    with open_ledger(settings, create=True) as ledger:
        return pipeline.add(ledger, read_sources(paths, outlet=outlet, today=now.date()), at=now, tick=tick)


def run(
    settings: Settings, *, rebuild: bool, now: datetime, begin: Callable[[int], pipeline.Tick | None] = lambda _: None
) -> pipeline.Ran:
    """Read what is new and derive the incidents; ``begin`` is told how many reports there are and gives the progress."""
    with open_ledger(settings) as ledger:
        if rebuild:
            ledger.forget_readings()
        version = reader_version(ledger)
        count = ledger.count_unread(version)
        return pipeline.run(
            ledger,
            engine=engine_for(settings, count),
            tools=partial(make_tools, tuple(ledger.places())),
            version=version,
            at=now,
            tick=begin(count),
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """Which incidents are asked for; null asks for all. Days are compared with the incident's interval, ends included."""

    since: date | None = None
    until: date | None = None
    place: str | None = None
    grades: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    def admits(self, incident: Incident) -> bool:
        """Whether the incident is among those asked for. An undated one is left out where a day is asked for."""
        return (
            in_period(incident.when, self.since, self.until)
            and at_place(incident.where, self.place)
            and (not self.grades or incident.grade in self.grades)
            and (not self.types or incident.type in self.types)
        )


def incidents(ledger: SqlLedger, selection: Selection) -> Iterator[Incident]:
    """The incidents asked for, in order of their first day."""
    return (i for i in ledger.incidents() if selection.admits(i))


def claims(
    ledger: SqlLedger,
    *,
    report: str | None = None,
    incident: str | None = None,
    family: str | None = None,
    type: str | None = None,
) -> Iterator[Claim]:
    """Claims as the machine read them, in order; null asks for all."""
    wanted = None
    if incident is not None:
        held = next(ledger.incidents([incident]), None)
        if held is None:
            raise UsageError(f"There is no incident {incident}; `hadba incidents` lists them.")
        wanted = held.claims
    for claim in ledger.claims(wanted):
        if (
            (report or claim.report_id) == claim.report_id
            and (family or claim.family) == claim.family
            and (type or claim.type) == claim.type
        ):
            yield claim


@dataclass(frozen=True, slots=True)
class Material:
    """What an output is made of: incidents in order, the ruled claims that they and the rest of the ledger rest on, reports."""

    incidents: tuple[Incident, ...]
    claims: dict[str, Claim]
    reports: dict[str, Report]


def material(ledger: SqlLedger, selection: Selection) -> Material:
    """The selected incidents, and all claims (as ruled) but those of the incidents that were not selected."""
    held = list(ledger.incidents())
    chosen = tuple(i for i in held if selection.admits(i))
    kept = {i.incident_id for i in chosen}
    barred = {c for i in held if i.incident_id not in kept for c in i.claims}
    ruled = rulings.apply(ledger.claims(), ledger.decisions()).claims
    return Material(chosen, {c.claim_id: c for c in ruled if c.claim_id not in barred}, {r.id: r for r in ledger.reports()})


def write_brief(ledger: SqlLedger, selection: Selection, *, convention: str, form: str, out: Path | None) -> str:
    """The brief in Markdown or HTML; also written to ``out``, whole or not at all, where that is given."""
    held = material(ledger, selection)
    text = brief(
        held.incidents,
        held.claims,
        held.reports,
        convention=convention,
        since=selection.since,
        until=selection.until,
        place=selection.place,
        format=form,
    )
    if out:
        gate.write(out, [text])
    return text


def export(ledger: SqlLedger, selection: Selection) -> Iterator[str]:
    """The JSON lines of what is selected and may be published."""
    held = material(ledger, selection)
    return jsonl(held.incidents, held.claims, held.reports)


Record = Report | Claim | Incident | Decision


def find(ledger: SqlLedger, beginning: str) -> Record:
    """The one record whose id is ``beginning`` or begins so; ``UsageError`` where there is none or more than one."""
    found = ledger.ids_like(beginning)
    exact = [f for f in found if f[1] == beginning]
    if len(exact or found) != 1:
        told = ", ".join(f"{kind} {key}" for kind, key in found)
        raise UsageError(
            f"{beginning} may be {told}; give more of it." if found else f"Nothing in the ledger has the id {beginning}."
        )
    kind, key = (exact or found)[0]
    readers: dict[str, Callable[[list[str]], Iterator[Record]]] = {
        "report": ledger.reports,
        "claim": ledger.claims,
        "incident": ledger.incidents,
        "decision": lambda ids: (d for d in ledger.decisions() if d.id in ids),
    }
    return next(readers[kind]([key]))


def borne_by(ledger: SqlLedger, record: Record) -> tuple[list[Claim], dict[str, Report]]:
    """The claims that belong to a record, in order, and their reports by id."""
    if isinstance(record, Decision):
        ids = list(record.targets)
    elif isinstance(record, Claim):
        ids = [record.claim_id]
    elif isinstance(record, Incident):
        ids = list(record.claims)
    else:
        return list(claims(ledger, report=record.id)), {record.id: record}
    held = list(ledger.claims(ids))
    return held, {r.id: r for r in ledger.reports({c.report_id for c in held})}


def explained(ledger: SqlLedger, beginning: str) -> list[Incident]:
    """The incident of that id, or those that rest on the claim of that id."""
    record = find(ledger, beginning)
    if isinstance(record, Incident):
        return [record]
    if isinstance(record, Claim):
        found = [i for i in ledger.incidents() if record.claim_id in i.claims]
        if found:
            return found
        raise UsageError(f"The claim {record.claim_id} is in no incident: it was rejected, or says nothing of one.")
    raise UsageError(f"{beginning} is no incident or claim; `hadba show {beginning}` shows it.")


# -- decisions -----------------------------------------------------------------------------------------------------------


def decide(
    ledger: SqlLedger,
    action: Action,
    ids: Sequence[str],
    *,
    who: str,
    why: str,
    now: datetime,
    values: Mapping[str, str] | None = None,
) -> tuple[Decision, pipeline.Derived]:
    """Append a decision and derive the incidents anew. ``ids`` may be beginnings of ids.

    Merging and splitting work on claims: an incident stands for its claims. A split names claims of one incident, and
    the others of it stay behind.
    """
    targets = [find(ledger, one) for one in ids]
    held = dict(values or {})
    if action is Action.CORRECT:
        for target in targets:
            if not isinstance(target, Claim):
                raise UsageError("Only a claim can be corrected; `hadba show ID` lists those of an incident.")
            correct(target, held, who=who)
    names = [_id_of(t) for t in targets]
    if action is Action.MERGE:
        names = list(dict.fromkeys(name for t in targets for name in _claims_of(t)))
        if len(names) < 2:
            raise UsageError("A merge needs two claims or incidents at least.")
    if action is Action.SPLIT:
        names = list(dict.fromkeys(name for t in targets for name in _claims_of(t)))
        together = [set(i.claims) for i in ledger.incidents() if set(names) <= set(i.claims)]
        rest = sorted(together[0] - set(names)) if together else []
        if not rest:
            raise UsageError("A split needs claims of one incident, and not all of them.")
        held["from"] = json.dumps(rest)
    decision = make_decision(action, tuple(names), who=who, at=now, why=why, values=held)
    ledger.add_decision(decision)
    return decision, pipeline.derive(ledger)


def _id_of(record: Record) -> str:
    if isinstance(record, Claim):
        return record.claim_id
    return record.incident_id if isinstance(record, Incident) else record.id


def _claims_of(record: Record) -> tuple[str, ...]:
    if isinstance(record, Claim):
        return (record.claim_id,)
    if isinstance(record, Incident):
        return record.claims
    raise UsageError(f"{_id_of(record)} is no claim or incident.")


def queue(ledger: SqlLedger) -> list[tuple[ReviewItem, Incident]]:
    """What a person should look at, the weightiest first."""
    held = {i.incident_id: i for i in ledger.incidents()}
    items = needs_review(held.values(), {c.claim_id: c for c in ledger.claims()})
    return [(item, held[item.incident_id]) for item in items]
