"""How often Hadba claims an event where none of a conflict is told.

    python eval/quiet.py --data DIR [--json] [--show]

Near misses are texts of our own: accidents, crime, disasters, disease, films and games, metaphors, animals, memory, drills,
politics. ``quiet/near-misses.yaml`` are 100 short ones, ``near-misses-longer.yaml`` 90 told at length in places that are on
the map, ``near-misses-later.yaml`` 50 that were written when the program had been mended by those, ``near-misses-latest.yaml``
88 more, told as agencies tell them, ``near-misses-fifth.yaml``, ``-sixth`` and ``-seventh`` 117, 47 and 30 in many manners.
``ordinary-short.yaml`` and ``ordinary-later.yaml`` are 89 and 72 texts about sport, markets, politics and the like that use the
words of war.

Ordinary articles are those of DIR that are about politics or local affairs: every second PolNeAR article and every second one
of LGL (not part of this repository; some do tell of attacks and wars, so that their rate is an upper bound). ``--show`` prints
what was claimed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml

from hadba import pipeline
from hadba.app.telling import engine_for, make_tools
from hadba.model.claim import Claim, Family
from hadba.model.reading import Reading
from hadba.model.report import Report, make_report
from hadba.settings import settings

HERE = Path(__file__).parent
ORDINARY = ("attributions/reports-polnear-dev.jsonl", "places/reports-lgl.jsonl")
EVERY = 2
OWN = (
    *("near-misses", "near-misses-longer", "near-misses-later", "near-misses-latest", "near-misses-fifth", "near-misses-sixth"),
    "near-misses-seventh",
    *("ordinary-short", "ordinary-later"),
)


@dataclass(frozen=True, slots=True)
class Quiet:
    """A set of texts: ``claims`` of events and ``texts`` with one, of ``read`` texts."""

    read: int
    claims: int
    texts: int

    @property
    def figures(self) -> dict[str, float]:
        """Claims a hundred texts, and the share of texts without any (which floors can hold)."""
        return {
            "texts": self.read,
            "claims_per_100": round(100 * self.claims / self.read, 2),
            "without": round(1 - self.texts / self.read, 4),
        }


def own_texts(name: str) -> Iterator[Report]:
    listed = yaml.safe_load((HERE / "quiet" / f"{name}.yaml").read_text(encoding="utf-8"))
    for kind, texts in listed.items():
        for n, text in enumerate(texts):
            yield make_report(text, outlet="Tigris Wire", id=f"{kind}-{n}", lang="en")


def ordinary(data: Path) -> Iterator[Report]:
    for name in ORDINARY:
        path = data / name
        lines = [s for s in path.read_text(encoding="utf-8").split("\n") if s] if path.exists() else []
        for line in lines[::EVERY]:
            row = json.loads(line)
            yield make_report(row["text"], outlet=row.get("outlet") or "unknown", id=row["id"], lang="en")


def measured(reports: Iterable[Report], *, show: bool) -> Quiet:
    """Reads the texts and counts the claims of events."""
    held = list(reports)
    claims = texts = 0
    engine = engine_for(settings(), len(held))
    for batch in pipeline.read_reports(held, engine=engine, tools=partial(make_tools, ())):
        for reading in batch:
            told = _events(reading) if isinstance(reading, Reading) else []
            claims += len(told)
            texts += bool(told)
            if show and told and isinstance(reading, Reading):
                print(reading.report.id, [(c.type, c.trigger.text) for c in told])
    return Quiet(len(held), claims, texts)


def _events(reading: Reading) -> list[Claim]:
    return [c for c in reading.claims if c.family is Family.EVENT]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    sets = {name.replace("-", "_"): own_texts(name) for name in OWN} | {"ordinary": ordinary(options.data)}
    result = {name: measured(reports, show=options.show).figures for name, reports in sets.items()}
    if options.json:
        print(json.dumps(result))
    else:
        for name, figures in result.items():
            print(f"{name:20}" + "".join(f"  {key} {value}" for key, value in figures.items()))


if __name__ == "__main__":
    main()
