"""Opening a ledger, and the name of the reader for it."""

from __future__ import annotations

from hadba.edition import reader_version as version_of
from hadba.settings import Settings
from hadba.store.ledger import SqlLedger


def open_ledger(settings: Settings, *, create: bool = False) -> SqlLedger:
    """The ledger of the settings; ``UsageError`` where there is none and ``create`` is false."""
    return SqlLedger(settings.ledger, create=create)


def reader_version(ledger: SqlLedger) -> str:
    """The name of the reader that this version and the ledger's own places make."""
    return version_of(ledger.place_texts())
