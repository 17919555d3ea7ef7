"""What the desk lists, kept beside the incidents: a sheet each (JSON of the app's making), their claims, their words.

A sheet is derived: it follows its incident through ``incident_changed``, which triggers fill whoever writes incidents.
``revision`` grows with each round of following, so that a desk reads only what is newer than what it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, or_, select, text, update

from hadba.model.claim import Claim
from hadba.model.incident import Incident
from hadba.model.report import Report
from hadba.store import schema
from hadba.store.audit import digest_of
from hadba.store.codec import decode
from hadba.store.database import reading, writing
from hadba.store.ledger import SqlLedger
from hadba.store.parts import parts
from hadba.store.searching import fts5

K = TypeVar("K", str, int)
R = TypeVar("R")
A_ROUND = 500  # incidents followed in one transaction
WORDS_KEPT = 60_000  # characters of one incident's words that are searched


@dataclass(frozen=True, slots=True)
class Sheet:
    """An incident's sheet: ``n`` is its number for good, ``json`` null once the incident is gone."""

    n: int
    incident_id: str
    json: str | None


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet to be kept. ``words`` are what full-text search finds it by."""

    incident: Incident
    json: str
    words: str


@dataclass(frozen=True, slots=True)
class Late:
    """One round of what has changed: incidents that need a new sheet, with the digest of their JSON, and ids to let go of."""

    changed: tuple[tuple[Incident, str], ...]
    gone: tuple[str, ...]
    seen: tuple[str, ...]


class Sheets:
    """The sheets of a ledger."""

    def __init__(self, ledger: SqlLedger) -> None:
        self._engine = ledger.engine

    def use_form(self, form: str) -> None:
        """Have every sheet made anew where the ledger's were made in another form."""
        key = schema.meta.c.key == "sheet form"
        with reading(self._engine) as connection:
            held = connection.scalar(select(schema.meta.c.value).where(key))
        if held == form:
            return
        with writing(self._engine) as connection:
            connection.execute(delete(schema.meta).where(key))
            connection.execute(insert(schema.meta), [{"key": "sheet form", "value": form}])
            connection.execute(update(schema.sheet).values(digest=""))
            noted = select(schema.incident_changed.c.incident_id)
            late = select(schema.incident.c.incident_id).where(schema.incident.c.incident_id.not_in(noted))
            connection.execute(insert(schema.incident_changed).from_select(["incident_id"], late))

    def waiting(self) -> int:
        """How many incidents have changed since the sheets last followed."""
        with reading(self._engine) as connection:
            return connection.scalar(select(func.count()).select_from(schema.incident_changed)) or 0

    def count_incidents(self) -> int:
        """How many incidents the ledger holds."""
        with reading(self._engine) as connection:
            return connection.scalar(select(func.count(schema.incident.c.incident_id))) or 0

    def revision(self) -> int:
        """The latest revision, 0 where there are no sheets."""
        with reading(self._engine) as connection:
            return connection.scalar(select(func.max(schema.sheet.c.revision))) or 0

    def since(self, revision: int) -> Iterator[Sheet]:
        """The sheets newer than ``revision``, by number; those of incidents that are gone among them, those of another form
        left out."""
        s = schema.sheet.c
        fit = or_(s.digest != "", s.json.is_(None))
        query = select(s.n, s.incident_id, s.json).where(s.revision > revision, fit).order_by(s.n)
        with reading(self._engine) as connection:
            for row in connection.execute(query.execution_options(yield_per=2000)):
                yield Sheet(row.n, row.incident_id, row.json)

    def of(self, numbers: Sequence[int]) -> list[Sheet]:
        """The sheets of those numbers, in the order asked for; those of incidents that are gone left out."""
        s = schema.sheet.c
        found: dict[int, Sheet] = {}
        with reading(self._engine) as connection:
            for part in parts(numbers):
                query = select(s.n, s.incident_id, s.json).where(s.n.in_(part), s.json.is_not(None))
                found.update((row.n, Sheet(row.n, row.incident_id, row.json)) for row in connection.execute(query))
        return [found[n] for n in numbers if n in found]

    def late(self, only: Sequence[str] | None = None) -> Late:
        """The next round of incidents whose sheets no longer fit, ``only`` of these; what only looks changed is left out of
        ``changed``."""
        noted_id = schema.incident_changed.c.incident_id
        query = select(noted_id) if only is None else select(noted_id).where(noted_id.in_(only[:A_ROUND]))
        with reading(self._engine) as connection:
            noted = list(connection.scalars(query.limit(A_ROUND)))
            held = _texts(connection, noted)
            s = schema.sheet.c
            held_rows = connection.execute(select(s.incident_id, s.digest).where(s.incident_id.in_(noted), s.json.is_not(None)))
            known = {row.incident_id: row.digest for row in held_rows}
        changed = tuple((decode(t, Incident), d) for k, t in held.items() if known.get(k) != (d := digest_of(t)))
        return Late(changed, tuple(k for k in noted if k not in held and k in known), tuple(noted))

    def follow(self, late: Late, made: Sequence[NewSheet]) -> None:
        """Keep the sheets made for a round, drop those of incidents that are gone, and strike the round off.

        An incident that changed again meanwhile is noted again: its digest is compared before it is struck off.
        """
        digests = {incident.incident_id: digest for incident, digest in late.changed}
        with writing(self._engine) as connection:
            now = {k: digest_of(t) for k, t in _texts(connection, list(late.seen)).items()}
            revision = (connection.scalar(select(func.max(schema.sheet.c.revision))) or 0) + 1
            _let_go(connection, [k for k in late.gone if k not in now], revision)
            _keep(connection, made, digests, revision)
            done = [k for k in late.seen if k not in digests or now.get(k) == digests[k]]
            for part in parts(done):
                connection.execute(delete(schema.incident_changed).where(schema.incident_changed.c.incident_id.in_(part)))

    def search(self, typed: str) -> list[int] | None:
        """The numbers of the sheets whose words fit what was typed; null where nothing can be searched for."""
        with reading(self._engine) as connection:
            if connection.dialect.name == "postgresql":
                if not typed.strip():
                    return None
                query = "SELECT n FROM sheet_words WHERE words @@ websearch_to_tsquery('simple', :typed)"
                return list(connection.scalars(text(query), {"typed": typed.replace("\x00", " ")}))
            match = fts5(typed)
            if match is None:
                return None
            return list(connection.scalars(text("SELECT rowid FROM sheet_words WHERE sheet_words MATCH :q"), {"q": match}))

    def incidents_of(self, claim_ids: Iterable[str]) -> dict[str, str]:
        """Claim id -> the incident that it is in; claims that are in none are absent."""
        found: dict[str, str] = {}
        joined = schema.incident_claim.join(schema.sheet, schema.sheet.c.n == schema.incident_claim.c.n)
        query = select(schema.incident_claim.c.claim_id, schema.sheet.c.incident_id).select_from(joined)
        with reading(self._engine) as connection:
            for part in parts(sorted(set(claim_ids))):
                query_part = query.where(schema.incident_claim.c.claim_id.in_(part))
                found.update((row.claim_id, row.incident_id) for row in connection.execute(query_part))
        return found

    def claims(self, ids: Iterable[str]) -> Iterator[Claim]:
        """The claims of those ids, by id: read by key whatever the number, as no order of the whole is asked for."""
        return self._by_key(schema.claim, "claim_id", Claim, ids)

    def reports(self, ids: Iterable[str]) -> Iterator[Report]:
        """The reports of those ids, by id."""
        return self._by_key(schema.report, "id", Report, ids)

    def incidents(self, ids: Iterable[str]) -> Iterator[Incident]:
        """The incidents of those ids, by id."""
        return self._by_key(schema.incident, "incident_id", Incident, ids)

    def _by_key(self, table: Table, key: str, kind: type[R], ids: Iterable[str]) -> Iterator[R]:
        wanted = sorted(set(ids))
        with reading(self._engine) as connection:
            texts = [
                text
                for part in parts(wanted)
                for text in connection.scalars(select(table.c.json).where(table.c[key].in_(part)).order_by(table.c[key]))
            ]
        return (decode(text, kind) for text in texts)

    def claims_of(self, report_ids: Iterable[str]) -> list[Claim]:
        """The claims of some reports as the machine read them, ordered by report, place in the text and id."""
        c = schema.claim.c
        found: list[Claim] = []
        with reading(self._engine) as connection:
            for part in parts(sorted(set(report_ids))):
                query = select(c.json).where(c.report_id.in_(part)).order_by(c.report_id, c.first_char, c.claim_id)
                found.extend(decode(t, Claim) for t in connection.scalars(query))
        return found

    def count_claims(self) -> int:
        """How many claims the ledger holds."""
        with reading(self._engine) as connection:
            return connection.scalar(select(func.count()).select_from(schema.claim)) or 0

    def reports_of_outlet(self, outlet: str, *, limit: int) -> list[str]:
        """The ids of an outlet's latest reports."""
        r = schema.report.c
        query = select(r.id).where(r.outlet == outlet).order_by(r.published.desc(), r.id).limit(limit)
        with reading(self._engine) as connection:
            return list(connection.scalars(query))


