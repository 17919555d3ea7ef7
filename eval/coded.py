"""The hand-coded reports of ``gold/`` in the form that the scorer reads: with their words, beside their texts."""

from __future__ import annotations

import json
from pathlib import Path

from gold.agreement import HERE, fill, load


def with_words(gold: str, reports: Path, into: Path) -> tuple[Path, Path]:
    """Write the coding ``gold/GOLD`` with the words at its offsets, and the reports that it codes, into the folder ``into``;
    the two files, coding first. The words never enter this repository."""
    wanted = load(HERE / gold)
    texts = {report["id"]: report for report in load(reports)}
    fill(wanted, {key: report["text"] for key, report in texts.items()})
    coding, subset = into / "gold.jsonl", into / "reports.jsonl"
    coding.write_text("".join(json.dumps(a) + "\n" for a in wanted), encoding="utf-8")
    subset.write_text("".join(json.dumps(texts[a["article_id"]]) + "\n" for a in wanted), encoding="utf-8")
    return coding, subset
