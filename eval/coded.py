"""The hand-coded reports of ``gold/`` in the form that the scorer reads: with their words, beside their texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def _lines(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def with_words(gold: str, reports: Path, into: Path) -> tuple[Path, Path]:
    """Write the coding ``gold/GOLD`` with the words at its offsets, and the reports that it codes, into the folder ``into``;
    the two files, coding first. The words never enter this repository."""
    wanted = list(_lines(HERE / "gold" / gold))
    texts = {r["id"]: r for r in _lines(reports)}
    for article in wanted:
        text = texts[article["article_id"]]["text"]
        for incident in article["incidents"]:
            for figure in incident["figures"]:
                figure["as_written"] = text[figure["char_offset"] : figure["char_offset"] + figure["length"]]
    coding, subset = into / "gold.jsonl", into / "reports.jsonl"
    coding.write_text("".join(json.dumps(a) + "\n" for a in wanted), encoding="utf-8")
    subset.write_text("".join(json.dumps(texts[a["article_id"]]) + "\n" for a in wanted), encoding="utf-8")
    return coding, subset
