"""The sheets follow the incidents, whoever writes them: on SQLite, and on PostgreSQL where HADBA_TEST_POSTGRESQL names one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from starlette.testclient import TestClient

from hadba.app.desk.desk import Desk, Unlisted
from hadba.app.desk.selecting import Asked
from hadba.deriving import derive
from hadba.store import sheets
from hadba.store.ledger import SqlLedger
from hadba.web.application import application
from tests.publish_world import CONCEDED, RAID
from tests.web.conftest import HOST, fill


@pytest.fixture(params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    where = str(tmp_path / "l.db")
    if request.param == "postgresql":
        where = os.environ.get("HADBA_TEST_POSTGRESQL", "")
        if not where:
            pytest.skip("HADBA_TEST_POSTGRESQL names no database")
        with create_engine(where.replace("://", "+psycopg://", 1)).begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
    with SqlLedger(where) as ledger:
        fill(ledger)
        desk = Desk(ledger, who="Rana")
        desk.open()
        yield desk


def count(desk: Desk, text: str = "") -> int:
    return int(desk.select(Asked(text=text)).mask.sum())


def test_the_same_incidents_need_no_new_sheets(desk: Desk) -> None:
    before, revision = count(desk), desk.sheets.revision()
    derive(desk.ledger, at=datetime(2017, 6, 1, tzinfo=UTC))
    assert desk.sheets.waiting() == 0, "nothing changed, so nothing was written"
    desk.refresh()
    assert (count(desk), desk.sheets.waiting()) == (before, 0)
    assert list(desk.sheets.since(revision)) == []


def test_one_changed_incident_is_one_new_sheet(desk: Desk) -> None:
    revision, held = desk.sheets.revision(), list(desk.ledger.incidents())
    desk.ledger.replace_incidents([replace(held[0], review_state="accepted"), *held[1:]])
    desk.refresh()
    assert [s.incident_id for s in desk.sheets.since(revision)] == [held[0].incident_id]
    assert {v.value: v.count for v in desk.select(Asked()).facet("state")}["accepted"] == 1


def test_an_incident_that_is_gone_is_found_no_more(desk: Desk) -> None:
    held = list(desk.ledger.incidents())
    gone = next(i for i in held if CONCEDED.claim_id in i.claims)
    assert count(desk, "acknowledged") == 1
    desk.ledger.replace_incidents([i for i in held if i != gone])
    desk.refresh()
    assert (count(desk), count(desk, "acknowledged")) == (len(held) - 1, 0)
    assert desk.sheets.incidents_of([CONCEDED.claim_id]) == {}
    desk.ledger.replace_incidents(held)
    desk.refresh()
    assert (count(desk), count(desk, "acknowledged")) == (len(held), 1)


def test_words_find_incidents(desk: Desk) -> None:
    assert count(desk, "tigris news agency") == 1
    assert count(desk, '"destroyed a clinic"') == 1
    assert count(desk, "zeppelin") == 0
    assert count(desk, "nothing-like-it OR raid") >= 1
    assert count(desk, "   ") == count(desk)


def test_claims_lead_to_their_incident(desk: Desk) -> None:
    found = desk.sheets.incidents_of([RAID.claim_id, CONCEDED.claim_id, "c0"])
    assert set(found) == {RAID.claim_id, CONCEDED.claim_id}
    assert RAID.claim_id in next(iter(desk.sheets.incidents([found[RAID.claim_id]]))).claims


def test_another_form_makes_all_sheets_anew(desk: Desk) -> None:
    revision = desk.sheets.revision()
    desk.sheets.use_form("another")
    desk.refresh()
    assert len(list(desk.sheets.since(revision))) == count(desk)


def test_pages_are_served_while_the_desk_reads(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, held = count(desk), list(desk.ledger.incidents())
    monkeypatch.setattr(sheets, "A_ROUND", 1)
    desk.sheets.use_form("another, so that all sheets are made anew")
    late = Desk(desk.ledger, who="Rana")
    with late._refreshing:
        late.open_behind()
        assert late.unlisted() == Unlisted(0, whole)
        with TestClient(application(late, hosts=frozenset({HOST})), base_url=f"http://{HOST}") as client:
            page = client.get("/").text
            assert f"0 of {whole} incidents are listed" in page
            assert client.get("/api/incidents").json()["unlisted"] == {"listed": 0, "whole": whole}
            assert client.get(f"/incidents/{held[0].incident_id}").status_code == 200, "one incident needs no list"
            assert client.get("/api/incidents.csv").status_code == client.get("/brief").status_code == 503
    late._behind.join(30)  # type: ignore[union-attr]
    assert late.unlisted() is None and count(late) == whole
