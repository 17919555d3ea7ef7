"""Annotate the time expressions of reports: ``python eval/times.py REPORTS.jsonl[,MORE.jsonl] OUT.jsonl [PARSES.pickle] [--like
GOLD.jsonl]``; with ``--like`` only the reports that the gold has.

The output has one line a report, ``{"report_id", "times": [{span, text, type, value, start, end, precision}]}``, which the
scorer of TempEval-3 style times reads. A pickle of parses is written where it does not exist and used where it does.
"""

from __future__ import annotations

import argparse
import json
import pickle
from datetime import date
from pathlib import Path

from hadba.extract.times import read_times
from hadba.model.parse import Parsed
from hadba.model.report import Report, make_report
from hadba.resolve.when import resolve_times
from hadba.text.parsing import SpacyParser


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports")
    parser.add_argument("out", type=Path)
    parser.add_argument("parses", type=Path, nargs="?")
    parser.add_argument("--like", type=Path)
    options = parser.parse_args()
    rows = [row for path in options.reports.split(",") for row in _rows(Path(path))]
    if options.like is not None:
        wanted = {row["report_id"] for row in _rows(options.like)}
        rows = [row for row in rows if row["id"] in wanted]
    parses = _parses(rows, options.parses)
    out: Path = options.out
    with out.open("w", encoding="utf-8") as file:
        for row, parsed in zip(rows, parses, strict=True):
            file.write(json.dumps(annotate(row, parsed), ensure_ascii=False) + "\n")


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _parses(rows: list[dict[str, str]], cache: Path | None) -> list[Parsed]:
    if cache is not None and cache.exists():
        return list(pickle.loads(cache.read_bytes()))
    parses = list(SpacyParser().parse(row["text"] for row in rows))
    if cache is not None:
        cache.write_bytes(pickle.dumps(parses))
    return parses


def report_of(row: dict[str, str]) -> Report:
    published = date.fromisoformat(row["published"][:10]) if row.get("published") else None
    return make_report(row["text"], outlet=row.get("outlet") or "unknown", id=row["id"], published=published)


def annotate(row: dict[str, str], parsed: Parsed) -> dict[str, object]:
    times = resolve_times(report_of(row), parsed, read_times(parsed))
    return {
        "report_id": row["id"],
        "times": [
            {
                "span": list(t.span),
                "text": t.text,
                "type": t.type.value,
                "value": t.value,
                "start": t.start.isoformat() if t.start else None,
                "end": t.end.isoformat() if t.end else None,
                "precision": t.precision.value,
            }
            for t in times
        ],
    }


if __name__ == "__main__":
    main()
