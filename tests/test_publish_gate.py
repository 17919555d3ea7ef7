"""The gate: 200 planted secrets come out of no output, in no byte; what is public stays."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hadba.errors import PublishError, UsageError
from hadba.model.report import Report, make_report
from hadba.model.span import Span
from hadba.model.when import When
from hadba.model.where import PlacePrecision, Where
from hadba.publish.brief import brief_of
from hadba.publish.export import FORMATS, export_lines
from hadba.publish.gate import Embargo, Policy, Released, make, make_folder, no_secret_in, read_policy, release, write
from hadba.publish.gate.addresses import ADDRESSES, may_hold_one, without_addresses
from hadba.publish.gate.persons import private_names
from hadba.publish.gate.runs import runs
from tests.planted import world
from tests.publish_world import CLAIMS, INCIDENTS, MARCH, MAY, REPORTS

PIECES = (" ", " ", "-", "'s ", ", ", "al-", "bin ", "x", "\n", ". ")


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


SIGNS = st.sampled_from([*map(chr, range(32, 127)), *"°′″’”−\n٣"])  # of addresses, and a digit of another script


@given(
    st.sampled_from(ADDRESSES).flatmap(lambda form: st.from_regex(form, alphabet=SIGNS)),
    st.sampled_from(("", "He lives at ", "It hit\n", "No. ")),
)
def test_the_cheap_look_misses_no_address(words: str, before: str) -> None:
    text = f"{before}{words}"
    assert may_hold_one(text) or not any(form.search(text) for form in ADDRESSES)


@given(st.lists(st.sampled_from((*PIECES, "Salim", "al-Haddoun", "UN", "said", "J.", "O’Neil", "ex-Foo"))))
def test_runs_of_several_words_are_the_same_however_they_are_looked_for(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert [r for r in runs(text, of_one=False) if len(r) > 1] == [r for r in runs(text) if len(r) > 1]


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


def test_a_pipe_is_written_into_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    held: list[str] = []
    reader = threading.Thread(target=lambda: held.append(pipe.read_text()))
    reader.start()
    write(pipe, ["whole\n"])
    reader.join(timeout=30)
    assert held == ["whole\n"] and pipe.is_fifo()


def test_a_packed_table_is_looked_through_too(tmp_path: Path) -> None:
    import pyarrow
    import pyarrow.parquet

    out = tmp_path / "f.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"code": ["i00000000000000aa"] * 99}), out, compression="zstd")
    with pytest.raises(PublishError):
        no_secret_in(["i00000000000000aa"])(out)


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
