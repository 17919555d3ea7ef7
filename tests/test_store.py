"""What every ledger must do, whatever database keeps it.

SQLite and PostgreSQL, the second on a server that the tests start (``tests/postgresql.py``).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import MetaData, create_engine

from hadba.errors import ImmutableError, LedgerError, MigrationError, UsageError
from hadba.model.attribution import Speaker
from hadba.model.claim import Claim, Family, Realis, Trigger, claim_id
from hadba.model.decision import Action, make_decision
from hadba.model.figure import Figure, FigureKind, Victims
from hadba.model.incident import Grade, Incident, Lineage, Range
from hadba.model.quarantine import Quarantined
from hadba.model.reading import Reading
from hadba.model.report import Report, make_report
from hadba.model.span import Span
from hadba.model.when import Precision, TimeMention, TimexType, When
from hadba.model.where import Place
from hadba.store import schema
from hadba.store.codec import decode, encode
from hadba.store.ledger import SqlLedger

NOW = datetime(2017, 6, 1, 12, 0, tzinfo=UTC)
Open = Callable[[], SqlLedger]


@pytest.fixture(params=["sqlite", "postgresql"])
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """A way to open one and the same fresh ledger again and again."""
    where = str(tmp_path / "l.db")
    if request.param == "postgresql":
        where = request.getfixturevalue("fresh_postgresql")()
    opened: list[SqlLedger] = []

    def reopen() -> SqlLedger:
        opened.append(SqlLedger(where))
        return opened[-1]

    yield reopen
    for ledger in opened:
        ledger.close()


def report(text: str = "Shelling killed at least 20 people in Tamar.", **fields: object) -> Report:
    return make_report(text, outlet="Harbour Wire", published=date(2017, 5, 29), **fields)  # type: ignore[arg-type]


def reading(of: Report, day: date | None = date(2017, 5, 28)) -> Reading:
    """One claim of "at least 20 people" killed, where the text has these words."""
    at = of.text.index("at least 20 people")
    figure = Figure(FigureKind.KILLED, Victims.UNKNOWN, 20, None, None, "at least 20 people", Span(at, at + 18))
    spans = (Span(0, len(of.text)),)
    claim = Claim(
        claim_id(of.id, Family.EVENT, "shelling", spans, (figure,)),
        of.id,
        Family.EVENT,
        "shelling",
        Realis.ACTUAL,
        spans,
        Trigger("Shelling", 0, 8),
        (Speaker(of.outlet),),
        figures=(figure,),
        when=When(day, day, Precision.DAY) if day else When(),
    )
    times = (TimeMention(Span(0, 8), "Shelling", TimexType.DATE, "day"),)
    return Reading(of, times=times, figures=(figure,), claims=(claim,))


def incident(key: str, of: Reading, day: date | None) -> Incident:
    ids = tuple(c.claim_id for c in of.claims)
    counted = Range(20, None, 20, True, ids, left_out=(("c0", "echo"),))
    when = When(day, day, Precision.DAY) if day else When()
    lineage = Lineage(of.report.id, ids)
    ranges = {"killed": {"unknown": {"ucdp": counted, "airwars": counted}}}
    return Incident(
        key, "shelling", when, (), (), ids, (of.report.id,), (lineage,), 1, 1, ranges, {}, Grade.WEAK, "one source", "open", "1"
    )


def test_reports_are_kept_once_and_survive_reopening(reopen: Open) -> None:
    first, second = report(), report("Another text with at least 20 people.", id="given")
    with reopen() as ledger:
        assert ledger.add_reports([first, second, first], at=NOW) == ([first.id, "given"], [])
        assert ledger.add_reports([second], at=NOW) == ([], ["given"])
    with reopen() as ledger:
        assert list(ledger.reports()) == sorted([first, second], key=lambda r: r.id)
        assert list(ledger.reports(["given", "unheard-of"])) == [second]


def test_rows_come_in_the_order_of_code_points_on_every_database(reopen: Open) -> None:
    ids = ["a1", "a-2", "A3", "é", "b", "B", "10", "9", "\U0001f54c", "\uff21"]
    with reopen() as ledger:
        ledger.add_reports([report(f"Text of {key}", id=key) for key in ids], at=NOW)
        assert [r.id for r in ledger.reports()] == sorted(ids)


def test_a_report_never_changes(reopen: Open) -> None:
    with reopen() as ledger:
        ledger.add_reports([report(id="a")], at=NOW)
        with pytest.raises(ImmutableError, match="another text"):
            ledger.add_reports([report("b", id="b"), report("Other words.", id="a")], at=NOW)
        assert [r.id for r in ledger.reports()] == ["a"], "nothing of a refused batch is stored"


@pytest.mark.parametrize("statement", ["UPDATE report SET outlet = 'x'", "DELETE FROM report", "DELETE FROM audit"])
def test_the_database_itself_refuses_changes(tmp_path: Path, statement: str) -> None:
    with SqlLedger(str(tmp_path / "l.db")) as ledger:
        ledger.add_reports([report()], at=NOW)
    with pytest.raises(sqlite3.IntegrityError, match="immutable"), sqlite3.connect(tmp_path / "l.db") as raw:
        raw.execute(statement)


def test_readings_claims_and_what_is_unread(reopen: Open) -> None:
    one, two = report(id="1"), report("On Monday at least 20 people fled.", id="2")
    with reopen() as ledger:
        ledger.add_reports([two, one], at=NOW)
        ledger.quarantine([Quarantined("1", "it broke", "extract")], at=NOW)
        ledger.save_readings([reading(one)], version="v1")
        assert ([r.id for r in ledger.unread("v1")], ledger.count_unread("v1")) == (["2"], 1)
        assert ledger.count_unread("v2") == 2
        assert list(ledger.quarantined()) == [], "a report that was read is no longer quarantined"
        ledger.save_readings([reading(two), reading(one)], version="v2")
        assert [c.report_id for c in ledger.claims()] == ["1", "2"]
        assert list(ledger.readings()) == [reading(one), reading(two)]
        assert list(ledger.claims([reading(two).claims[0].claim_id])) == list(reading(two).claims)
        ledger.forget_readings()
        assert (list(ledger.claims()), ledger.count_unread("v2"), len(list(ledger.reports()))) == ([], 2, 2)


def test_decisions_are_appended_once_and_ordered_by_moment(reopen: Open) -> None:
    late = make_decision(Action.ACCEPT, ("c1",), who="R", at=NOW, values={"b": "1", "a": "2"})
    early = make_decision(Action.MERGE, ("c1", "c2"), who="R", at=datetime.fromisoformat("2017-06-01T13:59:00+02:00"))
    with reopen() as ledger:
        for decision in (late, early, late):
            ledger.add_decision(decision)
        assert list(ledger.decisions()) == [early, late]
        assert ledger.verify() == []


def test_incidents_are_replaced_as_a_whole(reopen: Open) -> None:
    of = reading(report())
    undated, dated = incident("i0", of, None), incident("i9", of, date(2017, 5, 28))
    with reopen() as ledger:
        ledger.add_reports([of.report], at=NOW)
        ledger.save_readings([of], version="v")
        ledger.replace_incidents([incident("old", of, None)])
        ledger.replace_incidents([undated, dated])
        assert list(ledger.incidents()) == [dated, undated]
        assert list(ledger.incidents(["i0"])) == [undated]
        assert ledger.verify() == []
        ledger.replace_incidents([replace(undated, claims=("c-gone",))])
        assert "c-gone" in ledger.verify()[0]


def test_quarantine_keeps_the_same_thing_once(reopen: Open) -> None:
    item = Quarantined("a.jsonl:3", "no JSON", sample="{")
    with reopen() as ledger:
        ledger.quarantine([item, item], at=NOW)
        ledger.quarantine([item, replace(item, origin="a.jsonl:2")], at=NOW)
        assert [q.origin for q in ledger.quarantined()] == ["a.jsonl:2", "a.jsonl:3"]


def test_own_places_replace_by_id(reopen: Open) -> None:
    with reopen() as ledger:
        ledger.add_places([Place("p", "Old name", "town", 1.0, 2.0), Place("o", "Other", "town", 1.0, 2.0)])
        ledger.add_places([Place("p", "New name", "town", 1.5, 2.0)])
        assert [(p.id, p.name) for p in ledger.places()] == [("o", "Other"), ("p", "New name")]


def test_many_ids_at_once(reopen: Open) -> None:
    many = [report(f"Report number {n}.", id=f"r{n:04}") for n in range(1200)]
    with reopen() as ledger:
        ledger.add_reports(many, at=NOW)
        wanted = [r.id for r in many[::-2]]
        assert [r.id for r in ledger.reports(wanted)] == sorted(wanted)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE report SET json = replace(json, '20', '25')",
        "UPDATE report SET sha256 = 'x'",
        "DELETE FROM audit WHERE seq = 1",
        "DELETE FROM decision",
        "UPDATE decision SET json = replace(json, 'accept', 'reject')",
        "UPDATE audit SET digest = 'x' WHERE seq = 2",
        "UPDATE claim SET json = replace(json, '\"low\":20', '\"low\":2')",
        "UPDATE claim SET json = replace(json, 'at least 20', 'at least 25')",
    ],
)
def test_verify_sees_what_was_tampered_with(tmp_path: Path, tampering: str) -> None:
    path = tmp_path / "l.db"
    with SqlLedger(str(path)) as ledger:
        of = reading(report())
        ledger.add_reports([of.report], at=NOW)
        ledger.add_reports([report("A second one.")], at=NOW)
        ledger.add_decision(make_decision(Action.ACCEPT, ("c1",), who="R", at=NOW))
        ledger.save_readings([of], version="v")
        assert ledger.verify() == []
    with sqlite3.connect(path) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(tampering)
    with SqlLedger(str(path)) as ledger:
        assert ledger.verify() != []


def test_the_steps_make_the_tables_that_the_code_sees(tmp_path: Path) -> None:
    with SqlLedger(str(tmp_path / "l.db")):
        held = MetaData()
        held.reflect(create_engine(f"sqlite:///{tmp_path / 'l.db'}"))
    tables = [t for t in held.tables.values() if not t.name.startswith("sheet_words")]  # full text: each database's own
    made = {t.name: [(c.name, c.nullable, c.primary_key) for c in t.columns] for t in tables}
    seen = {t.name: [(c.name, c.nullable, c.primary_key) for c in t.columns] for t in schema.metadata.tables.values()}
    assert {n: sorted((c, k) for c, _, k in made[n]) for n in made} == {n: sorted((c, k) for c, _, k in seen[n]) for n in seen}


def test_what_is_no_ledger_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("not a database at all, but long enough to look like one" * 50)
    with pytest.raises(LedgerError, match="not a ledger"):
        SqlLedger(str(tmp_path / "text"))
    with pytest.raises(UsageError, match="no ledger"):
        SqlLedger(str(tmp_path / "missing.db"), create=False)
    with sqlite3.connect(tmp_path / "other.db") as raw:
        raw.execute("CREATE TABLE report (x)")
    with pytest.raises(MigrationError, match="another program"):
        SqlLedger(str(tmp_path / "other.db"))
    with SqlLedger(str(tmp_path / "newer.db")), sqlite3.connect(tmp_path / "newer.db") as raw:
        raw.execute("INSERT INTO migration VALUES ('0999_later', '')")
    with pytest.raises(MigrationError, match="newer"):
        SqlLedger(str(tmp_path / "newer.db"))


def test_a_reader_is_not_disturbed_by_a_writer(reopen: Open) -> None:
    with reopen() as ledger:
        ledger.add_reports([report(f"Text {n}") for n in range(3)], at=NOW)
        reader = ledger.reports()
        next(reader)
        ledger.add_reports([report("A fourth.")], at=NOW)
        assert len(list(reader)) == 2


optional_int = st.none() | st.integers(0, 10**6)


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    outlet=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    moment=st.none() | st.dates() | st.datetimes(timezones=st.just(UTC)),
    low=optional_int,
    point=optional_int,
    high=optional_int,
)
def test_records_come_back_as_they_were(
    text: str, outlet: str, moment: date | None, low: int | None, point: int | None, high: int | None
) -> None:
    kept = make_report(text, outlet=outlet, published=moment)
    assert decode(encode(kept), Report) == kept
    figure = Figure(FigureKind.KILLED, Victims.CIVILIAN, low, point, high, text, Span(0, len(text)), part_of=Span(1, 2))
    assert decode(encode(figure), Figure) == figure


def test_two_writers_at_once_leave_one_whole_chain(reopen: Open) -> None:
    """Each in a connection of its own, in small batches that meet."""
    shared = [report(f"Both have text {n}.", id=f"both-{n}") for n in range(30)]
    mine = {who: [report(f"Text {n} of {who}.", id=f"{who}-{n}") for n in range(30)] for who in "ab"}
    ledgers = {who: reopen() for who in "ab"}

    def write(who: str) -> None:
        for own, common in zip(mine[who], shared, strict=True):
            ledgers[who].add_reports([own, common], at=NOW)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, "ab"))
    with reopen() as ledger:
        assert len(list(ledger.reports())) == 90
        assert ledger.verify() == []


def test_many_rows_at_once_are_the_rows_that_came_singly(reopen: Open) -> None:
    """What the bulk way writes (COPY on PostgreSQL) comes back byte for byte, odd characters too."""
    odd = "Shelling: tab\there, back\\slash, \\N, newline\n, quote ' and “”, \U0001f54c; at least 20 people."
    many = [report(f"{odd} {n}", id=f"r{n:03}") for n in range(60)]
    with reopen() as ledger:
        ledger.add_reports(many, at=NOW)
        ledger.save_readings([reading(r) for r in many], version="v")
        assert list(ledger.reports()) == many
        assert [c.report_id for c in ledger.claims()] == [r.id for r in many]
        assert ledger.verify() == []


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("report", "id"), ("reading", "report_id"), ("claim", "claim_id"), ("claim", "report_id"), ("incident", "incident_id"),
        ("linkage", "report_id"), ("linkage_month", "month"), ("linkage_month", "report_id"), ("change", "incident_id"),
    ],
)  # fmt: skip
def test_what_is_asked_by_its_key_walks_an_index(reopen: Open, table: str, column: str) -> None:
    """None of the questions that a run or the desk asks of some rows reads a whole table."""
    with reopen().engine.connect() as connection:
        question = f"SELECT * FROM {table} WHERE {column} IN ('a', 'b')"
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # an empty table is cheaper to read whole
            plan = [str(row[0]) for row in connection.exec_driver_sql(f"EXPLAIN {question}")]
            assert [step for step in plan if "Seq Scan" in step] == []
        else:
            plan = [str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}")]
            assert [step for step in plan if not step.startswith("SEARCH")] == []
