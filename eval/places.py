"""Recognise and resolve the places of JSON Lines reports, for the scorer of the places benchmark.

usage: places.py REPORTS.jsonl ANNOTATIONS.jsonl [--parses FILE]
``--parses`` keeps the parses between runs (a pickle).
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from pathlib import Path

from hadba.extract.places import read_places
from hadba.model.report import make_report
from hadba.resolve.where import WorldGazetteer, resolve_places
from hadba.text.parsing import SpacyParser


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("reports", type=Path)
    options.add_argument("annotations", type=Path)
    options.add_argument("--parses", type=Path)
    given = options.parse_args()
    rows = [json.loads(line) for line in given.reports.read_text(encoding="utf-8").split("\n") if line]
    if given.parses and given.parses.exists():
        parses = pickle.loads(given.parses.read_bytes())
    else:
        parses = list(SpacyParser().parse([row["text"] for row in rows]))
        if given.parses:
            given.parses.write_bytes(pickle.dumps(parses))
    gazetteer = WorldGazetteer()
    started = time.perf_counter()
    with given.annotations.open("w", encoding="utf-8") as out:
        for row, parsed in zip(rows, parses, strict=True):
            report = make_report(row["text"], outlet=row.get("outlet", ""), id=row["id"], title=row.get("title"))
            found = resolve_places(report, parsed, read_places(parsed, gazetteer, ()), gazetteer)
            places = [
                {"span": list(m.span), "text": m.text, "lat": m.where.lat, "lon": m.where.lon, "name": m.where.name,
                 "place_id": m.where.place_id, "precision": m.where.precision, "evidence": m.evidence, "cue": m.cue}
                for m in found if m.where is not None
            ]  # fmt: skip
            out.write(json.dumps({"report_id": row["id"], "places": places}, ensure_ascii=False) + "\n")
    print(f"{len(rows)} reports, {1000 * (time.perf_counter() - started) / len(rows):.1f} ms a report beyond parsing")


if __name__ == "__main__":
    main()
