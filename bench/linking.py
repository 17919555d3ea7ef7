"""How long linking takes, and how it grows.

    python bench/linking.py [10000 30000 100000 300000]

For each number of claims an invented ledger (``bench.synthetic``) is stored, derived at once, and then 50 reports more are
added and derived; each in a process of its own. Times are user CPU time; a ledger's storing is not counted. Prints a table
and the exponent of the growth between each size and the one before, and how well the clusters fit what was invented
(B-cubed; the invention is noisier in dates and places than well-edited reports are).
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.synthetic import CLAIMS_A_DAY, FIRST, Synthetic, make_ledger
from hadba.deriving import derive
from hadba.model.incident import Incident
from hadba.model.reading import Reading
from hadba.store.ledger import SqlLedger

SIZES = (10_000, 30_000, 100_000, 300_000)
AT = datetime(2040, 1, 1, tzinfo=UTC)
MORE = 50  # reports
BATCH = 1_000


def main(sizes: Iterable[int]) -> None:
    """The table."""
    print("  claims  reports incidents  derive s  growth    MiB  +50 s  touched     B3")
    last: dict[str, float] | None = None
    for size in sizes:
        done = subprocess.run([sys.executable, __file__, "one", str(size)], check=True, capture_output=True, text=True)
        row = json.loads(done.stdout.splitlines()[-1])
        growth = math.log(row["derive"] / last["derive"]) / math.log(row["claims"] / last["claims"]) if last else math.nan
        counts = f"{row['claims']:8.0f} {row['reports']:8.0f} {row['incidents']:9.0f}"
        spent = f"{row['derive']:9.1f} {growth:7.2f} {row['mib']:6.0f} {row['more']:6.1f}"
        print(f"{counts} {spent} {row['touched']:8.0f} {row['b3']:6.3f}", flush=True)
        last = row


def measure(size: int) -> dict[str, float]:
    """One line of the table."""
    made = make_ledger(size)
    end = FIRST + timedelta(max(1, size // CLAIMS_A_DAY))
    new = make_ledger(400, seed=8, days=6, first=end - timedelta(6), prefix="t")
    with tempfile.TemporaryDirectory() as folder:
        with SqlLedger(str(Path(folder) / "bench.db")) as ledger:
            store(ledger, made, list(made.reports))
        truth, counts = made.truth, (len(made.claims), len(made.reports))
        del made
        with SqlLedger(str(Path(folder) / "bench.db")) as ledger:
            began = time.process_time()
            derived = derive(ledger, at=AT)
            first = time.process_time() - began
            fit = b_cubed(ledger.incidents(), truth)
            store(ledger, new, list(new.reports)[:MORE])
            began = time.process_time()
            again = derive(ledger, at=AT)
            more = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "claims": counts[0], "reports": counts[1], "incidents": derived.incidents, "derive": first, "mib": peak, "more": more,
        "touched": again.touched, "b3": fit,
    }  # fmt: skip


def store(ledger: SqlLedger, made: Synthetic, reports: list[str], *, version: str = "bench") -> None:
    """The reports with their claims, as if read by that version."""
    of: dict[str, list[int]] = {}
    for n, claim in enumerate(made.claims):
        of.setdefault(claim.report_id, []).append(n)
    for start in range(0, len(reports), BATCH):
        part = [made.reports[r] for r in reports[start : start + BATCH]]
        ledger.add_reports(part, at=AT)
        ledger.save_readings(
            [Reading(r, claims=tuple(made.claims[n] for n in of.get(r.id, ()))) for r in part], version=version
        )


def b_cubed(incidents: Iterable[Incident], truth: Mapping[str, int]) -> float:
    """F1 of the incidents against the invented events."""
    sizes = Counter(truth.values())
    precision = recall = 0.0
    for incident in incidents:
        shares = Counter(truth[c] for c in incident.claims)
        for event, n in shares.items():
            precision += n * n / len(incident.claims)
            recall += n * n / sizes[event]
    return 2 * precision * recall / (precision + recall) / len(truth)


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        print(json.dumps(measure(int(sys.argv[2]))))
    else:
        main([int(a) for a in sys.argv[1:]] or SIZES)
