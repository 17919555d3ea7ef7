"""Copies of a ledger that restore: taken while it is in use, checked before they take its place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from hadba.errors import LedgerError, UsageError
from hadba.store.ledger import SqlLedger


def back_up(ledger: str, copy: Path) -> None:
    """A whole copy of the ledger file, of one moment, even while another program writes."""
    _only_files(ledger)
    if not Path(ledger).is_file():
        raise UsageError(f"There is no ledger at {ledger}.")
    if copy.exists():
        raise UsageError(f"{copy} exists already; name another file.")
    part = copy.with_name(copy.name + ".part")
    try:
        _copy(Path(ledger), part)
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)


def restore(copy: Path, ledger: str, *, replace: bool = False) -> None:
    """The copy as the ledger, once ``verify`` finds nothing wrong with it. An existing ledger is kept unless ``replace``."""
    _only_files(ledger)
    target = Path(ledger)
    if target.exists() and not replace:
        raise UsageError(f"There is a ledger at {ledger} already; --replace puts the copy in its place.")
    part = target.with_name(target.name + ".part")
    try:
        _copy(copy, part)
        with SqlLedger(str(part)) as held:
            wrong = held.verify()
        if wrong:
            raise LedgerError(f"{copy} was not restored: {wrong[0]}")
        for beside in ("-wal", "-shm"):
            target.with_name(target.name + beside).unlink(missing_ok=True)
        part.replace(target)
    finally:
        for beside in ("", "-wal", "-shm"):
            part.with_name(part.name + beside).unlink(missing_ok=True)


def _only_files(ledger: str) -> None:
    if "://" in ledger:
        raise UsageError("A PostgreSQL ledger is copied with the database's own tools (pg_dump, pg_restore).")


def _copy(source: Path, target: Path) -> None:
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as held,
            closing(sqlite3.connect(target)) as copy,
        ):
            held.backup(copy)
    except sqlite3.Error as error:
        raise LedgerError(f"{source} could not be copied: {error}.") from error
