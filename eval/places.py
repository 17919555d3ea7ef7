"""Recognise and resolve the places of JSON Lines reports, for the scorer of the places benchmark.

usage: places.py REPORTS.jsonl ANNOTATIONS.jsonl [--parses FILE] [--gold GOLD.jsonl]
``--parses`` keeps the parses between runs (a pickle); ``--gold`` tells, by tenths of the score, how many of the places that
overlap one of the gold lie within 161 km of it.
"""

from __future__ import annotations

import argparse
import json
import pickle
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from hadba.extract.places import read_places
from hadba.model.report import make_report
from hadba.resolve.where import WorldGazetteer, resolve_places
from hadba.resolve.where.distance import km
from hadba.text.parsing import SpacyParser


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("reports", type=Path)
    options.add_argument("annotations", type=Path)
    options.add_argument("--parses", type=Path)
    options.add_argument("--gold", type=Path)
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
                 "place_id": m.where.place_id, "precision": m.where.precision, "evidence": m.evidence, "cue": m.cue,
                 "score": m.where.score}
                for m in found if m.where is not None
            ]  # fmt: skip
            out.write(json.dumps({"report_id": row["id"], "places": places}, ensure_ascii=False) + "\n")
    print(f"{len(rows)} reports, {1000 * (time.perf_counter() - started) / len(rows):.1f} ms a report beyond parsing")
    if given.gold:
        reliability(_read(given.gold), _read(given.annotations))


NEAR = 161.0  # km
Reports = dict[str, list[dict[str, Any]]]  # places by report


def _read(path: Path) -> Reports:
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line)
    return {row["report_id"]: row["places"] for row in rows}


def reliability(gold: Reports, found: Reports) -> None:
    """Print for each tenth of the score how many places have it, its mean, and the share of them that are right."""
    tenths: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for report, places in found.items():
        for place in (p for p in places if p["lat"] is not None):
            start, end = place["span"]
            meant = next((g for g in gold.get(report, ()) if g["span"][0] < end and start < g["span"][1]), None)
            if meant is not None:
                right = km(meant["lat"], meant["lon"], place["lat"], place["lon"]) <= NEAR
                tenths[min(9, int(place["score"] * 10))].append((place["score"], right))
    print("score   places   mean   right")
    for tenth, rows in sorted(tenths.items()):
        scores, rights = zip(*rows, strict=True)
        print(f"{tenth / 10:5.1f} {len(rows):8} {sum(scores) / len(rows):6.2f} {sum(rights) / len(rows):7.2f}")


if __name__ == "__main__":
    main()
