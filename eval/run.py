"""Run Hadba on the benchmarks and hold the results against the floors.

    python eval/run.py --data DIR --tools DIR [--only ledger,times] [--lower REASON]

DIR of data has one folder a benchmark (ledger, reports, times, places, attributions, nested, linking), DIR of tools the scorers
``score_*.py``; neither is part of this repository. Prints one table, writes the figures beside the floors in
``eval/floors.json`` when they rose, and ends with 1 where one fell below its floor. ``--lower`` is the only way down: it
writes the new figure with the reason.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coded import with_words

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
INVENTED = str(HERE / "invented")  # a whole path: it stays as it is when joined to the folder of data
SLACK = 0.0005  # a figure is given to three places


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One scorer run: ``command`` of hadba over ``reports``, scored against ``gold``; ``figures`` are paths into its JSON.

    ``folder`` and ``more_reports`` (where else texts are) lie under the folder of data, ``eval/invented`` here. ``coded`` is a
    coding kept in this repository, of some of the reports.
    """

    name: str
    folder: str
    reports: str
    gold: str
    scorer: str
    command: str
    figures: tuple[str, ...]
    more_reports: tuple[str, ...] = ()


_OF_FIGURES = (
    "figures.f1", "complete.f1", "bound.accuracy", "victims.accuracy", "speaker.accuracy", "no_false_speaker.accuracy",
    "date.accuracy", "place.accuracy", "within_25km.accuracy", "type.accuracy",
)  # fmt: skip
BENCHMARKS = (
    Benchmark("ledger", "ledger", "reports-dev.jsonl", "gold-dev.jsonl", "score_gold.py", "ledger",
              (*_OF_FIGURES, "linking.f1")),
    Benchmark("coded-open", "reports", "open.jsonl", str(HERE / "gold" / "gold-open.jsonl"), "score_gold.py", "coded",
              _OF_FIGURES),
    Benchmark("coded-aside", "reports", "open.jsonl", str(HERE / "gold" / "gold-aside.jsonl"), "score_gold.py", "coded",
              _OF_FIGURES, more_reports=("places/reports-lgl.jsonl",)),
    Benchmark("invented-open", INVENTED, "reports.jsonl", "gold-open.jsonl", "score_gold.py", "coded", _OF_FIGURES),
    Benchmark("invented-aside", INVENTED, "reports.jsonl", "gold-aside.jsonl", "score_gold.py", "coded", _OF_FIGURES),
    Benchmark("times", "times", "reports-wikiwars-train.jsonl", "gold-wikiwars-train.jsonl", "score_times.py", "annotate",
              ("strict.f1", "relaxed.f1", "value.f1")),
    Benchmark("places-lgl", "places", "reports-lgl.jsonl", "gold-lgl.jsonl", "score_places.py", "annotate",
              ("recognition.f1", "accuracy", "end_to_end.f1")),
    Benchmark("places-geovirus", "places", "reports-geovirus.jsonl", "gold-geovirus.jsonl", "score_places.py", "annotate",
              ("recognition.f1", "accuracy", "end_to_end.f1")),
    Benchmark("attributions", "attributions", "reports-polnear-dev.jsonl", "gold-polnear-dev.jsonl", "score_attributions.py",
              "annotate", ("source_exact.f1", "cue_exact.f1", "content_exact.f1", "pair.f1")),
    Benchmark("nested", "nested", "reports-mpqa3-dev.jsonl", "gold-mpqa3-dev.jsonl", "score_nested.py", "annotate",
              ("innermost.of_all", "chain.of_all", "by_depth.3 and more.chain.of_all")),
    Benchmark("muc4", "muc4", "reports-dev.jsonl", "gold-dev.jsonl", "score_muc4.py", "muc4",
              ("F_exact", "gtt.micro.F1")),
    Benchmark("quiet", ".", "attributions/reports-polnear-dev.jsonl", "", "", "quiet",
              ("near_misses.without", "near_misses_longer.without", "near_misses_later.without", "near_misses_latest.without",
               "near_misses_fifth.without", "near_misses_sixth.without", "ordinary_later.without",
               "ordinary_short.without", "ordinary.without")),
    Benchmark("linking", "linking", "reports-gvc-dev.jsonl", "gold-incidents-gvc-dev.jsonl", "score_linking.py", "annotate",
              ("conll",)),
)  # fmt: skip


