"""Releases: numbered, hashed, compared with the one before; the acts are in the audit chain."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hadba.app.looking import Selection
from hadba.app.outgoing import outgoing, set_policy
from hadba.app.publishing import write_brief
from hadba.app.releasing import check_release, make_release, releases
from hadba.errors import PublishError, UsageError
from hadba.model.act import POLICY, Standing
from hadba.model.incident import Grade, Range
from hadba.model.reading import Reading
from hadba.publish.difference import difference
from hadba.store.ledger import SqlLedger
from tests.publish_world import CLAIMS, INCIDENTS, MARCH, MAY, REPORTS

NOW = datetime(2017, 6, 1, tzinfo=UTC)
MORE = Range(25, 25, 25, False, MAY.claims)


def stored(path: Path) -> SqlLedger:
    ledger = SqlLedger(str(path))
    ledger.add_reports(REPORTS.values(), at=NOW)
    by_report = {r.id: tuple(c for c in CLAIMS.values() if c.report_id == r.id) for r in REPORTS.values()}
    ledger.save_readings([Reading(r, claims=by_report[r.id]) for r in REPORTS.values()], version="1")
    ledger.replace_incidents(INCIDENTS)
    return ledger


def made(ledger: SqlLedger, folder: Path, *formats: str):  # type: ignore[no-untyped-def]
    return make_release(ledger, folder, formats=formats or ("csv",), convention="airwars", who="e", why="w", now=NOW)


def test_the_second_release_tells_what_changed(tmp_path: Path) -> None:
    with stored(tmp_path / "l.db") as ledger:
        first = made(ledger, tmp_path / "out", "csv", "html", "site")
        assert (first.number, first.previous, set(first.difference.new)) == (1, None, {"i-may", "i-march"})
        ranges = {"killed": {s: dict.fromkeys(("airwars", "ibc", "ucdp"), MORE) for s in ("civilian", "all")}}
        ledger.replace_incidents([replace(MAY, ranges=ranges), replace(MARCH, incident_id="i-moved", grade=Grade.FAIR)])
        second = made(ledger, tmp_path / "out")
        assert second.number == 2 and second.previous is not None
        assert second.difference.moved == (("i-march", "i-moved"),)
        told = {(r.incident, r.what, r.before, r.now) for r in second.difference.restated}
        assert told == {("i-may", "killed", "20 or more", "25"), ("i-moved", "grade", "confirmed", "fair")}
        brief = write_brief(ledger, Selection(), convention="airwars", form="md", out=None)
        assert "Restated since release 2 of 1 June 2017" in brief and "Nothing that this brief counts differs" in brief
        ledger.replace_incidents(INCIDENTS)
        brief = write_brief(ledger, Selection(), convention="airwars", form="md", out=None)
        assert "is 20 or more now; release 2 of 1 June 2017 gave 25." in brief
        assert [act.number for act in releases(ledger)] == [1, 2]
        assert ledger.verify() == []


def test_a_changed_file_does_not_fit_its_manifest(tmp_path: Path) -> None:
    with stored(tmp_path / "l.db") as ledger:
        made(ledger, tmp_path / "out", "csv", "jsonl")
    folder = tmp_path / "out" / "0001"
    assert check_release(folder) == []
    (folder / "data.csv").write_text("x")
    (folder / "data.jsonl").unlink()
    (folder / "more.txt").write_text("y")
    assert check_release(folder) == ["data.jsonl is missing.", "more.txt is not in the manifest.", "data.csv was changed."]
    with pytest.raises(UsageError, match="no release"):
        check_release(tmp_path)


def test_what_was_withdrawn_is_told_by_number_only(tmp_path: Path) -> None:
    with stored(tmp_path / "l.db") as ledger:
        made(ledger, tmp_path / "out")
        set_policy(ledger, "embargoes: [{since: 2017-03-01, until: 2017-03-31}]", who="e", at=NOW)
        change = made(ledger, tmp_path / "out").difference
        assert (change.withdrawn, change.gone, change.moved) == (1, (), ())
        assert "i-march" not in (tmp_path / "out" / "0002" / "MANIFEST.json").read_text()
        assert [act.who for act in ledger.acts(POLICY)] == ["e"]
        assert ledger.verify() == []


def test_an_incident_that_was_split_is_told_as_moved_and_not_restated() -> None:
    whole = Standing("x", (20, 20, False), (None, None, False), "fair", ("a", "b", "c"))
    parts = {"p": replace(whole, claims=("a", "b"), killed=(9, 9, False)), "q": replace(whole, claims=("c",))}
    found = difference({"w": whole}, parts)
    assert found.moved == (("w", "p"),) and found.new == ("q",) and found.gone == ()


def test_an_output_is_of_one_state_of_the_ledger_or_none(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Nothing secret.", encoding="utf-8")
    with stored(tmp_path / "l.db") as ledger:
        held = outgoing(ledger)
        held.check(page)
        ledger.replace_incidents(INCIDENTS[:1])
        with pytest.raises(PublishError, match="was changed while it was being written out"):
            held.check(page)
        outgoing(ledger).check(page)
