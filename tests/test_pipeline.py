"""The whole way on the sample reports: order, number of runs, kills and processes must not show in what comes out."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from hadba import pipeline, samples
from hadba.app import looking, opening, publishing, reading, ruling, telling
from hadba.engine.in_process import InProcess
from hadba.ingest import read_sources
from hadba.model.decision import Action
from hadba.model.parse import Parsed
from hadba.model.quarantine import Quarantined
from hadba.model.reading import Reading
from hadba.model.report import Report, make_report
from hadba.settings import Settings
from hadba.store.codec import encode
from hadba.store.ledger import SqlLedger

NOW = datetime(2018, 9, 2, 12, 0, tzinfo=UTC)
A = TypeVar("A")
B = TypeVar("B")


def sample_reports() -> list[Report]:
    sources = read_sources([str(p) for p in samples.paths()], today=NOW.date())
    return [s for s in sources if isinstance(s, Report)]


def run(ledger: SqlLedger) -> pipeline.Ran:
    tools = lambda: telling.make_tools((), screen=True)  # noqa: E731 - one process
    return pipeline.run(ledger, engine=InProcess(), tools=tools, version=opening.reader_version(ledger), at=NOW)


def whole(ledger: SqlLedger) -> str:
    """Everything that a program can take out."""
    parts = (ledger.reports(), ledger.readings(), ledger.claims(), ledger.decisions(), ledger.incidents(), ledger.quarantined())
    lines = [encode(record) for records in parts for record in records]
    return "\n".join(lines) + "".join(
        line
        for format in ("jsonl", "claims-jsonl", "csv")
        for line in publishing.export(ledger, looking.Selection(), format=format, convention="airwars")
    )


@pytest.fixture(scope="module")
def in_one_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlLedger]:
    with SqlLedger(str(tmp_path_factory.mktemp("one") / "l.db")) as ledger:
        pipeline.add(ledger, sample_reports(), at=NOW)
        run(ledger)
        yield ledger


def test_all_samples_are_read_and_each_claim_stands_in_its_report(in_one_run: SqlLedger) -> None:
    assert list(in_one_run.quarantined()) == []
    assert in_one_run.verify() == []
    assert len({c.report_id for c in in_one_run.claims()}) > len(sample_reports()) / 2
    borne = {c.claim_id for c in in_one_run.claims()}
    for incident in in_one_run.incidents():
        assert set(incident.claims) <= borne
        for by_victims in incident.ranges.values():
            assert {v for held in by_victims.values() for r in held.values() for v in r.votes} <= set(incident.claims)


def test_order_and_number_of_runs_do_not_matter(in_one_run: SqlLedger, tmp_path: Path) -> None:
    shuffled = sample_reports()
    random.Random(5).shuffle(shuffled)
    with SqlLedger(str(tmp_path / "l.db")) as ledger:
        for part in (shuffled[:3], shuffled[2:11], shuffled[11:]):
            pipeline.add(ledger, part, at=NOW)
            run(ledger)
        assert whole(ledger) == whole(in_one_run)
        assert run(ledger).read == 0
        assert whole(ledger) == whole(in_one_run)


def test_a_killed_run_goes_on_where_it_stopped(in_one_run: SqlLedger, tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with SqlLedger(str(path)) as ledger:
        pipeline.add(ledger, sample_reports(), at=NOW)
    program = "import hadba.pipeline as p; p.BATCH_REPORTS = 1; from hadba.cli.main import main; main()"
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", program, "run", "--jobs", "1", "--ledger", str(path)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None and _readings(path) < 2:
            time.sleep(0.02)
        running.send_signal(signal.SIGKILL)
    with SqlLedger(str(path)) as ledger:
        assert ledger.verify() == []
        assert 2 <= _readings(path) < len(sample_reports()), "the kill came too late to show anything"
        run(ledger)
        assert whole(ledger) == whole(in_one_run)


def _readings(path: Path) -> int:
    with closing(sqlite3.connect(path, timeout=30)) as raw:
        return int(raw.execute("SELECT count(*) FROM reading").fetchone()[0])


def test_processes_read_what_one_process_reads(in_one_run: SqlLedger, tmp_path: Path) -> None:
    chosen = Settings(ledger=str(tmp_path / "l.db"), jobs=2)
    some = sample_reports()[:4]
    with opening.open_ledger(chosen, create=True) as ledger:
        pipeline.add(ledger, some, at=NOW)
    reading.run(chosen, rebuild=False, now=NOW)
    with opening.open_ledger(chosen) as ledger:
        ids = [r.id for r in some]
        assert [encode(r) for r in ledger.readings()] == [encode(r) for r in in_one_run.readings(ids)]


def test_rebuilding_keeps_decisions_and_gives_the_same(in_one_run: SqlLedger, tmp_path: Path) -> None:
    chosen = Settings(ledger=str(tmp_path / "l.db"), jobs=1)
    with opening.open_ledger(chosen, create=True) as ledger:
        pipeline.add(ledger, sample_reports()[:6], at=NOW)
        run(ledger)
        claim = next(c for c in ledger.claims() if c.figures)
        ruling.decide(ledger, Action.REJECT, [claim.claim_id[:12]], who="R", why="not there", now=NOW)
        assert all(claim.claim_id not in i.claims for i in ledger.incidents())
        before = whole(ledger)
    reading.run(chosen, rebuild=True, now=NOW)
    with opening.open_ledger(chosen) as ledger:
        assert whole(ledger) == before


@dataclass(frozen=True)
class Stumbling:
    """A parser that fails on one word, as a parser may on one text."""

    def parse(self, texts: Iterable[str]) -> Iterator[Parsed]:
        for text in texts:
            if "stumble" in text:
                raise MemoryError("too much")
            yield from telling.make_tools(()).parser.parse([text])


def test_a_report_that_cannot_be_read_is_quarantined_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = [
        make_report(f"Shelling killed {n} people in Mosul on Monday.", outlet="O", published=date(2017, 5, 29)) for n in (3, 4)
    ]
    bad = make_report("Words to stumble over.", outlet="O")
    stumbling = pipeline.Tools(Stumbling(), telling.make_tools(()).gazetteer)
    with SqlLedger(str(tmp_path / "l.db")) as ledger:
        pipeline.add(ledger, [good[0], bad, good[1]], at=NOW)
        for _ in range(2):
            ran = pipeline.run(ledger, engine=InProcess(), tools=lambda: stumbling, version="v", at=NOW)
            assert [q.origin for q in ran.refused] == [bad.id]
        assert [(q.stage, q.origin) for q in ledger.quarantined()] == [("extract", bad.id)]
        assert {r.report.id for r in ledger.readings()} == {g.id for g in good}
        pipeline.run(ledger, engine=InProcess(), tools=lambda: telling.make_tools(()), version="v", at=NOW)
        assert list(ledger.quarantined()) == []


def test_an_id_that_names_another_text_is_quarantined(tmp_path: Path) -> None:
    first, second = (make_report(text, outlet="O", id="a") for text in ("One text.", "Another text."))
    with SqlLedger(str(tmp_path / "l.db")) as ledger:
        assert len(pipeline.add(ledger, [first, second], at=NOW).refused) == 1
        assert pipeline.add(ledger, [second, Quarantined("x", "bad")], at=NOW).new == ()
        assert [r.text for r in ledger.reports()] == ["One text."]
        assert {q.origin for q in ledger.quarantined()} == {"a", "x"}


class Interrupting:
    """An engine that is interrupted after its first batch."""

    def map(
        self,
        function: Callable[[Sequence[A]], list[B]],
        batches: Iterable[Sequence[A]],
        *,
        lost: Callable[[A], B] | None = None,
    ) -> Iterator[list[B]]:
        for batch in batches:
            yield function(batch)
            raise KeyboardInterrupt


def test_an_interrupt_keeps_what_was_read(tmp_path: Path) -> None:
    many = [make_report(f"Nothing happened in town {n}.", outlet="O", id=f"{n:02}") for n in range(pipeline.BATCH_REPORTS + 3)]
    with SqlLedger(str(tmp_path / "l.db")) as ledger:
        pipeline.add(ledger, many, at=NOW)
        with pytest.raises(KeyboardInterrupt):
            pipeline.run(ledger, engine=Interrupting(), tools=lambda: telling.make_tools(()), version="v", at=NOW)
        assert ledger.count_unread("v") == 3


def test_batches_are_bounded_by_count_and_size() -> None:
    small = [make_report(f"{n}", outlet="O") for n in range(40)]
    long = replace(small[0], text="x" * pipeline.BATCH_CHARACTERS)
    cut = list(pipeline.batches([*small, long, long, small[1]]))
    assert [len(b) for b in cut] == [pipeline.BATCH_REPORTS, 40 - pipeline.BATCH_REPORTS, 1, 1, 1]
    assert list(pipeline.batches([])) == []


def test_readings_without_a_ledger_come_in_the_order_of_the_input(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(
        '{"id": "b", "outlet": "O", "text": "Shelling killed two people in Mosul."}\nno JSON\n'
        '{"id": "a", "outlet": "O", "text": "An air strike injured 5 people in Mosul."}\n'
    )
    found = list(telling.read_without_ledger(Settings(), [str(path)], outlet=None, today=NOW.date()))
    assert [o.report.id for o in found if isinstance(o, Reading)] == ["b", "a"]
    assert [o.origin.rpartition(":")[2] for o in found if isinstance(o, Quarantined)] == ["2"]
