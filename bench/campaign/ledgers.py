"""What the campaigns share: calling hadba as a user does, and comparing ledgers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from hadba.store.codec import encode
from hadba.store.ledger import SqlLedger

ROOT = Path(__file__).parents[2]


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "hadba", *arguments]


def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "HADBA_LOG": str(folder / "log"),
        "HADBA_WHO": "campaign",
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }


def called(folder: Path, *arguments: str, timeout: float = 900.0) -> subprocess.CompletedProcess[str]:
    """A whole call of hadba in ``folder``."""
    return subprocess.run(
        command(*arguments), cwd=folder, env=environment(folder), capture_output=True, text=True, timeout=timeout, check=False
    )


def content(ledger: Path) -> str:
    """All that a ledger says, without the moments at which things arrived: equal ledgers give equal texts."""
    with SqlLedger(str(ledger), create=False) as held:
        wrong = held.verify()
        if wrong:
            raise SystemExit(f"{ledger} does not hold: {wrong[:3]}")
        reports = list(held.reports())
        said = {
            "reports": [encode(r) for r in reports],
            "claims": [encode(c) for c in held.claims()],
            "incidents": [encode(i) for i in held.incidents()],
            "quarantined": sorted(f"{q.origin} {q.reason}" for q in held.quarantined()),
            "captures": sorted(c.id for c in held.archive.captures()),
            "bearings": [f"{b.id} {b.part}" for b, _ in held.archive.bearings(r.id for r in reports)],
            "pages": sorted(v.url for v in held.visits.waiting([])),
        }
    return json.dumps(said, indent=0)


def differing(one: str, other: str) -> list[str]:
    """Which parts of two contents differ."""
    a, b = json.loads(one), json.loads(other)
    return [f"{part}: {len(a[part])} and {len(b[part])}" for part in a if a[part] != b[part]]
