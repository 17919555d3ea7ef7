"""An invented ledger of as many incidents as wanted, to measure what reads one: exports, pages, searches.

    python bench/ledgers.py 100000 big.db

Incidents have one to four reports (a root, and echoes of it), one claim a report with two figures, days of four years,
points of thirty towns; every offset is true. The same number gives the same ledger, and nothing of it ever happened.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from hadba.model.actor import ActorMention, Role
from hadba.model.attribution import Speaker
from hadba.model.claim import Claim, Family, Realis, Trigger, claim_id
from hadba.model.figure import Figure, FigureKind, Victims
from hadba.model.incident import Grade, Incident, Lineage, Range
from hadba.model.reading import Reading
from hadba.model.report import make_report
from hadba.model.span import Span
from hadba.model.when import Precision, When
from hadba.model.where import PlacePrecision, Where
from hadba.store.ledger import SqlLedger

BATCH = 2_000  # incidents a transaction
FIRST, DAYS = date(2015, 1, 1), 1461
AT = datetime(2019, 1, 1, tzinfo=UTC)
VERSION = "bench"
SYLLABLES = ("tel", "bar", "kan", "dur", "mes", "sha", "rin", "qal", "zun", "hav")
TYPES = {
    "air_strike": ("An air strike", "air strike"),
    "shelling": ("Shelling", "Shelling"),
    "armed_clash": ("A clash", "clash"),
    "car_bomb": ("A car bomb", "car bomb"),
}
OUTLETS = tuple(
    f"{name} {kind}" for name in ("Tamar", "Orin", "Selna", "Vadu", "Keth") for kind in ("Wire", "Post", "Radio", "TV")
)
DOERS = {"isis": "Islamic State", "iraqi-army": "the Iraqi army", None: "gunmen"}


@dataclass(frozen=True, slots=True)
class Town:
    """An invented town in Iraq."""

    id: str
    name: str
    lat: float
    lon: float
    province: str


def towns() -> tuple[Town, ...]:
    """Thirty towns, the same every time."""
    chance = random.Random(1)
    names = sorted({f"{a}{b}".title() for a in SYLLABLES for b in SYLLABLES})
    picked = chance.sample(names, 30)
    return tuple(
        Town(
            f"bench:{n}", name, round(chance.uniform(31, 37), 5), round(chance.uniform(41, 47), 5), f"{picked[n % 6]} Province"
        )
        for n, name in enumerate(picked)
    )


def make(count: int) -> Iterator[tuple[Incident, list[Reading]]]:
    """``count`` incidents with the readings of their reports."""
    held = towns()
    for n in range(count):
        yield _incident(n, random.Random(n), held)


def _incident(n: int, chance: random.Random, held: tuple[Town, ...]) -> tuple[Incident, list[Reading]]:
    town, type = chance.choice(held), chance.choice(sorted(TYPES))
    day = FIRST + timedelta(days=chance.randrange(DAYS))
    doer = chance.choice(list(DOERS))
    dead, hurt = chance.choice((0, 1, 2, 3, 5, 8, 20)), chance.randrange(1, 40)
    readings = [_reading(n, k, chance, town, type, day, doer, dead, hurt) for k in range(chance.choice((1, 1, 2, 3, 4)))]
    claims = [claim for reading in readings for claim in reading.claims]
    votes = (claims[0].claim_id,)
    ranges = {
        kind: {
            status: {rule: Range(m, m if rule == "ucdp" else None, m, False, votes) for rule in ("airwars", "ibc", "ucdp")}
            for status in ("civilian", "all")
        }
        for kind, m in (("killed", dead), ("injured", hurt))
    }
    incident = Incident(
        incident_id=f"ib{n:015x}",
        type=type,
        when=claims[0].when,
        where=claims[0].where,
        actors=claims[0].actors,
        claims=tuple(c.claim_id for c in claims),
        reports=tuple(r.report.id for r in readings),
        lineages=(Lineage(readings[0].report.id, tuple(c.claim_id for c in claims)),),
        n_reports=len(readings),
        n_independent=1,
        ranges=ranges,
        conceded={},
        grade=chance.choice((Grade.WEAK, Grade.FAIR, Grade.CONFIRMED)),
        grade_reason="only one independent source reports the harm",
        review_state=chance.choice(("proposed", "proposed", "accepted", "published")),
        rule_version="bench",
    )
    return incident, readings


def _reading(
    n: int, k: int, chance: random.Random, town: Town, type: str, day: date, doer: str | None, dead: int, hurt: int
) -> Reading:
    phrase, trigger = TYPES[type]
    root = OUTLETS[n % len(OUTLETS)]
    outlet = root if k == 0 else OUTLETS[(n + k) % len(OUTLETS)]
    source = "a local official" if k == 0 else root
    killed, injured = f"{dead} civilians" if dead else "no civilians", f"{hurt} people"
    first = f"{phrase} by {DOERS[doer]} in {town.name} on {day:%A} killed {killed} and injured {injured}, {source} said."
    text = f"{first} The {chance.choice(('market', 'road', 'school', 'bridge'))} was closed. (item {n}-{k})"
    report = make_report(
        text,
        outlet=outlet,
        id=f"rb{n:x}-{k}",
        title=f"{town.name}: {phrase.lower()} kills {killed}",
        published=day + timedelta(days=k),
        url=f"https://{outlet.replace(' ', '-').lower()}.example/{n}/{k}",
        lang="en",
    )

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    figures = (
        Figure(FigureKind.KILLED, Victims.CIVILIAN, dead, dead, dead, killed, span(killed)),
        Figure(FigureKind.INJURED, Victims.UNKNOWN, hurt, hurt, hurt, injured, span(injured)),
    )
    spans, at, said = (Span(0, len(first)),), span(trigger), span(source)
    where = Where(
        town.name,
        span(town.name),
        town.id,
        town.name,
        town.lat,
        town.lon,
        PlacePrecision.TOWN,
        0.9,
        country="IQ",
        admin1=town.province,
    )
    claim = Claim(
        claim_id=claim_id(report.id, Family.EVENT, type, spans, figures),
        report_id=report.id,
        family=Family.EVENT,
        type=type,
        realis=Realis.ACTUAL,
        spans=spans,
        trigger=Trigger(trigger, at.start, at.end),
        attribution=(Speaker(outlet), Speaker(source, said.start, said.end, cue="said", named=k > 0)),
        when=When(day, day, Precision.DAY, f"on {day:%A}", span(f"on {day:%A}"), "weekday before publication"),
        where=(where,),
        actors=(ActorMention(Role.PERPETRATOR, DOERS[doer], span(DOERS[doer]), doer),),
        figures=figures,
    )
    return Reading(report=report, claims=(claim,))


def write(count: int, path: Path) -> None:
    """A new ledger of ``count`` incidents at ``path``."""
    pairs = make(count)
    incidents: list[Incident] = []
    with SqlLedger(str(path)) as ledger:
        while batch := list(islice(pairs, BATCH)):
            readings = [r for _, mine in batch for r in mine]
            ledger.add_reports((r.report for r in readings), at=AT)
            ledger.save_readings(readings, version=VERSION)
            incidents += [i for i, _ in batch]
        ledger.replace_incidents(incidents)


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
