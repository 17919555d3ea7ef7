"""The gate: 200 planted secrets come out of no output, in no byte; what is public stays."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hadba.errors import PublishError, UsageError
from hadba.model.actor import ActorMention, Role
from hadba.model.attribution import Speaker
from hadba.model.claim import Claim, StruckObject
from hadba.model.incident import Edge, Grade, Incident, Lineage, Proof, Range
from hadba.model.report import Report, make_report
from hadba.model.span import Span
from hadba.model.when import Precision, When
from hadba.model.where import PlacePrecision, Where
from hadba.publish.brief import brief_of
from hadba.publish.export import FORMATS, export_lines
from hadba.publish.gate import Embargo, Policy, Released, make, make_folder, no_secret_in, read_policy, release
from hadba.publish.gate.addresses import without_addresses
from hadba.publish.gate.persons import private_names
from hadba.publish.gate.runs import runs
from tests.publish_world import CLAIMS, INCIDENTS, MARCH, MAY, REPORTS, claim, figure

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
    forms = (f"{home} Rashid", f"555 0{home}", f"No. {home}", f"{home}B", f"36.34{home}", f"43.12{home}")
    homes = [words for words in forms if words in text]
    return report, [*names, *(one.split()[1] for one in names), slug, *homes]


def world(n: int) -> tuple[Incident, Claim, Report, list[str]]:
    """An incident whose every text field speaks of a secret."""
    report, secrets = telling(n)
    name = next(s for s in secrets if " " in s)
    at = Span(report.text.index(name), report.text.index(name) + len(name))
    where = Where(
        f"{name}'s house", at, f"own:home-{n}", f"{name} family home", 36.31 + n / 1e3 + 3.3e-5, 43.11, PlacePrecision.SITE
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


def outputs(out: Released) -> Iterator[str]:
    for format in FORMATS:
        yield "".join(export_lines(format, [out], convention="ucdp", revision="r"))
    for form in ("md", "html"):
        yield brief_of(out, format=form)


def test_two_hundred_planted_secrets_are_in_no_byte_of_any_output() -> None:
    held = [world(n) for n in range(20)]
    secrets = {s for *_, mine in held for s in mine}
    assert len(secrets) > 100
    everything = str([(i, c, r) for i, c, r, _ in held])
    planted = {s for s in secrets if s in everything}
    assert sum(everything.count(s) for s in planted) > 200
    out = release([i for i, *_ in held], {c.claim_id: c for _, c, *_ in held}, {r.id: r for _, _, r, _ in held})
    for text in outputs(out):
        assert {s for s in planted if s.lower() in text.lower()} == set()
        assert "2017" in text  # the incidents themselves are there


def test_embargoed_incidents_leave_no_trace_in_any_output() -> None:
    policy = Policy(embargoes=(Embargo(place="Sinaa", lifts=date(2018, 1, 1)),))
    before = release(INCIDENTS, CLAIMS, REPORTS, policy=policy, today=date(2017, 6, 1))
    assert [i.incident_id for i in before.incidents] == [MARCH.incident_id]
    for text in outputs(before):
        assert all(s not in text for s in ("Sinaa", "Raid on Mosul quarter", "wire.example", MAY.incident_id, *MAY.claims))
    after = release(INCIDENTS, CLAIMS, REPORTS, policy=policy, today=date(2018, 1, 1))
    assert len(after.incidents) == 2


def test_an_embargo_holds_back_what_may_fall_into_it() -> None:
    undated = replace(MAY, when=When())
    out = release(
        [undated, MARCH], CLAIMS, REPORTS, policy=Policy(embargoes=(Embargo(since=date(2017, 5, 1), until=date(2017, 5, 31)),))
    )
    assert [i.incident_id for i in out.incidents] == [MARCH.incident_id]


def test_the_policy_decides_which_states_are_published() -> None:
    strict = read_policy("states: [accepted, published]")
    held = [replace(MAY, review_state="accepted"), replace(MARCH, review_state="proposed")]
    out = release(held, CLAIMS, REPORTS, policy=strict)
    assert [i.incident_id for i in out.incidents] == [MAY.incident_id]
    assert set(out.claims) == set(MAY.claims)
    assert out.withheld == 1


def test_a_blurred_incident_is_blurred_in_each_of_its_claims() -> None:
    bare = replace(CLAIMS[MAY.claims[0]], claim_id="c-second", objects=())
    incident = replace(MAY, claims=(*MAY.claims, "c-second"))
    out = release([incident], {**CLAIMS, "c-second": bare}, REPORTS)
    points = {(w.lat, w.lon) for c in incident.claims if c in out.claims for w in out.claims[c].where if w.lat}
    assert points == {(36.35, 43.15)}


@given(st.floats(-89, 89), st.floats(-179, 179), st.floats(0, 1e-4))
def test_neighbouring_points_share_a_cell_and_a_second_look_tells_no_more(lat: float, lon: float, nudge: float) -> None:
    from hadba.publish.gate.blur import blurred, cell

    where = Where("x", Span(0, 1), "p", "x", lat, lon, PlacePrecision.SITE)
    once = blurred(where, 0.1)
    assert once.place_id is None and once.lat is not None
    assert abs(once.lat - lat) <= 0.0501
    assert cell(once.lat, 0.1) == once.lat


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Gen. Salim Haddoun said the army had withdrawn.", True),
        ("Olena Harkawi, a spokeswoman for the ministry, said so.", True),
        ("The strike hit Tal Afar and Deir al-Zor.", True),
        ("The Syrian Observatory for Human Rights counted them.", True),
        ("The Castello Road was closed on Sunday.", True),
        ("Salim Haddoun was asleep.", False),
        ("The house of Salim Haddoun, a teacher, was hit.", False),
        ("Mr Tariq Zaytouni stood at the door.", False),
    ],
)
def test_private_names_are_told_from_public_ones(text: str, shown: bool) -> None:
    places = {"Tal Afar", "Deir al-Zor"}
    assert (private_names(text, runs(text), set(), places.__contains__) == frozenset()) is shown


@pytest.mark.parametrize("figures", ["at least 20 people", "on 17 March 2017", "17 people and 31 injured", "in 2017, 105 died"])
def test_figures_are_no_addresses(figures: str) -> None:
    assert without_addresses(figures) is figures


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("states: [all]", "all"),
        ("- x", "mapping"),
        ("embargoes: [{why: x}]", "needs"),
        ("grid: 0", "grid"),
        ("blurr: []", "blurr"),
    ],
)
def test_a_policy_that_is_none_is_told(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        read_policy(text)


def test_what_would_hold_a_secret_is_not_written(tmp_path: Path) -> None:
    out = tmp_path / "f.csv"
    check = no_secret_in(["i00000000000000aa"])
    with pytest.raises(PublishError, match="not be published"):
        make(out, lambda part: part.write_bytes(b"x,i00000000000000aa,y") and None, validate=check)
    assert not out.exists()

    def pages(part: Path) -> None:
        (part / "a.html").write_text("i00000000000000aa")

    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old.html").write_text("old")
    with pytest.raises(PublishError):
        make_folder(tmp_path / "site", pages, validate=check)
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["old.html"]


def test_names_shared_by_reports_of_one_incident_are_masked_in_all_of_them() -> None:
    told: Mapping[str, Report] = {
        "a": make_report("The body of Gwyn Tilkari was found.", outlet="A", id="a"),
        "b": make_report("Few people knew Tilkari. Gwyn Tilkari, the mayor said, sold bread.", outlet="B", id="b"),
    }
    claims = {
        r: replace(CLAIMS[MAY.claims[0]], claim_id=r, report_id=r, figures=(), actors=(), objects=(), where=()) for r in told
    }
    incident = replace(MAY, claims=("a", "b"), reports=("a", "b"), where=())
    out = release([incident], claims, told)
    assert all("Tilkari" not in out.reports[r].text for r in told)
