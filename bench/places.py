"""What places cost: CPU a report beyond parsing, first use, and memory, with the embedded gazetteer and with own lists.

    python bench/places.py REPORTS.jsonl [--reports 300] [--own FILE ...]

Reports are parsed first and not counted; each line is a pass in a process of its own, so that the first is cold. With
``--own`` the files are written into one list once, as ``hadba gazetteer add`` does.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import pickle
import resource
import tempfile
import time
from pathlib import Path

from hadba.extract.places import read_places
from hadba.model.report import make_report
from hadba.resolve.where import OwnSource, gazetteer_of, load_places, resolve_places, write_list
from hadba.text.parsing import SpacyParser


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("reports", type=Path)
    asked.add_argument("--reports", dest="count", type=int, default=300)
    asked.add_argument("--own", type=Path, nargs="*", default=[])
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        parsed = Path(folder) / "parsed.pickle"
        _apart(parse, options.reports, options.count, parsed)
        _apart(resolve, parsed, None)
        if options.own:
            own = Path(folder) / "own.sqlite"
            _apart(write, tuple(options.own), own)
            _apart(resolve, parsed, own)


def _apart(function: object, *arguments: object) -> None:
    process = multiprocessing.get_context("spawn").Process(target=function, args=arguments)  # type: ignore[arg-type]
    process.start()
    process.join()


def parse(reports: Path, count: int, target: Path) -> None:
    with reports.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line, _ in zip(file, range(count), strict=False)]
    made = [make_report(row["text"], outlet=row.get("outlet") or "x", url=row.get("url")) for row in rows]
    target.write_bytes(pickle.dumps(list(zip(made, SpacyParser().parse([r.text for r in made]), strict=True))))


def write(files: tuple[Path, ...], target: Path) -> None:
    begun = time.process_time()
    write_list((place for file in files for place in load_places(file, problems=[])), target)
    print(
        f"own list written: {target.stat().st_size / 1e6:.0f} MB in {time.process_time() - begun:.1f} s CPU, {_peak():.0f} MB"
    )


def resolve(parsed: Path, own: OwnSource | None) -> None:
    held = pickle.loads(parsed.read_bytes())
    before = _resident()
    begun = time.process_time()
    gazetteer = gazetteer_of(own or ())
    gazetteer.named("Mosul")
    first = time.process_time() - begun
    print(f"{'own lists' if own else 'embedded'}: first look-up {first * 1000:.0f} ms")
    for name in ("cold", "warm"):
        reading = resolving = 0.0
        for report, text in held:
            begun = time.process_time()
            mentions = read_places(text, gazetteer, ())
            between = time.process_time()
            resolve_places(report, text, mentions, gazetteer)
            reading, resolving = reading + between - begun, resolving + time.process_time() - between
        n = len(held)
        print(f"  {name}: recognise {reading / n * 1000:.1f} ms, resolve {resolving / n * 1000:.1f} ms a report ({n} reports)")
    print(f"  resident: {_resident():.0f} MB, of which {before:.0f} before the gazetteer (code and parsed reports)")


def _resident() -> float:
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    main()
