"""What a second process gains: ``hadba extract`` as a user calls it, with one process and with two.

    python bench/processes.py REPORTS.jsonl [--times 4] [--out processes.json]

The command is run on REPORTS once and several times over; what the longer run takes more is the steady cost a report, in
which starting (loading parser and lexicons) has no part. Both are told: the whole command and the steady state, by the
clock and in processor seconds of all processes together. The clock needs a quiet machine with two cores: the processor
seconds of two processes beside those of one say what splitting itself costs, and hold on a busy one too.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER of Linux


@dataclass(frozen=True, slots=True)
class Spent:
    """Of one call: seconds of the clock, processor seconds of it and all processes that it started, lines written."""

    clock: float
    processor: float
    claims: int


def called(reports: Path, jobs: int, folder: Path) -> Spent:
    """``hadba extract`` on these reports."""
    out = folder / "out.jsonl"
    before, began = os.times(), time.perf_counter()
    command = [sys.executable, "-m", "hadba", "extract", str(reports), "-o", str(out), "--jobs", str(jobs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    clock = time.perf_counter() - began
    _wait_for_orphans()
    after = os.times()
    if done.returncode not in (0, 1):
        sys.exit(f"hadba extract ended with {done.returncode}: {done.stderr}")
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Spent(clock, processor, out.read_bytes().count(b"\n"))


def _wait_for_orphans() -> None:
    """Workers outlive the command by a moment, as children of a server of their own: what they spent counts once that has
    come to this process and has ended."""
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--times", type=int, default=4)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1)
    lines = [line for line in asked.reports.read_text(encoding="utf-8").split("\n") if line]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        short, long = folder / "short.jsonl", folder / "long.jsonl"
        short.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        again = (json.loads(line) | {"id": f"again-{n}-{i}"} for n in range(asked.times) for i, line in enumerate(lines))
        long.write_text("".join(json.dumps(row) + "\n" for row in again), encoding="utf-8")
        spent = {(jobs, part.stem): called(part, jobs, folder) for jobs in (1, 2) for part in (short, long)}
    more = len(lines) * (asked.times - 1)
    print(f"{'':14}{'clock s':>9}{'cpu s':>8}{'steady: ms a report':>22}{'cpu ms':>8}{'claims':>8}")
    steady = {}
    for jobs in (1, 2):
        a, b = spent[jobs, "short"], spent[jobs, "long"]
        steady[jobs] = Spent((b.clock - a.clock) / more, (b.processor - a.processor) / more, b.claims)
        each = f"{1000 * steady[jobs].clock:22.2f}{1000 * steady[jobs].processor:8.2f}"
        print(f"{jobs} process{'es' if jobs > 1 else '  '}   {b.clock:9.1f}{b.processor:8.1f}{each}{b.claims:8}")
    whole = {part: spent[1, part].clock / spent[2, part].clock for part in ("short", "long")}
    print(f"two processes are {steady[1].clock / steady[2].clock:.2f} times as fast as one, steadily; ", end="")
    counts = f"{len(lines)} reports, {whole['long']:.2f} on {len(lines) * asked.times}"
    print(f"the whole command {whole['short']:.2f} times on {counts}")
    print(f"splitting costs {steady[2].processor / steady[1].processor - 1:+.1%} processor time a report")
    if spent[1, "long"].claims != spent[2, "long"].claims:
        sys.exit("one process and two gave different numbers of claims")
    if asked.out:
        kept = {f"{jobs} {part}": asdict(s) for (jobs, part), s in spent.items()}
        asked.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
