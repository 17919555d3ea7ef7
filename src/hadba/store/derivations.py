"""What is derived and kept: profiles of reports, how they hang together, incidents, and the history of incidents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from hadba.model.change import Change
from hadba.model.claim import Claim
from hadba.model.incident import Incident
from hadba.model.linkage import Linkage, LinkState
from hadba.store import rows, schema
from hadba.store.codec import decode, encode
from hadba.store.database import reading, writing
from hadba.store.parts import parts

ROWS_A_WRITE = 1_000
STATE = "link state"  # the note that holds it


class SqlDerivations:
    """The derivations of one ledger."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def unlinked(self, *, every: bool = False) -> list[str]:
        """Reports whose claims are other than when they were last linked, by id; with ``every``, all that were read."""
        table, read = schema.linkage.c, schema.reading.c
        new = select(read.report_id).where(~select(table.report_id).where(table.report_id == read.report_id).exists())
        stale = select(table.report_id).where(table.stale == 1)
        if every:
            new, stale = select(read.report_id), select(table.report_id)
        with reading(self._engine) as connection:
            return sorted({*connection.scalars(new), *connection.scalars(stale)})

    def ruled(self) -> dict[str, str]:
        """Report id -> the hash of what was ruled on its claims when they were last linked, where anything was."""
        table = schema.linkage.c
        with reading(self._engine) as connection:
            return {
                row.report_id: row.ruled
                for row in connection.execute(select(table.report_id, table.ruled).where(table.ruled != ""))
            }

    def linkages(self, reports: Iterable[str]) -> Iterator[Linkage]:
        """The linkages of these reports, in no order."""
        return (decode(text, Linkage) for text in self._in(schema.linkage, "report_id", "json", reports))

    def reports_of(self, *, months: Iterable[str] = (), claims: Iterable[str] = ()) -> set[str]:
        """The reports that are looked for under one of these months, or bear one of these claims."""
        return {
            *self._in(schema.linkage_month, "month", "report_id", months),
            *self._in(schema.claim, "claim_id", "report_id", claims),
        }

    def claims(self, reports: Iterable[str]) -> Iterator[Claim]:
        """The claims of these reports as the machine read them, in no order."""
        return (decode(text, Claim) for text in self._in(schema.claim, "report_id", "json", reports))

    def state(self) -> LinkState:
        """How the profiles hung together the last time; empty where nothing was linked yet."""
        with reading(self._engine) as connection:
            text = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == STATE))
        return decode(text, LinkState) if text else LinkState()

    def save(
        self,
        linkages: Iterable[Linkage],
        incidents: Iterable[tuple[Incident, Change | None]],
        gone: Iterable[Change],
        state: LinkState,
    ) -> None:
        """Keep the outcome of a derivation, all at once: these linkages and incidents in place of those of the same id; an
        incident that is not in ``state`` is dropped. ``incidents`` may be lazy and is read in order."""
        with writing(self._engine) as connection:
            self._save_linkages(connection, linkages)
            last = connection.scalar(select(func.max(schema.change.c.seq))) or 0
            for part in parts(incidents, ROWS_A_WRITE):
                _replace(connection, schema.incident, "incident_id", [rows.incident_row(i) for i, _ in part])
                last = _append(connection, [c for _, c in part if c], last)
            _append(connection, list(gone), last)
            live = set(state.incident_of.values())
            dead = [i for i in connection.scalars(select(schema.incident.c.incident_id)) if i not in live]
            for ids in parts(dead):
                connection.execute(delete(schema.incident).where(schema.incident.c.incident_id.in_(ids)))
            _replace(connection, schema.meta, "key", [{"key": STATE, "value": encode(state)}])

    def changes(self, *, since: datetime | None = None, of: Iterable[str] | None = None) -> Iterator[Change]:
        """The history, in order; null asks for all of it."""
        with reading(self._engine) as connection:
            query = select(schema.change.c.json).order_by(schema.change.c.seq)
            if of is not None:
                query = query.where(schema.change.c.incident_id.in_(list(of)))
            for text in connection.execute(query.execution_options(yield_per=ROWS_A_WRITE)).scalars():
                change = decode(text, Change)
                if since is None or change.at >= since:
                    yield change

    def _save_linkages(self, connection: Connection, linkages: Iterable[Linkage]) -> None:
        table, month = schema.linkage, schema.linkage_month
        for part in parts(linkages):
            ids = [linkage.report_id for linkage in part]
            new = [{"report_id": x.report_id, "ruled": x.ruled, "stale": 0, "json": encode(x)} for x in part]
            _replace(connection, table, "report_id", new)
            connection.execute(delete(month).where(month.c.report_id.in_(ids)))
            if found := [{"month": m, "report_id": x.report_id} for x in part for m in x.months]:
                connection.execute(insert(month), found)

    def _in(self, table: Any, key: str, column: str, values: Iterable[str]) -> Iterator[str]:
        with reading(self._engine) as connection:
            for part in parts(sorted(set(values))):
                yield from connection.scalars(select(table.c[column]).where(table.c[key].in_(part)))


def outdate(connection: Connection, reports: Sequence[str] | None = None) -> None:
    """Mark the linkages of these reports, or all, as no longer those of their claims."""
    query = update(schema.linkage).values(stale=1)
    connection.execute(query if reports is None else query.where(schema.linkage.c.report_id.in_(reports)))


def _append(connection: Connection, changes: Sequence[Change], last: int) -> int:
    """Write changes after the ``last``; gives the number of the last now."""
    new = [
        {"seq": n, "incident_id": c.incident_id, "at": c.at.isoformat(), "kind": c.kind, "json": encode(c)}
        for n, c in enumerate(changes, last + 1)
    ]
    if new:
        connection.execute(insert(schema.change), new)
    return last + len(new)


def _replace(connection: Connection, table: Any, key: str, new: Sequence[dict[str, Any]]) -> None:
    for part in parts(new):
        connection.execute(delete(table).where(table.c[key].in_([row[key] for row in part])))
        connection.execute(insert(table), part)
