"""What a hundred new reports cost in a ledger that holds many, beside an empty one: adding, reading, deriving.

    python -m bench.adding REPORTS.jsonl [--held 200000] [--new 100] [--scattered] [--keep LEDGER.db]

The many are invented (``synthetic``): three in ten bear claims, which are linked and derived, over years that cover the
new reports' own; the others are of a stream that is mostly about other things. Costs are processor seconds of ``hadba add``
and ``hadba run``, the parser loaded before. ``--keep`` names a file in which the large ledger is kept for the next time.
The new reports are of dates near each other, as they come; ``--scattered`` takes them as they stand, which touches more.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.linking import BATCH, store
from bench.synthetic import CLAIMS_A_DAY, make_ledger
from hadba.app import reading
from hadba.app.opening import reader_version
from hadba.deriving import derive
from hadba.edition import rules_version
from hadba.model.reading import Reading
from hadba.model.report import make_report
from hadba.settings import Settings
from hadba.store.ledger import SqlLedger

FIRST = date(2011, 1, 1)
TELLING = 0.3  # share of the reports that bear claims
CLAIMS_AT_ONCE = 40_000  # bounds the memory of making them
AT = datetime(2040, 1, 1, tzinfo=UTC)


def fill(path: Path, reports: int) -> None:
    """A ledger of that many invented reports, read, linked and derived."""
    with SqlLedger(str(path)) as ledger:
        version, held, part = reader_version(ledger), 0, 0
        while held < reports:
            first = FIRST + timedelta(part * CLAIMS_AT_ONCE // CLAIMS_A_DAY)
            made = make_ledger(CLAIMS_AT_ONCE, seed=part, first=first, prefix=f"s{part}-")
            ids = list(made.reports)[: round((reports - held) * TELLING) or 1]
            store(ledger, made, ids, version=version)
            others = min(reports - held - len(ids), round(len(ids) / TELLING) - len(ids))
            _store_quiet(ledger, range(held, held + others), first, version)
            held, part = held + len(ids) + others, part + 1
            began = time.process_time()
            derived = derive(ledger, at=AT, rules=rules_version())
            spent = time.process_time() - began
            print(f"{held:8} reports, {derived.incidents} incidents, derived in {spent:.0f} s", flush=True)


def _store_quiet(ledger: SqlLedger, numbers: range, first: date, version: str) -> None:
    words = "The council heard the plan for the library and put off its decision on the bridge. " * 30
    for start in range(numbers.start, numbers.stop, BATCH):
        part = range(start, min(start + BATCH, numbers.stop))
        made = [make_report(f"Item {n}. {words}", id=f"q{n}", outlet=f"Outlet {n % 36}", published=first) for n in part]
        ledger.add_reports(made, at=AT)
        ledger.save_readings([Reading(report) for report in made], version=version)


def measure(ledger: Path, new: Path) -> dict[str, float]:
    """Processor seconds of each step on that ledger."""
    settings = replace(Settings(ledger=str(ledger)), jobs=1)
    began = time.process_time()
    added = reading.add(settings, [str(new)], now=AT)
    then = time.process_time()
    ran = reading.run(settings, rebuild=False, now=AT)
    end = time.process_time()
    if len(added.new) != ran.read + len(ran.refused):
        raise SystemExit(f"{len(added.new)} reports were new, {ran.read} were read: is {ledger} of another version?")
    return {"add": then - began, "run": end - then, "whole": end - began, "touched": ran.derived.touched}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--held", type=int, default=200_000)
    parser.add_argument("--new", type=int, default=100)
    parser.add_argument("--scattered", action="store_true", help="take the new reports as they stand, whatever their dates")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [line for line in asked.reports.read_text(encoding="utf-8").split("\n") if line]
        if not asked.scattered:  # as they come: those of some days or weeks
            lines.sort(key=lambda line: (json.loads(line).get("published") or "", line))
        first = max(0, len(lines) // 2 - asked.new)
        new, warm = folder / "new.jsonl", folder / "warm.jsonl"
        new.write_text("\n".join(lines[first : first + asked.new]), encoding="utf-8")
        warm.write_text("\n".join(lines[first + asked.new : first + 2 * asked.new] or lines), encoding="utf-8")
        kept = asked.keep or folder / "held.db"
        if not kept.exists():
            fill(kept, asked.held)
        large = folder / "large.db"
        shutil.copy(kept, large)
        measure(folder / "warm.db", warm)
        empty, full = measure(folder / "empty.db", new), measure(large, new)
    print(f"{'':28}{'add s':>8}{'run s':>8}{'whole s':>9}{'touched':>9}")
    for title, row in (("into an empty ledger", empty), (f"into one of {asked.held:,} reports", full)):
        print(f"{title:28}{row['add']:8.2f}{row['run']:8.2f}{row['whole']:9.2f}{row['touched']:9.0f}")
    print(f"{full['whole'] / empty['whole']:.2f} times; run alone {full['run'] / empty['run']:.2f} times")


if __name__ == "__main__":
    main()
