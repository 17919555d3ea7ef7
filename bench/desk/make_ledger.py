"""Makes a large ledger of invented reports, claims and incidents for the desk's bench.

python bench/desk/make_ledger.py OUT.db [--incidents 100000] [--seed 1]

Each incident has one to twelve reports (2.5 on the average) of four claims each; half of the later reports repeat the
first. Incidents are not linked but made directly (linking has its own bench); their ranges and grades are reconciled
by the real rules.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from hadba.model.actor import ActorMention, Role
from hadba.model.attribution import Speaker
from hadba.model.claim import Claim, Family, Realis, Trigger, claim_id
from hadba.model.figure import Figure, FigureKind, Victims
from hadba.model.ids import content_id
from hadba.model.incident import Cluster, Edge, Incident, Lineage, Proof
from hadba.model.reading import Reading
from hadba.model.report import Report, make_report
from hadba.model.span import Span
from hadba.model.when import Precision, When
from hadba.model.where import PlacePrecision, Where
from hadba.reconcile import reconcile
from hadba.resolve.where.gazetteer import WorldGazetteer
from hadba.store.ledger import SqlLedger

TYPES = ("air_strike", "shelling", "armed_clash", "suicide_attack", "shooting", "abduction", "bombing", "execution")
TOWNS = (
    *("Mosul", "Raqqa", "Aleppo", "Sanaa", "Taiz", "Homs", "Kirkuk", "Fallujah", "Ramadi", "Idlib", "Hodeidah", "Tikrit"),
    *("Deir ez-Zor", "Manbij", "Sinjar", "Baqubah", "Samarra", "Palmyra", "Hama", "Daraa", "Douma", "Aden", "Marib"),
    *("Benghazi", "Sirte", "Misrata", "Tripoli", "Kandahar", "Kunduz", "Ghazni", "Jalalabad", "Herat", "Donetsk", "Kherson"),
    *("Kharkiv", "Mariupol", "Maiduguri", "Gao", "Kidal", "Goma", "Bunia", "Bangui", "Mogadishu", "Kismayo"),
)
OUTLETS = tuple(
    f"{a} {b}"
    for a in ("Tigris", "Northern", "Harbour", "Citadel", "Valley", "Lantern", "Plateau", "Orchard", "Meridian", "Delta")
    for b in ("Wire", "Herald", "Times", "Post", "Radio", "Monitor", "Gazette", "Agency", "Tribune", "Star")
)
SPEAKERS = ("a local official", "the civil defence", "two doctors", "the Defence Ministry", "residents", "a colonel")
SIDES = (("US-led coalition", "cjtf-oir"), ("Islamic State", "isis"), ("the army", None), ("the rebels", None))
FILLER = "The road into the district was closed for most of the day, and telephones worked only at times. "
NOW = datetime(2018, 1, 1, tzinfo=UTC)


def main() -> None:
    """Make the ledger."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out")
    options.add_argument("--incidents", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    begun = time.monotonic()
    with SqlLedger(asked.out) as ledger:
        made = _all(asked.incidents, random.Random(asked.seed))
        incidents: list[Incident] = []
        while batch := list(islice(made, 400)):
            reports = [r for _, held, _ in batch for r in held]
            ledger.add_reports(reports, at=NOW)
            ledger.save_readings([r for _, _, readings in batch for r in readings], version="bench")
            incidents += [i for i, _, _ in batch]
            print(f"\r{len(incidents):,} incidents, {time.monotonic() - begun:.0f} s", end="", flush=True)
        ledger.replace_incidents(incidents)
    print(f"\n{asked.out} made in {time.monotonic() - begun:.0f} s")


def _all(count: int, chance: random.Random) -> Iterator[tuple[Incident, list[Report], list[Reading]]]:
    world = WorldGazetteer()
    towns = [(name, found[0]) for name in TOWNS if (found := world.named(name))]
    for n in range(count):
        yield _one(n, chance, towns)


def _one(n: int, chance: random.Random, towns: list) -> tuple[Incident, list[Report], list[Reading]]:
    day = date(2014, 1, 1) + timedelta(days=chance.randrange(1800))
    name, place = chance.choice(towns)
    where = Where(
        name, Span(0, 0), place.id, place.name, place.lat + chance.gauss(0, 0.15), place.lon + chance.gauss(0, 0.15),
        chance.choice((PlacePrecision.TOWN, PlacePrecision.NEIGHBOURHOOD, PlacePrecision.DISTRICT)), 0.8,
        country=place.country, admin1=place.admin1, radius_km=chance.choice((1.0, 5.0, 15.0)),
    )  # fmt: skip
    width = chance.choice((0, 0, 0, 0, 6, 30))
    when = When(day, day + timedelta(days=width), Precision.DAY if not width else Precision.WEEK)
    kind, toll = chance.choice(TYPES), int(chance.paretovariate(1.1) * 2)
    reports, readings, claims = [], [], []
    for k in range(min(12, 1 + int(chance.expovariate(1 / 1.98)))):
        said = max(1, toll + (chance.randrange(-2, 5) if k else 0))
        report, own = _report(n, k, chance, kind, name, day + timedelta(days=chance.randrange(0, 4)), said, when, where)
        reports.append(report)
        readings.append(Reading(report, claims=tuple(own)))
        claims += own
    cluster = Cluster(content_id("i", claims[0].claim_id), tuple(claims), _lineages(reports, readings, chance))
    return reconcile(cluster, {r.id: r for r in reports}), reports, readings


def _report(
    n: int, k: int, chance: random.Random, kind: str, place: str, day: date, toll: int, when: When, where: Where
) -> tuple[Report, list[Claim]]:
    outlet, speaker, (side, side_id) = chance.choice(OUTLETS), chance.choice(SPEAKERS), chance.choice(SIDES)
    words = kind.replace("_", " ")
    sentences = [
        f"At least {toll} civilians were killed in {words} number {n} in {place}, {speaker} told {outlet}. ",
        f"The {words} also injured {toll * 2} people, among them children. ",
        f"{side} was said to be behind the {words} in {place}. ",
        f"In {place} {toll} families left their homes after the {words}. ",
    ]
    text = FILLER + FILLER.join(sentences) + FILLER * 3
    report = make_report(
        text, outlet=outlet, id=f"b{n:06d}-{k:02d}", title=f"{words.capitalize()} in {place}", published=day,
        lang=chance.choice(("en", "en", "en", "ar", "fr")),
    )  # fmt: skip
    kinds = (FigureKind.KILLED, FigureKind.INJURED, None, FigureKind.DISPLACED)
    claims = []
    for sentence, counted in zip(sentences, kinds, strict=True):
        start = text.index(sentence)
        spans = (Span(start, start + len(sentence) - 1),)
        trigger = text.index(words, start)
        figures = (_figure(text, start, counted, toll),) if counted else ()
        claims.append(
            Claim(
                claim_id(report.id, Family.EVENT, kind, spans, figures), report.id, Family.EVENT, kind, Realis.ACTUAL, spans,
                Trigger(words, trigger, trigger + len(words)), (Speaker(outlet), Speaker(speaker, cue="told")),
                when=when, where=(where,), figures=figures, happening="1",
                actors=(ActorMention(Role.PERPETRATOR, side, spans[0], side_id),) if counted is None else (),
            )
        )  # fmt: skip
    return report, claims


def _figure(text: str, start: int, kind: FigureKind, toll: int) -> Figure:
    number = {FigureKind.KILLED: toll, FigureKind.INJURED: toll * 2, FigureKind.DISPLACED: toll}[kind]
    at = text.index(str(number), start + (0 if kind is not FigureKind.KILLED else len("At least ")))
    span = Span(at, at + len(str(number)))
    low, point = (number, None) if kind is FigureKind.KILLED else (number, number)
    unit = "families" if kind is FigureKind.DISPLACED else "people"
    victims = Victims.CIVILIAN if kind is FigureKind.KILLED else Victims.UNKNOWN
    return Figure(kind, victims, low, point, point, str(number), span, unit=unit)


def _lineages(reports: list[Report], readings: list[Reading], chance: random.Random) -> tuple[Lineage, ...]:
    roots: dict[str, list[str]] = {}
    edges: dict[str, list[Edge]] = {}
    for k, reading in enumerate(readings):
        echo = k > 0 and chance.random() < 0.5
        root = reports[0].id if echo else reports[k].id
        roots.setdefault(root, []).extend(c.claim_id for c in reading.claims)
        if echo:
            edges.setdefault(root, []).append(Edge(reports[k].id, root, Proof("attribution", 0, 8, "The road")))
    return tuple(Lineage(root, tuple(ids), tuple(edges.get(root, ()))) for root, ids in sorted(roots.items()))


if __name__ == "__main__":
    main()
