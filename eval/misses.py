"""A page of misses: every hand-coded figure and every figure read, beside the text of its report.

    python eval/misses.py GOLD.jsonl REPORTS.jsonl --tools DIR -o misses.html

GOLD has the form of the ledger gold (``char_offset``, and ``as_written`` or ``length``); DIR holds ``score_gold.py``, whose
own comparisons are used, so that the page and the score agree. The page holds the reports' texts: it is for reading at home
and is never committed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from gold.agreement import load

PAGE = """<!doctype html><meta charset="utf-8"><title>Misses</title>
<style>
 body{font:15px/1.5 system-ui,sans-serif;margin:2rem;color:#222}
 article{display:grid;grid-template-columns:minmax(20rem,1fr) minmax(24rem,1fr);gap:2rem}
 article{border-top:1px solid #ccc;padding:1rem 0}
 .text{white-space:pre-wrap} mark{padding:0 .15em;border-radius:.2em} .right{background:#cfe8cf} .wrong{background:#ffe2a8}
 .missed{background:#ffc4bd} .false{background:#c9d8ff}
 table{border-collapse:collapse;width:100%;font-size:13px;align-self:start}
 td,th{border-bottom:1px solid #e3e3e3;padding:.25rem .4rem;text-align:left;vertical-align:top} h2{font-size:16px}
</style>
<h1>Misses</h1>
<p>{{ counts.right }} right in all,
<mark class="wrong">{{ counts.wrong }} read with something wrong</mark>,
<mark class="missed">{{ counts.missed }} missed</mark>,
<mark class="false">{{ counts.false }} read where the coder has none</mark>.</p>
{% for report in reports if report.rows %}
<article><div><h2>{{ report.id }} · {{ report.outlet }} ·
{{ report.published or "no date" }}</h2>
<div class="text" dir="auto">{{ report.text }}</div></div>
<table><tr><th>Figure<th>Coded<th>Read</tr>
{% for row in report.rows %}<tr><td><mark class="{{ row.state }}">{{ row.words }}</mark><td>{{ row.coded }}
<td>{% for line in row.read %}{{ line }}<br>{% endfor %}</tr>{% endfor %}</table></article>
{% endfor %}"""


@dataclass(slots=True)
class Row:
    """One figure: ``state`` is right, wrong, missed or false; ``start`` and ``end`` are offsets into the report's text."""

    state: str
    start: int
    end: int
    words: str
    coded: str = ""
    read: list[str] = field(default_factory=list)


def scorer(tools: Path) -> ModuleType:
    """``score_gold.py`` as a module."""
    spec = importlib.util.spec_from_file_location("score_gold", tools / "score_gold.py")
    if spec is None or spec.loader is None:
        sys.exit(f"There is no score_gold.py in {tools}.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows_of(rules: ModuleType, article: dict[str, Any], claims: list[dict[str, Any]], text: str) -> list[Row]:
    """All figures of one report, coded and read, in text order."""
    read, used, rows = rules.predicted_figures(claims), defaultdict(int), []
    for coded in rules.gold_figures(article):
        at = coded.get("char_offset") or 0
        options = [
            (min(abs(one["at"] - at) for one in (row, *row["twins"])), n)
            for n, row in enumerate(read)
            if used[n] <= len(row["twins"]) and row["kind"] in (coded["kind"], *rules.also(coded, "kind"))
            and rules.number_match(coded, row)
        ]  # fmt: skip
        end = at + (coded.get("length") or len(coded.get("as_written") or ""))
        row = Row("missed", at, end, text[at:end], _coded(coded))
        if options:
            n = min(options)[1]
            used[n] += 1
            free = [one for one in (read[n], *read[n]["twins"]) if not one.get("taken")]
            one = min(free, key=lambda r: abs(r["at"] - at))
            one["taken"] = True
            row.read = _faults(rules, coded, one)
            row.state = "wrong" if row.read else "right"
        elif coded.get("optional"):
            continue
        rows.append(row)
    for n, one in enumerate(read):
        if not used[n]:
            start, end = one["span"]
            rows.append(Row("false", start, end, one["text"], read=[f"{one['kind']} {one['low']} to {one['high']}"]))
    return sorted(rows, key=lambda r: (r.start, r.end))


def _coded(figure: dict[str, Any]) -> str:
    incident = figure["incident"]
    date = (incident.get("date") or {}).get("iso") or "undated"
    places = ", ".join(p["as_written"] for p in incident.get("places") or ()) or "no place"
    speaker = figure.get("speaker") or "nobody"
    return f"{figure['kind']} {figure['bound']} {figure['victim']} · {speaker} · {date} · {places} · {incident['event_type']}"


def _faults(rules: ModuleType, coded: dict[str, Any], read: dict[str, Any]) -> list[str]:
    """What was read otherwise than coded, a line each; the same rules as the score's."""
    claim, incident, faults = read["claim"], coded["incident"], []
    chain = read.get("attribution") or claim.get("attribution") or []
    names = [n for n in (coded.get("speaker"), coded.get("speaker_as_written"), *rules.also(coded, "speaker")) if n]
    said = any(rules.same_name(n, s.get("name")) for n in names for s in (chain[1:] or chain))
    unsaid = len(chain) <= 1 and (not coded.get("speaker") or None in rules.also(coded, "speaker"))
    if not (said or unsaid):
        faults.append("speaker: " + " > ".join(s["name"] for s in chain))
    if not any(rules.bound_match({**coded, "bound": b}, read) for b in (coded["bound"], *rules.also(coded, "bound"))):
        faults.append(f"bound: {read['low']} to {read['high']}")
    if not any(rules.victims_match(v, rules.victims_of(read)) for v in (coded["victim"], *rules.also(coded, "victim"))):
        faults.append(f"victims: {rules.victims_of(read)}")
    when, iso = claim.get("when") or {}, (incident.get("date") or {}).get("iso")
    if iso and not any((when.get("start") or "")[: len(d)] == d for d in (iso, *rules.also(coded, "date"))):
        faults.append(f"date: {when.get('start')} to {when.get('end')} ({when.get('text')}; {when.get('basis')})")
    sites, places = claim.get("where") or [], [*(incident.get("places") or []), *rules.also(coded, "place")]
    written = [n for p in places for n in (p["as_written"], p.get("en")) if n]
    if places and not any(rules.same_name(n, s.get(key)) for n in written for s in sites for key in ("text", "name")):
        faults.append("place: " + (", ".join(f"{s['text']} ({s['name']})" for s in sites) or "none"))
    points = [(p["lat"], p["lon"]) for p in places if p.get("lat") is not None]
    if points and not any(s.get("lat") is not None and rules.km(*xy, s["lat"], s["lon"]) <= 25 for xy in points for s in sites):
        faults.append("farther than 25 km: " + ", ".join(f"{s['name']} {s['lat']}, {s['lon']}" for s in sites))
    if not any(rules.type_match(t, claim.get("type")) for t in (incident["event_type"], *rules.also(coded, "type"))):
        faults.append(f"type: {claim['type']}")
    return faults


def marked(text: str, rows: list[Row]) -> Markup:
    """The text with every figure marked; of two that overlap, the first."""
    parts, last = [], 0
    for row in rows:
        if row.start >= last and row.end > row.start:
            parts += [
                escape(text[last : row.start]),
                Markup('<mark class="{}">{}</mark>').format(row.state, text[row.start : row.end]),
            ]
            last = row.end
    return Markup("").join([*parts, escape(text[last:])])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--tools", type=Path, required=True)
    parser.add_argument("-o", "--output", type=Path, default=Path("misses.html"))
    options = parser.parse_args()
    rules = scorer(options.tools)
    gold = load(options.gold)
    wanted = {article["article_id"] for article in gold}
    reports = {report["id"]: report for report in load(options.reports) if report["id"] in wanted}
    by_report: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "reports.jsonl", Path(folder) / "claims.jsonl"
        asked.write_text("".join(json.dumps(r) + "\n" for r in reports.values()), encoding="utf-8")
        subprocess.run([sys.executable, "-m", "hadba", "extract", str(asked), "-o", str(answered)], check=False)
        for claim in load(answered):
            by_report[claim["report_id"]].append(claim)
    shown, counts = [], dict.fromkeys(("right", "wrong", "missed", "false"), 0)
    for article in gold:
        report = reports.get(article["article_id"])
        if report is None:
            print(f"{article['article_id']} is not among the reports; left out.", file=sys.stderr)
            continue
        rows = rows_of(rules, article, by_report[report["id"]], report["text"])
        for row in rows:
            counts[row.state] += 1
        shown.append({**report, "text": marked(report["text"], rows), "rows": [r for r in rows if r.state != "right"]})
    page = Environment(autoescape=True).from_string(PAGE).render(reports=shown, counts=counts)
    options.output.write_text(page, encoding="utf-8")
    print(f"{options.output}: {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
