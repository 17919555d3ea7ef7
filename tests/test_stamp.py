"""A time-stamp says when the audit chain stood; a chain made anew, a foreign stamp and a broken answer are named."""

from __future__ import annotations

import io
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hadba.app import stamping
from hadba.cli.main import DONE, FAILED, WRONG_USAGE, main
from hadba.errors import InputError, UsageError
from hadba.model.act import STAMP, make_act
from hadba.model.capture import Arrival
from hadba.store import audit, timestamp
from hadba.store.codec import encode
from hadba.store.ledger import SqlLedger
from hadba.store.timestamp import Stamp
from tests.authority import Authority
from tests.postgresql import FreshDatabase

NOW = datetime(2017, 6, 1, 12, 0, tzinfo=UTC)
Hadba = Callable[..., tuple[int | str | None, str]]


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "one", "One")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "other", "Other")


@pytest.fixture
def path(tmp_path: Path) -> str:
    where = str(tmp_path / "l.db")
    grow(where, b"one", b"two")
    return where


@pytest.fixture
def hadba(path: str, capsys: pytest.CaptureFixture[str]) -> Hadba:
    """Runs a command on the ledger; gives its exit code and all that it said."""

    def run(*arguments: object) -> tuple[int | str | None, str]:
        with pytest.raises(SystemExit) as left:
            main([*map(str, arguments), "--ledger", path])
        said = capsys.readouterr()
        return left.value.code, said.out + said.err

    return run


def grow(where: str, *arrivals: bytes) -> None:
    with SqlLedger(where) as ledger:
        for raw in arrivals:
            ledger.archive.keep(io.BytesIO(raw), Arrival(f"{raw!r}.txt", NOW, "R"))


def make_anew(where: str, change: str) -> None:
    """Change the ledger as its owner could: no triggers, and every link sealed again, so that the chain itself fits."""
    with sqlite3.connect(where) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(change)
        previous = audit.FIRST
        for seq, kind, subject in raw.execute("SELECT seq, kind, subject FROM audit ORDER BY seq").fetchall():
            (text,) = raw.execute(f"SELECT json FROM {kind} WHERE id = ?", (subject,)).fetchone()
            digest = audit.digest_of(text)
            hash = audit.seal(seq, kind, subject, digest, previous)
            raw.execute("UPDATE audit SET digest = ?, previous = ?, hash = ? WHERE seq = ?", (digest, previous, hash, seq))
            previous = hash


def test_a_stamped_ledger_says_since_when_it_stands(path: str, hadba: Hadba, one: Authority, other: Authority) -> None:
    with one.served() as address:
        code, said = hadba("archive", "stamp", "--authority", address, "--allow-private", "127.0.0.1")
    assert code == DONE and "The first 2 links stood by 20" in said and "CN=One" in said
    grow(path, b"three")
    code, said = hadba("verify")
    assert code == DONE and "The first 2 links stood by 20" in said and "signature was not checked" in said
    code, said = hadba("verify", "--authority-certificate", one.root)
    assert code == DONE and "attested by CN=One; its signature holds" in said
    code, said = hadba("verify", "--authority-certificate", other.root)
    assert code == FAILED and "Time-stamp 1" in said and "does not lead to the certificate" in said
    both = ("--authority-certificate", other.root, "--authority-certificate", one.root)
    assert hadba("verify", *both)[0] == DONE


def test_a_stamp_is_had_without_a_network(path: str, hadba: Hadba, one: Authority, tmp_path: Path) -> None:
    asked, had, copy = tmp_path / "a.tsq", tmp_path / "a.tsr", tmp_path / "copy.tsr"
    assert hadba("archive", "stamp", "--request", asked)[0] == DONE
    had.write_bytes(one.answer(asked.read_bytes()))
    grow(path, b"three")  # between question and answer
    code, said = hadba("archive", "stamp", "--reply", had, "--copy", copy, "--authority-certificate", one.root)
    assert code == DONE and "The first 2 links" in said
    assert copy.read_bytes() == had.read_bytes()
    with SqlLedger(path) as ledger:
        assert ledger.head()[0] == 4, "two captures, one more, and the stamp"
    assert hadba("archive", "stamp", "--reply", copy)[0] == DONE
    with SqlLedger(path) as ledger:
        assert ledger.head()[0] == 4, "the same answer is kept once"
        assert ledger.verify() == []


def test_a_chain_made_anew_is_named(path: str, hadba: Hadba, one: Authority, tmp_path: Path) -> None:
    with SqlLedger(path) as ledger:
        had = tmp_path / "kept-elsewhere.tsr"
        had.write_bytes(one.answer(stamping.request(ledger).content))
        stamping.take(ledger, had.read_bytes(), "mail", trusted=(), at=NOW)
    make_anew(path, 'UPDATE capture SET json = replace(json, \'"by":"R"\', \'"by":"S"\')')
    with SqlLedger(path) as ledger:
        assert ledger.verify() == [], "the chain alone cannot tell"
    code, said = hadba("verify")
    assert code == FAILED and "Time-stamp 1" in said and "link 2 of the audit chain lacks the hash that it covers" in said
    code, said = hadba("archive", "stamp", "--reply", had)
    assert code == FAILED and "covers no link of this audit chain" in said, "so tells the copy that was kept elsewhere"


