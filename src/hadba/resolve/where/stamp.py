"""From what the embedded gazetteer was compiled: a hash that the file bears, and that the code knows again."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

# What compiles, in the order of its needs. The versions of the packages stand in it.
MODULES = ("fold", "distance", "sources", "wheels", "divisions", "airfields", "stamp", "compiling")
OWN = ("countries", "regions", "provinces", "districts", "spellings", "spots", "towns")  # our own tables, in the lexicon


def stamp(lexicon: Path) -> str:
    """A hash of all that the file depends on: the code that compiles, which names its packages' versions, and our tables."""
    here = Path(__file__).parent
    files = [here / f"{module}.py" for module in sorted(MODULES)] + [here / "divisions.tsv"]
    files += [lexicon / f"place_{table}.yaml" for table in OWN]
    digest = hashlib.sha256(b"".join(f.read_bytes() for f in files))
    return digest.hexdigest()


def stale(target: Path, lexicon: Path) -> bool:
    """Whether ``target`` is missing or was compiled from something else."""
    if not target.exists():
        return True
    db = sqlite3.connect(f"file:{target}?mode=ro", uri=True)
    try:
        found = db.execute("SELECT stamp FROM meta").fetchone()
    except sqlite3.DatabaseError:
        return True
    finally:
        db.close()
    return found is None or found[0] != stamp(lexicon)
