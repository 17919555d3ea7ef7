"""Hand-coded reports (``gold/``, ``invented/``) in the form that the scorer reads: with their words, beside their texts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from gold.agreement import fill, load


def with_words(gold: Path, reports: Iterable[Path], into: Path) -> tuple[Path, Path]:
    """Write the coding ``gold`` with the words at its offsets, and the reports that it codes (of all the files ``reports``),
    into the folder ``into``; the two files, coding first. Words of reports that are not ours never enter this repository."""
    wanted = load(gold)
    texts = {report["id"]: report for file in reports for report in load(file)}
    fill(wanted, {key: report["text"] for key, report in texts.items()})
    coding, subset = into / "gold.jsonl", into / "reports.jsonl"
    coding.write_text("".join(json.dumps(a) + "\n" for a in wanted), encoding="utf-8")
    subset.write_text("".join(json.dumps(texts[a["article_id"]]) + "\n" for a in wanted), encoding="utf-8")
    return coding, subset