def hadba(*arguments: str) -> None:
    """Run the command line of the Python that runs this; quarantined input (1) is no failure here."""
    done = subprocess.run([sys.executable, "-m", "hadba", *arguments], check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"hadba {arguments[0]} ended with {done.returncode}")


def score(benchmark: Benchmark, data: Path, tools: Path) -> tuple[dict[str, float], float]:
    """The benchmark's figures and the seconds that Hadba took."""
    folder = data / benchmark.folder
    with tempfile.TemporaryDirectory() as name:
        held = Path(name)
        answers, extra, began = held / "answers.jsonl", [], time.monotonic()
        reports, gold = str(folder / benchmark.reports), folder / benchmark.gold
        if benchmark.command == "ledger":
            ledger = ["--ledger", str(held / "eval.db")]
            hadba("add", *ledger, reports)
            hadba("run", *ledger)
            hadba("claims", *ledger, "--format", "jsonl", "-o", str(answers))
            hadba("incidents", *ledger, "--format", "jsonl", "-o", str(held / "incidents.jsonl"))
            extra = ["--incidents", str(held / "incidents.jsonl")]
        elif benchmark.command == "coded":
            texts = (folder / benchmark.reports, *(data / more for more in benchmark.more_reports))
            gold, subset = with_words(gold, texts, held)
            hadba("extract", str(subset), "-o", str(answers))
        elif benchmark.command == "muc4":
            subprocess.run([sys.executable, str(HERE / "muc4.py"), reports, "-o", str(answers)], check=True)
            extra = ["--gtt"]
        elif benchmark.command == "quiet":
            counted = [sys.executable, str(HERE / "quiet.py"), "--data", str(data), "--json"]
            result = json.loads(subprocess.run(counted, check=True, capture_output=True, text=True).stdout)
            return {path: round(_at(result, path), 4) for path in benchmark.figures}, time.monotonic() - began
        else:
            hadba(benchmark.command, reports, "-o", str(answers))
        seconds = time.monotonic() - began
        scorer = [sys.executable, str(tools / benchmark.scorer), str(gold), str(answers), *extra, "--json"]
        result = json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)
    return {path: round(_at(result, path), 4) for path in benchmark.figures}, seconds


def _at(result: Any, path: str) -> float:
    for key in path.split("."):
        result = result[key]
    return float(result)


def main(arguments: Iterable[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--tools", type=Path, required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--lower", metavar="REASON", help="accept lower figures, with the reason")
    options = parser.parse_args(None if arguments is None else list(arguments))
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    wanted = set(filter(None, options.only.split(",")))
    fallen = False
    for benchmark in BENCHMARKS:
        needed = (f"{benchmark.folder}/{benchmark.reports}", *benchmark.more_reports)
        if (wanted and benchmark.name not in wanted) or not all((options.data / name).exists() for name in needed):
            continue
        figures, seconds = score(benchmark, options.data, options.tools)
        held = floors.setdefault(benchmark.name, {})
        print(f"\n{benchmark.name}  ({seconds:.1f} s)")
        for path, value in figures.items():
            floor = held.get(path, {}).get("floor")
            below = floor is not None and value < floor - SLACK
            print(f"  {path:34} {value:7.4f}   floor {floor if floor is not None else '-'}{'   BELOW' if below else ''}")
            if below and not options.lower:
                fallen = True
            elif floor is None or value > floor:
                held[path] = {"floor": value}
            elif below:
                held[path] = {"floor": value, "lowered_because": options.lower}
    FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
