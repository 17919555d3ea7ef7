"""The agreement of the two coders of the hand-coded reports: each coding scored as an answer to the other.

    python eval/gold/agreement.py REPORTS.jsonl... --tools DIR [--second second-of-fifth.jsonl]

REPORTS hold the texts by id, which the codings leave out; DIR holds ``score_gold.py``. Optional figures stay in the answers,
where they count as wrong if the other coder has nothing of the kind. Every offset of both codings is checked against the text
first. Nothing that holds a report's words outlives the run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]
HERE = Path(__file__).parent
ROWS = ("figures", "complete", "bound", "victims", "speaker", "no_false_speaker", "date", "place", "within_25km", "type")


def load(path: Path) -> list[Json]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def figures(articles: list[Json]) -> Iterator[tuple[Json, Json, Json]]:
    for article in articles:
        for incident in article["incidents"]:
            for figure in incident["figures"]:
                yield article, incident, figure


def fill(articles: list[Json], texts: dict[str, str]) -> None:
    """Put the words at a figure's offset into ``as_written``; stop at an offset that cuts a word or leaves the text."""
    for article, _, figure in figures(articles):
        text, start = texts[article["article_id"]], figure["char_offset"]
        end = start + figure["length"]
        words, edges = text[start:end], (text[max(0, start - 1) : start + 1], text[end - 1 : end + 1])
        if end > len(text) or words != words.strip() or any(len(e) == 2 and e.isalnum() for e in edges):
            sys.exit(f"{article['article_id']}: offset {start} does not fit the text")
        figure["as_written"] = words


def limits(figure: Json) -> tuple[float | None, float | None]:
    """The least and the most that a coded figure says: about and nearly get a tenth of play, a vague word its least."""
    value, bound = figure["value"], figure["bound"]
    if bound in ("about", "nearly"):
        return 0.9 * value, (1.1 if bound == "about" else 1.0) * value
    return figure["min"], figure["max"]


def claims(articles: list[Json]) -> Iterator[Json]:
    for article, incident, figure in figures(articles):
        if figure["bound"] == "unquantified":
            continue
        low, high = limits(figure)
        start = figure["char_offset"]
        number = {"kind": figure["kind"].replace(" ", "_"), "low": low, "point": figure["value"], "high": high}
        yield {
            "report_id": article["article_id"],
            "family": "event",
            "type": incident["event_type"],
            "realis": "actual",
            "figures": [{**number, "victims": figure["victim"], "span": [start, start + figure["length"]]}],
            "attribution": [{"name": name} for name in figure["speaker_chain"]],
            "when": {"start": incident["date"]["iso"]},
            "where": [{"text": p["as_written"], "lat": p.get("lat"), "lon": p.get("lon")} for p in incident["places"]],
        }


def score(tools: Path, gold: list[Json], answer: list[Json]) -> Json:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, name) for name in ("gold.jsonl", "claims.jsonl")]
        for path, rows in zip(paths, (gold, list(claims(answer))), strict=True):
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, str(tools / "score_gold.py"), *map(str, paths), "--json"]
        result: Json = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return result


def cell(scores: Json, row: str) -> str:
    found = scores.get(row)
    return "-" if not found else f"{found['f1']:.2f}" if "f1" in found else f"{found['accuracy']:.2f} of {found['n']}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path, nargs="+")
    parser.add_argument("--tools", type=Path, required=True)
    parser.add_argument("--second", default="second.jsonl", help="which second coding of this folder")
    args = parser.parse_args()
    texts = {report["id"]: report["text"] for file in args.reports for report in load(file)}
    first = load(HERE / "gold-open.jsonl") + load(HERE / "gold-aside.jsonl")
    second = load(HERE / args.second)
    for coding in (first, second):
        fill(coding, texts)
    by_id = {article["article_id"]: article for article in first}
    first = [by_id[article["article_id"]] for article in second]
    forward, backward = score(args.tools, first, second), score(args.tools, second, first)
    n, m = (sum(1 for _ in figures(coding)) for coding in (first, second))
    print(f"{len(second)} reports; figures coded: first {n}, second {m}; matched {forward['figures']['matched']}\n")
    print("| | second against first | first against second |\n|---|---|---|")
    for row in ROWS:
        name = row.replace("_", " ") + (" F1" if row in ("figures", "complete") else "")
        print(f"| {name} | {cell(forward, row)} | {cell(backward, row)} |")


if __name__ == "__main__":
    main()
