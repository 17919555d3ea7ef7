"""The ledger's own places as a written list: short ones carried along, long ones in a file of the user's cache."""

from __future__ import annotations

import hashlib
import tempfile
from itertools import islice
from pathlib import Path

from hadba.resolve.where import OwnSource, pack_list, write_list
from hadba.resolve.where.own import FORMAT
from hadba.settings import cache_folder
from hadba.store.ledger import SqlLedger

FEW = 5_000  # places that are carried along: a file would not be faster
KEPT = 4  # files of lists that stay in the cache


def own_places(ledger: SqlLedger) -> OwnSource | None:
    """The list, null where the ledger has no places of its own. A file is named after what it holds, so that it is never out
    of date; it is written where it is not there yet, which takes some seconds for half a million places."""
    few = list(islice(ledger.places(), FEW + 1))
    if len(few) <= FEW:
        return pack_list(few) if few else None
    digest = hashlib.sha256(str(FORMAT).encode())
    for text in ledger.place_texts():
        digest.update(text.encode() + b"\0")
    folder = _folder()
    file = folder / f"places-{digest.hexdigest()[:24]}.sqlite"
    if file.exists():
        file.touch()
        return file
    write_list(ledger.places(), file)
    for old in sorted(folder.glob("places-*.sqlite"), key=lambda f: -f.stat().st_mtime)[KEPT:]:
        old.unlink(missing_ok=True)
    return file


def _folder() -> Path:
    """The user's cache; where that cannot be written, a folder for temporary files."""
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="hadba-"))