def _texts(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    i = schema.incident.c
    found = connection.execute(select(i.incident_id, i.json).where(i.incident_id.in_(ids)))
    return {row.incident_id: row.json for row in found}


def _keep(connection: Connection, made: Sequence[NewSheet], digests: Mapping[str, str], revision: int) -> None:
    """Write the sheets of a round, each under its number; a new one takes the next."""
    numbers = _numbers(connection, [m.incident.incident_id for m in made])
    last = connection.scalar(select(func.max(schema.sheet.c.n))) or 0
    fresh = [m.incident.incident_id for m in made if m.incident.incident_id not in numbers]
    held, numbers = dict(numbers), {**numbers, **{k: last + 1 + at for at, k in enumerate(fresh)}}
    _forget(connection, list(held.values()))
    for part in parts([c for m in made for c in m.incident.claims]):  # a claim that moved may be noted where it was
        connection.execute(delete(schema.incident_claim).where(schema.incident_claim.c.claim_id.in_(part)))
    rows_of = [
        {
            "at": numbers[m.incident.incident_id],
            "incident_id": m.incident.incident_id,
            "revision": revision,
            "digest": digests[m.incident.incident_id],
            "json": m.json,
        }
        for m in made
    ]
    by_number = update(schema.sheet).where(schema.sheet.c.n == bindparam("at"))
    changed = [r for r in rows_of if r["incident_id"] in held]
    if changed:
        connection.execute(by_number.values({k: bindparam(k) for k in ("revision", "digest", "json")}), changed)
    added = [{"n": r["at"], **{k: v for k, v in r.items() if k != "at"}} for r in rows_of if r["incident_id"] not in held]
    if added:
        connection.execute(insert(schema.sheet), added)
    claims = {c: numbers[m.incident.incident_id] for m in made for c in m.incident.claims}
    if claims:
        connection.execute(insert(schema.incident_claim), [{"claim_id": c, "n": n} for c, n in claims.items()])
    words = [{"n": numbers[m.incident.incident_id], "words": m.words[:WORDS_KEPT].replace("\x00", " ")} for m in made]
    if words:
        connection.execute(text(_ADD_WORDS[connection.dialect.name]), words)


_ADD_WORDS = {
    "sqlite": "INSERT INTO sheet_words (rowid, words) VALUES (:n, :words)",
    "postgresql": "INSERT INTO sheet_words (n, words) VALUES (:n, to_tsvector('simple', :words))",
}
_DROP_WORDS = {
    "sqlite": "DELETE FROM sheet_words WHERE rowid = :n",
    "postgresql": "DELETE FROM sheet_words WHERE n = :n",
}


def _let_go(connection: Connection, ids: Sequence[str], revision: int) -> None:
    """Keep the numbers of incidents that are gone, and nothing else of them."""
    numbers = list(_numbers(connection, ids).values())
    for part in parts(numbers):
        gone = update(schema.sheet).where(schema.sheet.c.n.in_(part))
        connection.execute(gone.values(revision=revision, digest="", json=None))
    _forget(connection, numbers)


def _forget(connection: Connection, numbers: Sequence[int]) -> None:
    """Drop the words and claims of sheets."""
    for part in parts(numbers):
        connection.execute(delete(schema.incident_claim).where(schema.incident_claim.c.n.in_(part)))
    if numbers:
        connection.execute(text(_DROP_WORDS[connection.dialect.name]), [{"n": n} for n in numbers])


def _numbers(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """Incident id -> its number, of those that have one."""
    s = schema.sheet.c
    return {
        row.incident_id: row.n
        for part in parts(ids)
        for row in connection.execute(select(s.incident_id, s.n).where(s.incident_id.in_(part)))
    }
