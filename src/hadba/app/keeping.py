"""The archive of a ledger: taking bytes in, and giving them out."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from datetime import datetime
from typing import BinaryIO

from hadba.model.capture import Arrival
from hadba.store.archive import SqlArchive


def account() -> str:
    """Who does this: ``HADBA_WHO``, else the name of the account."""
    named = os.environ.get("HADBA_WHO")
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may run under a number without a name
        return "unknown account"


def keeper(archive: SqlArchive, *, at: datetime) -> Callable[[BinaryIO, str], str]:
    """Archives the bytes that come from an origin; gives the id of the capture."""
    by = account()
    return lambda stream, origin: archive.keep(stream, Arrival(origin, at, by)).id