def test_a_foreign_stamp_is_named(path: str, hadba: Hadba, one: Authority, tmp_path: Path) -> None:
    grow(str(tmp_path / "other.db"), b"another")
    with SqlLedger(str(tmp_path / "other.db")) as ledger:
        foreign = one.answer(stamping.request(ledger).content)
    with SqlLedger(path) as ledger:
        with pytest.raises(InputError, match="another ledger"):
            stamping.take(ledger, foreign, "mail", trusted=(), at=NOW)
        links, last = ledger.head()
        ledger.add_act(make_act(STAMP, 1, encode(Stamp(links, last, "forged", foreign)), who="S", at=NOW))
        assert ledger.verify() == []
    code, said = hadba("verify")
    assert code == FAILED and "is over another hash than that of link 2" in said


def test_one_who_is_not_the_authority_is_not_taken_in(path: str, one: Authority, other: Authority) -> None:
    with SqlLedger(path) as ledger:
        answer = other.answer(stamping.request(ledger).content)
        with pytest.raises(InputError, match="does not lead to the certificate"):
            stamping.take(ledger, answer, "mail", trusted=stamping.certificates_in([one.root]), at=NOW)
        assert ledger.acts(STAMP) == []


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("/page", "The answer is no time-stamp as of RFC 3161."),
        ("/refused", "The authority refused a time-stamp"),
        ("/elsewhere", "sends elsewhere, to /"),
        ("/other", "answered another request"),
    ],
)
def test_a_broken_answer_is_refused_in_a_sentence(hadba: Hadba, path: str, one: Authority, place: str, told: str) -> None:
    ask = ("archive", "stamp", "--allow-private", "127.0.0.1", "--authority")
    with one.served() as address:
        assert hadba(*ask, address)[0] == DONE
        code, said = hadba(*ask, address + place)
    assert code == FAILED and told in said and said.count("\n") == 1
    with SqlLedger(path) as ledger:
        assert len(ledger.acts(STAMP)) == 1


def test_private_addresses_and_other_ways_are_not_asked(hadba: Hadba, one: Authority) -> None:
    with one.served() as address:
        code, said = hadba("archive", "stamp", "--authority", address)
    assert code == FAILED and "not on the public internet" in said
    code, said = hadba("archive", "stamp", "--authority", "file:///etc/passwd")
    assert code == FAILED and "only http and https" in said
    assert hadba("archive", "stamp")[0] == WRONG_USAGE


def test_an_empty_ledger_has_nothing_to_stamp(tmp_path: Path) -> None:
    with SqlLedger(str(tmp_path / "empty.db")) as ledger:
        with pytest.raises(UsageError, match="empty"):
            stamping.request(ledger)
        assert stamping.check(ledger) == stamping.Checked((), "")


def test_without_the_package_stamps_are_told_as_not_read(
    path: str, hadba: Hadba, one: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SqlLedger(path) as ledger:
        stamping.take(ledger, one.answer(stamping.request(ledger).content), "mail", trusted=(), at=NOW)
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)  # as where it is not installed
    code, said = hadba("verify")
    assert code == DONE and "1 time-stamp is not read" in said and "hadba[archive]" in said
    assert hadba("verify", "--authority-certificate", one.root)[0] == WRONG_USAGE
    make_anew(path, 'UPDATE capture SET json = replace(json, \'"by":"R"\', \'"by":"S"\')')
    code, said = hadba("verify")
    assert code == FAILED and "link 2 of the audit chain lacks the hash" in said


def test_stamps_hold_on_postgresql(fresh_postgresql: FreshDatabase, one: Authority) -> None:
    where = fresh_postgresql()
    grow(where, b"one", b"two")
    with SqlLedger(where) as ledger:
        answer = one.answer(stamping.request(ledger).content)
        stamping.take(ledger, answer, "mail", trusted=(), at=NOW)
        checked = stamping.check(ledger, stamping.certificates_in([one.root]))
        assert checked.wrong == () and "The first 2 links stood by" in checked.told
        assert ledger.verify() == []


@settings(max_examples=200, deadline=None)
@given(at=st.integers(0, 10_000), byte=st.integers(0, 255), end=st.integers(1, 10_000))
def test_no_change_of_an_answer_passes_for_another(one: Authority, at: int, byte: int, end: int) -> None:
    true = timestamp.attested(ANSWER.setdefault("a", one.answer(timestamp.request_for("ab" * 32).content)))
    raw = bytearray(ANSWER["a"])
    raw[at % len(raw)] = byte
    try:
        said = timestamp.attested(bytes(raw[:end]))
    except InputError:
        return
    if timestamp.is_signed(bytes(raw[:end]), stamping.certificates_in([one.root])):
        assert (said.imprint, said.at) == (true.imprint, true.at)


ANSWER: dict[str, bytes] = {}
