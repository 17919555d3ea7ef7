"""Named steps that bring a ledger's schema to this version, each in one transaction with the row that records it."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files

from sqlalchemy import Connection, insert, inspect, select

from hadba.errors import MigrationError
from hadba.store import schema

STEPS = (
    "0001_first_tables",
    "0002_refuse_changes",
    "0003_byte_order",
    "0004_archive",
    "0050_desk",
    "0051_visits",
    "0060_linkage",
    "0100_acts",
)


def missing(connection: Connection) -> list[str]:
    """The steps that the ledger has not seen, in order. ``MigrationError`` where it has seen steps that this version does
    not know, or holds tables that are not a ledger's."""
    tables = set(inspect(connection).get_table_names())
    if "migration" not in tables:
        if tables & set(schema.metadata.tables):
            raise MigrationError("This database holds tables of another program; name another file with --ledger.")
        return list(STEPS)
    done = set(connection.scalars(select(schema.migration.c.name)))
    unknown = sorted(done - set(STEPS))
    if unknown:
        raise MigrationError(f"This ledger was written by a newer Hadba (step {unknown[-1]}); install that version to open it.")
    return [name for name in STEPS if name not in done]


def migrate(connection: Connection) -> None:
    """Run the missing steps; the caller holds the write lock."""
    schema.migration.create(connection, checkfirst=True)
    for name in missing(connection):
        for statement in _statements(name, connection.dialect.name):
            connection.exec_driver_sql(statement)
        connection.execute(insert(schema.migration).values(name=name, at=datetime.now(UTC).isoformat()))


def _statements(name: str, dialect: str) -> list[str]:
    """The statements of a step: those for this database where it has its own file, else the common ones."""
    folder = files(__package__).joinpath("migrations")
    own, common = folder.joinpath(f"{name}.{dialect}.sql"), folder.joinpath(f"{name}.sql")
    step = own if own.is_file() else common
    if not step.is_file():
        raise MigrationError(f"Step {name} is not written for {dialect}.")
    blocks = step.read_text(encoding="utf-8").split("\n\n")
    return [block.strip() for block in blocks if any(not line.startswith("--") for line in block.strip().splitlines())]
