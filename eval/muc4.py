"""Hadba's claims as MUC-4 templates: ``python eval/muc4.py REPORTS.jsonl -o ANSWERS.jsonl``.

REPORTS has one message a line (``id``, ``text`` and, where known, ``published``, ``outlet``, ``dateline``); ANSWERS gets one
line a message, ``{"id", "templates"}``, in the form that the scorer of MUC-4 reads. Nothing is extracted here: a message is
read by Hadba's own stages, and what the claims say is put into the slots of 1992 (see ``muc/``).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from hadba import pipeline
from hadba.app.telling import engine_for, make_tools
from hadba.model.reading import Reading
from hadba.model.report import Report, make_report
from hadba.settings import settings
from muc.answers import templates_of
from muc.messages import plain_text
from muc.places import home_country


def report_of(message: dict[str, str]) -> Report:
    """The message as a report, without the marks of the monitoring service."""
    published = date.fromisoformat(message["published"][:10]) if message.get("published") else None
    return make_report(
        plain_text(message), outlet=message.get("outlet") or "unknown outlet", id=message["id"], published=published, lang="en"
    )


def answers(messages: Iterable[dict[str, str]]) -> Iterator[dict[str, object]]:
    """One answer a message, in the order given; a message that cannot be read has no templates."""
    held = list(messages)
    datelines = {m["id"]: m.get("dateline_place") for m in held}
    reports = [report_of(m) for m in held]
    engine = engine_for(settings(jobs=None), len(reports))
    for batch in pipeline.read_reports(reports, engine=engine, tools=partial(make_tools, ())):
        for outcome in batch:
            if isinstance(outcome, Reading):
                home = home_country(datelines[outcome.report.id], make_tools(()).gazetteer)
                yield {"id": outcome.report.id, "templates": templates_of(outcome, home)}
            else:
                print(f"{outcome.origin}: {outcome.reason}")
                yield {"id": outcome.origin, "templates": []}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    messages = [json.loads(line) for line in options.reports.read_text(encoding="utf-8").split("\n") if line.strip()]
    with options.output.open("w", encoding="utf-8") as out:
        for answer in answers(messages):
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
