"""Invented reports and incidents with planted secrets: names, homes, exact points, embargoed and redacted happenings."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from hadba.app.outgoing import set_policy
from hadba.model.actor import ActorMention, Role
from hadba.model.attribution import Speaker
from hadba.model.claim import Claim, StruckObject
from hadba.model.decision import Action, make_decision
from hadba.model.incident import Edge, Grade, Incident, Lineage, Proof, Range
from hadba.model.reading import Reading
from hadba.model.report import Report, make_report
from hadba.model.span import Span
from hadba.model.when import Precision, When
from hadba.model.where import PlacePrecision, Where
from hadba.store.ledger import SqlLedger
from tests.publish_world import claim, figure

GIVEN = ("Salim", "Layla", "Yusuf", "Mariam", "Karim", "Halima", "Tariq", "Olena", "Mykola", "Abebe")
FAMILY = (
    "Haddoun",
    "Obeidiyan",
    "Qasirun",
    "Daoudani",
    "Nasserine",
    "Boulosiak",
    "Zaytouni",
    "Harkawi",
    "Mekonnenu",
    "Tilkari",
)
NAMES = [f"{g} {f}" for g, f in zip(GIVEN * 4, [FAMILY[(i * 3 + i // 10) % 10] for i in range(40)], strict=True)]
TELLING = (  # with the words that tell a victim, and without any
    "{n}, 34, a baker, was among the dead.",
    "The body of {n} was pulled out.",
    "Neighbours identified one of them as {n}.",
    "{n} had opened the shop that morning.",
    "They remembered {n} and the garden.",
    "A photograph of {n} hung on the wall.",
    "Dr {n} was on the ward.",
    '"He was a kind man," said {n}, a neighbour.',
)
HOMES = (
    "The family lived at house No. {k}, Alley 7.",
    "It fell on 36.34{k}, 43.12{k}.",
    "The flat is at {k} Rashid Street.",
    "Call +964 770 555 0{k}.",
    "Apartment {k}B was hit.",
)


def telling(n: int) -> tuple[Report, list[str]]:
    """A report with planted names and homes in text, headline, address and id; and the secrets."""
    chance = random.Random(n)
    names = [NAMES[(4 * n + i) % len(NAMES)] for i in range(4)]
    home = 310 + n
    sentences = [chance.choice(TELLING).format(n=name) for name in names] + [HOMES[n % len(HOMES)].format(k=home)]
    chance.shuffle(sentences)
    text = f"An air strike killed {n + 3} civilians in Mosul on Sunday, residents said. {' '.join(sentences)}"
    text += f" {names[0].split()[1]} was 34."
    slug = names[1].lower().replace(" ", "-")
    report = make_report(
        text,
        outlet="Tigris Wire",
        id=f"{slug}-{n}",
        title=f"{names[2]} and others killed in Mosul",
        published=date(2017, 5, 29),
        url=f"https://wire.example/2017/{slug}-killed",
    )
    forms = (f"{home} Rashid", f"555 0{home}", f"No. {home}", f"Apartment {home}B", f"36.34{home}", f"43.12{home}")
    homes = [words for words in forms if words in text]
    return report, [*names, *(one.split()[1] for one in names), slug, *homes]


def world(n: int) -> tuple[Incident, Claim, Report, list[str]]:
    """An incident whose every text field speaks of a secret."""
    report, secrets = telling(n)
    name = next(s for s in secrets if " " in s)
    at = Span(report.text.index(name), report.text.index(name) + len(name))
    where = Where(
        f"{name}'s house",
        at,
        f"own:home-{n}",
        f"{name} family home",
        36.31 + n / 1e3 + 3.3e-5,
        43.11,
        PlacePrecision.SITE,
        country="IQ",
    )
    one = claim(
        report,
        report.text,
        "strike",
        figures=(replace(figure(report, f"{n + 3} civilians", n + 3, n + 3), text=f"{n + 3} civilians"),),
        when=When(date(2017, 5, 28), date(2017, 5, 28), Precision.DAY, text=name, span=at),
        where=(where,),
        actors=(ActorMention(Role.TARGET, name, at),),
        objects=(StruckObject("house", "destroyed", name, at),),
        hedge=f"as {name} told it",
        detail=f"of {name}",
    )
    one = replace(one, attribution=(Speaker("Tigris Wire"), Speaker(name, *at, cue="said", role="a neighbour")))
    killed = Range(n + 3, None, n + 3, False, (one.claim_id,))
    incident = Incident(
        incident_id=f"i{n:016x}",
        type="air_strike",
        when=one.when,
        where=one.where,
        actors=one.actors,
        claims=(one.claim_id,),
        reports=(report.id,),
        lineages=(Lineage(report.id, (one.claim_id,), (Edge(report.id, f"source:{name}", Proof("cited", *at, text=name)),)),),
        n_reports=1,
        n_independent=1,
        ranges={"killed": {who: {"airwars": killed, "ibc": killed, "ucdp": killed} for who in ("civilian", "all")}},
        conceded={},
        grade=Grade.WEAK,
        grade_reason=f"only {name} reports it",
        review_state="proposed",
        rule_version="1",
    )
    return incident, one, report, [*secrets, f"{where.lat:.6f}".rstrip("0"), f"own:home-{n}"]


NOW = datetime(2017, 6, 1, tzinfo=UTC)
EMBARGOED, REDACTED = "Qasirabad", "Zumarrudin"  # places of happenings that may not be published
POLICY = f"""
embargoes: [{{place: {EMBARGOED}, why: families are not told yet}}]
withhold: [Number Fourteen]
"""


def happening(n: int, place: str) -> tuple[Incident, Claim, Report, list[str]]:
    """An incident at a place that is itself the secret, in a report of its own."""
    word = f"Marketway{n}"
    text = f"An air strike on {word} in {place} killed {n + 40} civilians on Monday, a doctor told Delta Herald."
    report = make_report(
        text, outlet="Delta Herald", id=f"r{n:016x}", title=f"Strike on {word} in {place}", published=date(2017, 5, 30)
    )
    at = Span(text.index(place), text.index(place) + len(place))
    where = Where(place, at, f"own:{place}", place, 36.77 + n / 1e4, 43.55, PlacePrecision.TOWN, 0.9, country="IQ")
    counted = (figure(report, f"{n + 40} civilians", n + 40, n + 40),)
    one = claim(report, text, "strike", figures=counted, when=When(date(2017, 5, 29), date(2017, 5, 29), Precision.DAY))
    one = replace(one, where=(where,))
    held = _incident(n + 5_000, one, report)
    return held, one, report, [place, word, one.claim_id, held.incident_id]


def _incident(n: int, one: Claim, report: Report) -> Incident:
    killed = Range(n + 3, None, n + 3, False, (one.claim_id,))
    return Incident(
        incident_id=f"i{n:016x}", type="air_strike", when=one.when, where=one.where, actors=one.actors,
        claims=(one.claim_id,), reports=(report.id,), lineages=(Lineage(report.id, (one.claim_id,)),), n_reports=1,
        n_independent=1, ranges={"killed": {w: dict.fromkeys(("airwars", "ibc", "ucdp"), killed) for w in ("civilian", "all")}},
        conceded={}, grade=Grade.WEAK, grade_reason="only one source", review_state="proposed", rule_version="1",
    )  # fmt: skip


def plant(ledger: SqlLedger, worlds: int) -> set[str]:
    """Fill an empty ledger with ``worlds`` incidents full of secrets, one in ten of them embargoed or redacted besides;
    gives the secrets that stand in it."""
    held = [world(n) for n in range(worlds)]
    held += [happening(n, EMBARGOED if n % 2 else f"{REDACTED}{n}") for n in range(max(2, worlds // 10))]
    secrets = {s for *_, mine in held for s in mine}
    ledger.add_reports([r for _, _, r, _ in held], at=NOW)
    ledger.save_readings([Reading(r, claims=(c,)) for _, c, r, _ in held], version="planted")
    gone = [i for i, *_ in held if i.where[0].text.startswith(REDACTED)]
    ledger.replace_incidents(replace(i, review_state="redacted") if i in gone else i for i, *_ in held)
    for one in gone:
        ledger.add_decision(make_decision(Action.REDACT, (one.incident_id,), who="editor", at=NOW, why="a promise"))
    set_policy(ledger, POLICY)
    return {s for s in secrets if _stands(s, held)}


def _stands(secret: str, held: Sequence[tuple[Incident, Claim, Report, list[str]]]) -> bool:
    return any(secret in str(one[:3]) for one in held)
