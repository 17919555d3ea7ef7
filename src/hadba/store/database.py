"""Opening a database: SQLite in WAL mode, or PostgreSQL where psycopg is installed."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from hadba.errors import ImmutableError, LedgerError, UsageError

BUSY_MS = 30_000  # how long a writer waits for another one
WRITERS = 0x4841444241  # the advisory lock that writers take on PostgreSQL: "HADBA"


def open_engine(where: str, *, create: bool) -> Engine:
    """An engine for a path or a ``postgresql://`` URL. ``UsageError`` where the file is missing and ``create`` is false."""
    if where.startswith(("postgresql://", "postgres://")):
        return _postgresql(where)
    path = Path(where)
    if not create and not path.is_file():
        raise UsageError(f"There is no ledger at {where}; `hadba add PATH --ledger {where}` starts one.")
    if not path.parent.is_dir():
        raise UsageError(f"The folder of the ledger {where} does not exist.")
    if path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return _only_to_be_read(path)
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _only_to_be_read(path: Path) -> Engine:
    """A ledger where nothing can be written: on a disk that is mounted so, or somebody else's. SQLite then takes the file
    for all there is; what a writer left beside it would be missed."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        why = "was not closed by its last writer and cannot be written here; copy it and the file beside it to where it can"
        raise LedgerError(f"{path} {why}.")
    engine = create_engine(f"sqlite:///file:{quote(str(path.absolute()))}?immutable=1&mode=ro&uri=true")
    event.listen(engine, "connect", lambda connection, _: setattr(connection, "isolation_level", None))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(url: str) -> Engine:
    if importlib.util.find_spec("psycopg") is None:
        raise UsageError("A PostgreSQL ledger needs the package psycopg; run `pip install psycopg[binary]`.")
    engine = create_engine("postgresql+psycopg://" + url.partition("://")[2], isolation_level="REPEATABLE READ")
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", f"busy_timeout = {BUSY_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once, so that it never has to give up a snapshot half-way.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it or nothing."""
    with told_plainly(), engine.connect() as connection:
        options: dict[str, Any] = {"writes": True}
        if engine.dialect.name == "postgresql":
            # One writer at a time, who sees what the one before left: the snapshot must not be older than the lock.
            options["isolation_level"] = "READ COMMITTED"
        with connection.execution_options(**options).begin():
            yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the ledger from beginning to end."""
    with told_plainly(), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def told_plainly() -> Iterator[None]:
    """Database errors as one sentence of ours."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = str(error.orig if isinstance(error, DBAPIError) else error).splitlines()[0]
        if "immutable: " in cause:
            table = cause.rpartition("immutable: ")[2]
            raise ImmutableError(f"A {table} never changes; nothing was written.") from error
        if "not a database" in cause:
            raise LedgerError("This file is not a ledger; name another with --ledger.") from error
        if "disk is full" in cause or "No space left" in cause or "disk I/O error" in cause:
            why = "The disk is full, or cannot be written; what was stored before is whole"
            raise LedgerError(f"{why}. Make room and give the same command again ({cause}).") from error
        if "readonly" in cause or "read-only" in cause:
            raise LedgerError("The ledger cannot be written here (read-only); copy it to where it can.") from error
        if "locked" in cause:
            raise LedgerError("Another program is writing to this ledger; try again when it is done.") from error
        raise LedgerError(f"The ledger refused: {cause}.") from error
