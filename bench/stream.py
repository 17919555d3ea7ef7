"""A day's stream through one process: whether memory stays flat and the last reports cost what the first did.

    python -m bench.stream MIXED.jsonl [--reports 50000] [--every 5000] [--out stream.json]

The reports of MIXED come again and again, each time with other numbers and with other names in place of some of its words,
so that new words never end, as in a real stream. Prints processor milliseconds a report and the memory of the process after
every 5,000; ends with 1 where memory passed 1.2 GB or the last part cost over a tenth more than the first.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

from bench.run import reports
from hadba import pipeline
from hadba.app.telling import make_tools
from hadba.engine.in_process import InProcess
from hadba.model.reading import Reading
from hadba.model.report import Report

MOST_MIB = 1_200
SLOWER = 1.1
NEW_NAMES = 0.05  # share of the words with a capital that become names nobody has read before
_WORD = re.compile(r"\d+|(?<=[a-z,] )[A-Z][a-z]{3,}")
_SYLLABLES = ("ba", "ta", "ra", "qa", "mu", "sha", "ka", "zi", "ha", "du", "nu", "sa", "lam", "bir", "tel", "far", "mar", "jar")


def stream(held: list[Report]) -> Iterator[Report]:
    """The reports for ever, in another order and other words each time."""
    n = 0
    while True:
        dice = random.Random(n)
        for report in dice.sample(held, len(held)):
            yield replace(
                report, id=f"{report.id}-{n}", text=_WORD.sub(partial(_other, dice), report.text) if n else report.text
            )
        n += 1


def _other(dice: random.Random, found: re.Match[str]) -> str:
    word = found.group()
    if word.isdigit():
        return word if len(word) == 4 else str(dice.randrange(10 ** (len(word) - 1), 10 ** len(word)))  # years stay
    return "".join(dice.choices(_SYLLABLES, k=4)).capitalize() if dice.random() < NEW_NAMES else word


def memory() -> int:
    """MiB that the process holds now."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) // 1024
    raise SystemExit("This bench reads /proc/self/status, which this system does not have.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mixed")
    parser.add_argument("--reports", type=int, default=50_000)
    parser.add_argument("--every", type=int, default=5_000)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    waiting = islice(stream(reports(asked.mixed)), asked.reports)
    tools = partial(make_tools, (), screen=True)
    rows: list[dict[str, float]] = []
    print(f"{'reports':>8}{'ms each':>9}{'claims':>8}{'MiB':>7}{'objects':>10}")
    while part := list(islice(waiting, asked.every)):
        began, claims = time.process_time(), 0
        for outcomes in pipeline.read_reports(part, engine=InProcess(), tools=tools):
            claims += sum(len(o.claims) for o in outcomes if isinstance(o, Reading))
        each = 1000 * (time.process_time() - began) / len(part)
        rows.append({"ms": round(each, 2), "claims": claims, "mib": memory(), "objects": len(gc.get_objects())})
        print(
            f"{sum(1 for _ in rows) * asked.every:8}{each:9.2f}{claims:8}{rows[-1]['mib']:7}{rows[-1]['objects']:10}",
            flush=True,
        )
    if asked.out:
        asked.out.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    slower = rows[-1]["ms"] / rows[0]["ms"]
    print(f"the last {asked.every:,} cost {slower:.2f} times the first; {max(r['mib'] for r in rows):.0f} MiB at most")
    sys.exit(slower > SLOWER or max(r["mib"] for r in rows) > MOST_MIB)


if __name__ == "__main__":
    main()
