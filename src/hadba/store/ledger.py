"""The ledger on a database: implements ``Ledger`` on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Select, Table, delete, func, insert, select, update

from hadba.errors import ImmutableError
from hadba.model.act import Act
from hadba.model.capture import Bearing
from hadba.model.claim import Claim
from hadba.model.decision import Decision
from hadba.model.incident import Incident
from hadba.model.quarantine import Quarantined
from hadba.model.reading import Reading
from hadba.model.report import Report
from hadba.model.where import Place
from hadba.store import archive, audit, derivations, rows, schema
from hadba.store.bulk import insert_rows
from hadba.store.check import failings
from hadba.store.codec import Mentions, decode, encode, mentions_of
from hadba.store.database import open_engine, reading, writing
from hadba.store.migrate import migrate, missing
from hadba.store.parts import IDS_A_QUERY, parts
from hadba.store.visits import SqlVisits

T = TypeVar("T")
ROWS_A_FETCH = 500


class SqlLedger:
    """A ledger in one database. Every write is one transaction; readers see one state each."""

    def __init__(self, where: str, *, create: bool = True) -> None:
        """Open ``where`` (a path or a URL) and bring its schema to this version."""
        self.where = where
        self._engine = open_engine(where, create=create)
        with reading(self._engine) as connection:  # most openings find nothing to do, and must not wait for a writer
            late = missing(connection)
        if late:
            with writing(self._engine) as connection:
                migrate(connection)

    def __enter__(self) -> SqlLedger:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @property
    def archive(self) -> archive.SqlArchive:
        """The bytes that the reports were read from."""
        return archive.SqlArchive(self._engine)

    @property
    def engine(self) -> Engine:
        """The database, for what other files of this room keep beside the records."""
        return self._engine

    @property
    def visits(self) -> SqlVisits:
        """What ``hadba watch`` knows of addresses."""
        return SqlVisits(self._engine)

    @property
    def derivations(self) -> derivations.SqlDerivations:
        """What is derived from claims and decisions, and kept."""
        return derivations.SqlDerivations(self._engine)

    def close(self) -> None:
        """Let the database go."""
        self._engine.dispose()

    # -- reports -----------------------------------------------------------------------------------------------------

    def add_reports(
        self, reports: Iterable[Report], *, at: datetime, bearings: Iterable[Bearing] = ()
    ) -> tuple[list[str], list[str]]:
        """Store new reports, and what they and others were read from; returns (ids added, ids already there).

        ``ImmutableError`` where an id is held with another text.
        """
        wanted = list(reports)
        with writing(self._engine) as connection:
            ids = [r.id for r in wanted]
            stored = {row.id: row.sha256 for row in _by_ids(connection, schema.report, "id", ids)}
            seen = dict(stored)
            for report in wanted:
                if seen.setdefault(report.id, report.sha256) != report.sha256:
                    raise ImmutableError(f"The report {report.id} is held with another text; reports never change.")
            new = {r.id: rows.report_row(r, at) for r in wanted if r.id not in stored}
            if new:
                insert_rows(connection, schema.report, list(new.values()))
                audit.extend(connection, "report", [(key, row["json"]) for key, row in new.items()])
            archive.keep_bearings(connection, bearings)
        return list(new), [key for key in dict.fromkeys(ids) if key in stored]

    def reports(self, ids: Iterable[str] | None = None) -> Iterator[Report]:
        """Reports, ordered by id; all of them where ``ids`` is null."""
        return self._records(schema.report, "id", Report, ids, [schema.report.c.id])

    def unread(self, version: str) -> Iterator[Report]:
        """Reports without a reading of that extractor version, ordered by id."""
        query = _unread(select(schema.report.c.json), version).order_by(schema.report.c.id)
        return (decode(text, Report) for text in self._stream(query))

    def count_unread(self, version: str) -> int:
        """How many ``unread`` would give."""
        with reading(self._engine) as connection:
            return connection.scalar(_unread(select(func.count()).select_from(schema.report), version)) or 0

    # -- readings and claims -----------------------------------------------------------------------------------------

    def save_readings(self, readings: Iterable[Reading], *, version: str) -> None:
        """Store readings with their claims in one transaction, in place of earlier ones; they leave the quarantine."""
        held = list(readings)
        ids = [r.report.id for r in held]
        with writing(self._engine) as connection:
            for part in parts(sorted(set(ids))):
                connection.execute(delete(schema.claim).where(schema.claim.c.report_id.in_(part)))
                connection.execute(delete(schema.reading).where(schema.reading.c.report_id.in_(part)))
                derivations.outdate(connection, part)
                refused = (schema.quarantine.c.stage == "extract") & schema.quarantine.c.origin.in_(part)
                connection.execute(delete(schema.quarantine).where(refused))
            read = [{"report_id": r.report.id, "version": version, "json": encode(mentions_of(r))} for r in held]
            insert_rows(connection, schema.reading, read)
            # Two claims of one id say the same thing in the same words: one is kept.
            insert_rows(
                connection, schema.claim, list({c.claim_id: rows.claim_row(c) for r in held for c in r.claims}.values())
            )

    def forget_readings(self) -> None:
        """Drop readings and claims; reports and decisions stay, and incidents until they are derived again."""
        with writing(self._engine) as connection:
            derivations.outdate(connection)
            for table in (schema.claim, schema.reading):
                connection.execute(delete(table))

    def readings(self, report_ids: Iterable[str] | None = None) -> Iterator[Reading]:
        """Readings, ordered by report id."""
        columns = (schema.report.c.id, schema.report.c.json.label("report"), schema.reading.c.json.label("mentions"))
        joined = schema.report.join(schema.reading, schema.reading.c.report_id == schema.report.c.id)
        query = select(*columns).select_from(joined).order_by(schema.report.c.id)
        queries = (
            [query] if report_ids is None else [query.where(schema.report.c.id.in_(p)) for p in parts(sorted(set(report_ids)))]
        )
        with reading(self._engine) as connection:
            for each in queries:
                for row in connection.execute(each.execution_options(yield_per=ROWS_A_FETCH)):
                    mine = select(schema.claim.c.json).where(schema.claim.c.report_id == row.id).order_by(*_CLAIM_ORDER)
                    m = decode(row.mentions, Mentions)
                    yield Reading(
                        report=decode(row.report, Report),
                        times=m.times,
                        places=m.places,
                        attributions=m.attributions,
                        events=m.events,
                        figures=m.figures,
                        actors=m.actors,
                        claims=tuple(decode(text, Claim) for text in connection.scalars(mine)),
                    )

    def claims(self, ids: Iterable[str] | None = None) -> Iterator[Claim]:
        """Claims as the machine read them, ordered by report, then first span, then id."""
        return self._records(schema.claim, "claim_id", Claim, ids, _CLAIM_ORDER)

    def claims_in(self, report_ids: Iterable[str]) -> Iterator[Claim]:
        """The claims of these reports, as the machine read them; by report, then first span, then id."""
        for part in parts(sorted(set(report_ids))):
            query = select(schema.claim.c.json).where(schema.claim.c.report_id.in_(part)).order_by(*_CLAIM_ORDER)
            yield from (decode(text, Claim) for text in self._stream(query))

    def claim_ids(self) -> Iterator[tuple[str, str]]:
        """(claim id, report id) of all claims, by report: cheaper than the claims."""
        query = select(schema.claim.c.claim_id, schema.claim.c.report_id).order_by(*_CLAIM_ORDER)
        return ((row[0], row[1]) for row in self._rows(query))

    # -- decisions ---------------------------------------------------------------------------------------------------

    def add_decision(self, decision: Decision) -> None:
        """Append; a decision of the same id is the same decision."""
        text = encode(decision)
        row = {"id": decision.id, "at": decision.at.isoformat(), "action": decision.action, "who": decision.who, "json": text}
        with writing(self._engine) as connection:
            if connection.scalar(select(schema.decision.c.id).where(schema.decision.c.id == decision.id)) is None:
                connection.execute(insert(schema.decision), [row])
                audit.extend(connection, "decision", [(decision.id, text)])

    def decisions(self) -> Iterator[Decision]:
        """In order of time, then id."""
        held = [decode(text, Decision) for text in self._stream(select(schema.decision.c.json))]
        return iter(sorted(held, key=lambda d: (d.at, d.id)))  # moments with different offsets do not sort as text

    # -- acts ---------------------------------------------------------------------------------------------------------

    def add_act(self, act: Act) -> None:
        """Append a policy or a release, and seal it."""
        text = encode(act)
        with writing(self._engine) as connection:
            connection.execute(insert(schema.act), [{"id": act.id, "kind": act.kind, "at": act.at.isoformat(), "json": text}])
            audit.extend(connection, "act", [(act.id, text)])

    def acts(self, kind: str) -> list[Act]:
        """The acts of a kind, by number."""
        held = [decode(text, Act) for text in self._stream(select(schema.act.c.json).where(schema.act.c.kind == kind))]
        return sorted(held, key=lambda act: act.number)

    # -- incidents ---------------------------------------------------------------------------------------------------

    def replace_incidents(self, incidents: Iterable[Incident]) -> None:
        """Make these the derived incidents, all at once."""
        new = [rows.incident_row(i) for i in incidents]
        with writing(self._engine) as connection:
            connection.execute(delete(schema.incident))
            insert_rows(connection, schema.incident, new)

    def last_change(self) -> int:
        """The number of the last change of an incident that a derivation kept, 0 before the first."""
        with reading(self._engine) as connection:
            return connection.scalar(select(func.max(schema.change.c.seq))) or 0

    def incident_ids(self) -> Iterator[str]:
        """The ids of all incidents in the order of ``incidents``: for whoever hands them on to be read elsewhere."""
        return (row[0] for row in self._rows(select(schema.incident.c.incident_id).order_by(*_INCIDENT_ORDER)))

    def count_incidents(self) -> int:
        """How many incidents there are."""
        with reading(self._engine) as connection:
            return connection.scalar(select(func.count()).select_from(schema.incident)) or 0

    def incidents(self, ids: Iterable[str] | None = None) -> Iterator[Incident]:
        """Incidents, ordered by first day (undated last), then id."""
        return self._records(schema.incident, "incident_id", Incident, ids, _INCIDENT_ORDER)

    # -- what could not be used, places, notes -----------------------------------------------------------------------

    def quarantine(self, items: Iterable[Quarantined], *, at: datetime) -> None:
        """Keep what could not be used; the same thing for the same reason is kept once."""
        new = {row["id"]: row for row in (rows.quarantine_row(item, at) for item in items)}
        with writing(self._engine) as connection:
            known = {row.id for row in _by_ids(connection, schema.quarantine, "id", list(new))}
            insert_rows(connection, schema.quarantine, [row for key, row in new.items() if key not in known])

    def quarantined(self) -> Iterator[Quarantined]:
        """What could not be used, ordered by stage, origin and reason."""
        q = schema.quarantine.c
        with reading(self._engine) as connection:
            for row in connection.execute(select(schema.quarantine).order_by(q.stage, q.origin, q.reason)):
                yield Quarantined(row.origin, row.reason, row.stage, row.sample)

    def add_places(self, places: Iterable[Place]) -> None:
        """Keep the user's own places; one of the same id replaces the earlier."""
        new = {p.id: {"id": p.id, "name": p.name, "json": encode(p)} for p in places}
        with writing(self._engine) as connection:
            for part in parts(sorted(new)):
                connection.execute(delete(schema.place).where(schema.place.c.id.in_(part)))
            insert_rows(connection, schema.place, list(new.values()))

    def places(self) -> Iterator[Place]:
        """The user's own places, ordered by id."""
        return self._records(schema.place, "id", Place, None, [schema.place.c.id])

    def place_texts(self) -> Iterator[str]:
        """The same as JSON texts, as they are kept."""
        with reading(self._engine) as connection:
            yield from connection.execution_options(yield_per=5_000).scalars(
                select(schema.place.c.json).order_by(schema.place.c.id)
            )

    def note(self, key: str) -> str | None:
        """A note of the ledger about itself, or null."""
        with reading(self._engine) as connection:
            return connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == key))

    def set_note(self, key: str, value: str) -> None:
        """Write a note."""
        with writing(self._engine) as connection:
            if connection.execute(update(schema.meta).where(schema.meta.c.key == key).values(value=value)).rowcount == 0:
                connection.execute(insert(schema.meta), [{"key": key, "value": value}])

    def sources(self) -> list[tuple[str, int, str | None, str | None]]:
        """(outlet, reports, first day, last day), by name; days are ISO text, null where no report has one."""
        r = schema.report.c
        query = (
            select(r.outlet, func.count(), func.min(r.published), func.max(r.published)).group_by(r.outlet).order_by(r.outlet)
        )
        with reading(self._engine) as connection:
            return [(row[0], row[1], row[2], row[3]) for row in connection.execute(query)]

    def ids_like(self, beginning: str) -> list[tuple[str, str]]:
        """(kind, id) of the reports, claims, incidents and decisions whose id begins so; two at most of a kind."""
        keys = (schema.report.c.id, schema.claim.c.claim_id, schema.incident.c.incident_id, schema.decision.c.id)
        with reading(self._engine) as connection:
            return [
                (key.table.name, found)
                for key in keys
                for found in connection.scalars(
                    select(key).where(key.startswith(beginning, autoescape=True)).order_by(key).limit(2)
                )
            ]

    # -- proof -------------------------------------------------------------------------------------------------------

    def verify(self) -> list[str]:
        """What does not hold, one sentence each; empty when all is well."""
        with reading(self._engine) as connection:
            return [*audit.broken_links(connection), *failings(connection), *archive.failings(connection)]

    def head(self) -> tuple[int, str]:
        """How many links the audit chain has, and the hash of the last."""
        with reading(self._engine) as connection:
            return audit.head(connection)

    def contents(self) -> tuple[int, str]:
        """How many reports and decisions there are, and a hash of them; equal for equal ledgers, whatever came first."""
        with reading(self._engine) as connection:
            return audit.contents(connection)

    # -- reading rows ------------------------------------------------------------------------------------------------

    def _records(self, table: Table, key: str, kind: type[T], ids: Iterable[str] | None, order: Sequence[Any]) -> Iterator[T]:
        query = select(table.c.json).order_by(*order)
        if ids is None:
            return (decode(text, kind) for text in self._stream(query))
        wanted = list(dict.fromkeys(ids))
        if len(wanted) <= IDS_A_QUERY:
            return (decode(text, kind) for text in self._stream(query.where(table.c[key].in_(wanted))))
        # Too many for one statement: read in the order of the whole table and keep those that were asked for.
        held, keyed = set(wanted), select(table.c[key], table.c.json).order_by(*order)
        return (decode(text, kind) for name, text in self._rows(keyed) if name in held)

    def _stream(self, query: Select[tuple[str]]) -> Iterator[str]:
        return (row[0] for row in self._rows(query))

    def _rows(self, query: Select[Any]) -> Iterator[Any]:
        with reading(self._engine) as connection:
            yield from connection.execute(query.execution_options(yield_per=ROWS_A_FETCH))


_INCIDENT_ORDER = (schema.incident.c.start_day.is_(None), schema.incident.c.start_day, schema.incident.c.incident_id)
_CLAIM_ORDER = (schema.claim.c.report_id, schema.claim.c.first_char, schema.claim.c.claim_id)


def _unread(query: Select[Any], version: str) -> Select[Any]:
    current = (schema.reading.c.report_id == schema.report.c.id) & (schema.reading.c.version == version)
    return query.where(~select(schema.reading.c.report_id).where(current).exists())


def _by_ids(connection: Connection, table: Table, key: str, ids: Sequence[str]) -> Iterator[Any]:
    for part in parts(sorted(set(ids))):
        yield from connection.execute(select(table).where(table.c[key].in_(part)))
