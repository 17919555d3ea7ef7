"""What arrived is kept to the byte, what was changed is named, and a number leads back to the bytes."""

from __future__ import annotations

import io
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given, settings
from hypothesis import strategies as st

from hadba import pipeline
from hadba.app.keeping import keeper
from hadba.errors import LedgerError, UsageError
from hadba.ingest import Intake, take_in
from hadba.model.capture import Arrival, Header
from hadba.store.archive import BLOCK
from hadba.store.copies import back_up, restore
from hadba.store.ledger import SqlLedger
from hadba.store.warc import warc_of

NOW = datetime(2017, 6, 1, 12, 0, tzinfo=UTC)
LINES = (
    b'{"outlet": "Tigris Wire", "text": "Two died in Tamar."}\n{broken\n{"outlet": "Tigris Wire", "text": "Six fled Tamar."}\n'
)


def arrival(origin: str = "a.jsonl") -> Arrival:
    return Arrival(origin, NOW, "R")


def add(ledger: SqlLedger, *paths: Path) -> pipeline.Added:
    keep = keeper(ledger.archive, at=NOW)
    return pipeline.add(ledger, take_in([str(p) for p in paths], keep=keep, intake=Intake(NOW.date())), at=NOW)


@settings(max_examples=20, deadline=None)
@given(head=st.binary(max_size=100), blocks=st.integers(0, 3), tail=st.binary(max_size=100))
def test_what_arrives_is_given_back_to_the_byte(
    tmp_path_factory: pytest.TempPathFactory, head: bytes, blocks: int, tail: bytes
) -> None:
    raw = head + os.urandom(BLOCK) * blocks + tail
    with SqlLedger(str(tmp_path_factory.mktemp("a") / "l.db")) as ledger:
        kept = ledger.archive.keep(io.BytesIO(raw), arrival())
        assert b"".join(ledger.archive.content(kept)) == raw
        assert ledger.archive.keep(io.BytesIO(raw), Arrival("a.jsonl", datetime.now(UTC), "S")) == kept
        assert ledger.archive.keep(io.BytesIO(raw), arrival("b.jsonl")).id != kept.id
        assert ledger.head()[0] == 2
        assert ledger.verify() == []


def test_reports_point_to_the_bytes_that_they_were_read_from(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(LINES)
    (tmp_path / "useless.bin").write_bytes(b"\x00\x01")
    with SqlLedger(str(tmp_path / "l.db")) as ledger:
        added = add(ledger, tmp_path / "in.jsonl", tmp_path / "useless.bin")
        assert (len(added.new), len(added.refused)) == (2, 2)
        held = ledger.archive.bearings(added.new)
        assert {(b.report_id, b.part) for b, _ in held} == set(zip(added.new, ("line 1", "line 3"), strict=True))
        assert b"".join(ledger.archive.content(held[0][1])) == LINES
        assert {Path(c.arrival.origin).name for c in ledger.archive.captures()} == {"in.jsonl", "useless.bin"}
        links = ledger.head()
        add(ledger, tmp_path / "in.jsonl", tmp_path / "useless.bin")
        assert ledger.head() == links, "the same again changes nothing"


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE block SET bytes = zeroblob(9), codec = 'raw'", "in.jsonl (capture k"),
        ("UPDATE block SET codec = 'zlib', bytes = x'ffff'", "damaged in block 1 of 1"),
        ("DELETE FROM block", "lack block 1 of 1"),
        ('UPDATE capture SET json = replace(json, \'"by":"\', \'"by":"x\')', "The capture k"),
        ("DELETE FROM bearing WHERE rowid = 1", "no longer in the ledger"),
        ("UPDATE bearing SET json = replace(json, 'line 1', 'line 2')", "The bearing"),
    ],
)
def test_verify_names_what_was_changed(tmp_path: Path, tampering: str, told: str) -> None:
    (tmp_path / "in.jsonl").write_bytes(LINES)
    with SqlLedger(str(tmp_path / "l.db")) as ledger:
        new = add(ledger, tmp_path / "in.jsonl").new
        assert ledger.verify() == []
    with sqlite3.connect(tmp_path / "l.db") as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute(tampering)
    with SqlLedger(str(tmp_path / "l.db")) as ledger:
        wrong = ledger.verify()
    assert any(told in sentence for sentence in wrong)
    if "block" in tampering:
        assert any(new[0] in sentence for sentence in wrong), "the reports that rest on it are named"


def test_the_archive_itself_refuses_changes(tmp_path: Path) -> None:
    with SqlLedger(str(tmp_path / "l.db")) as ledger:
        ledger.archive.keep(io.BytesIO(b"raw"), arrival())
    for table in ("block", "capture"):
        with pytest.raises(sqlite3.IntegrityError, match="immutable"), sqlite3.connect(tmp_path / "l.db") as raw:
            raw.execute(f"DELETE FROM {table}")


def test_a_copy_holds_the_archive_and_a_damaged_one_is_not_restored(tmp_path: Path) -> None:
    where, copy = str(tmp_path / "l.db"), tmp_path / "copy.db"
    with SqlLedger(where) as ledger:
        kept = ledger.archive.keep(io.BytesIO(b"the page" * 1000), arrival())
        back_up(where, copy)
    restore(copy, str(tmp_path / "new.db"))
    with SqlLedger(str(tmp_path / "new.db")) as ledger:
        assert b"".join(ledger.archive.content(kept)) == b"the page" * 1000
    with sqlite3.connect(copy) as raw:
        raw.execute("DROP TRIGGER block_no_update")
        raw.execute("UPDATE block SET bytes = zeroblob(20)")
    with pytest.raises(LedgerError, match=r"was not restored: The archived bytes of a\.jsonl"):
        restore(copy, str(tmp_path / "third.db"))


def test_a_capture_is_found_by_the_beginning_of_its_name(tmp_path: Path) -> None:
    with SqlLedger(str(tmp_path / "l.db")) as ledger:
        one, two = (ledger.archive.keep(io.BytesIO(raw), arrival()) for raw in (b"one", b"two"))
        assert ledger.archive.capture(one.id[:9]) == one
        assert ledger.archive.capture(two.sha256[:9]) == two
        for wrong in ("k", "", "nothing"):
            with pytest.raises(UsageError):
                ledger.archive.capture(wrong)


def test_the_archive_leaves_as_warc(tmp_path: Path) -> None:
    headers = (Header("Content-Type", "text/html"), Header("Content-Encoding", "gzip"), Header("X-Odd", "a\r\nb: c"))
    answer = Arrival("http://a.example/", NOW, "R", "http://a.example/ü?", "192.0.2.1", 200, headers)
    with SqlLedger(str(tmp_path / "l.db")) as ledger:
        ledger.archive.keep(io.BytesIO(b"<html>"), answer)
        ledger.archive.keep(io.BytesIO(b"lines"), arrival("in folder/a.jsonl"))
        written = b"".join(warc_of(ledger.archive, ledger.archive.captures()))
    records = {r.headers["WARC-Type"]: (r, r.reader.read()) for r in ArchiveIterator(io.BytesIO(written), parse_http=True)}
    response, body = records["response"]
    assert (body, response.http_headers.status_code, response.http_content_type) == (b"<html>", 200, "text/html")
    assert response.headers["WARC-Target-URI"] == "http://a.example/%C3%BC?"
    assert records["resource"][1] == b"lines"
