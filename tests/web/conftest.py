"""A small invented ledger behind the desk, and a client that is allowed to change it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the desk's packages are not installed (extra desk)")
pytest.importorskip("httpx", reason="the test client needs httpx")

from starlette.testclient import TestClient

from hadba.app.desk.desk import Desk
from hadba.deriving import derive
from hadba.model.reading import Reading
from hadba.model.report import Report
from hadba.store.ledger import SqlLedger
from hadba.web.application import application
from tests.publish_world import CLAIMS, REPORTS
from tests.web.browsing import chromium, desk_at, open_page, sample_ledger
from tests.web.texts import ARABIC, HOSTILE

__all__ = ["chromium", "desk_at", "open_page", "sample_ledger"]  # fixtures of the journeys

NOW = datetime(2017, 6, 1, 12, 0, tzinfo=UTC)
HOST = "127.0.0.1:8765"


def fill(ledger: SqlLedger, *more: Report) -> None:
    """The invented reports with their claims, and ``more`` in which nothing was read."""
    reports = [*REPORTS.values(), HOSTILE, ARABIC, *more]
    ledger.add_reports(reports, at=NOW)
    claims = list(CLAIMS.values())
    readings = [Reading(r, claims=tuple(c for c in claims if c.report_id == r.id)) for r in reports]
    ledger.save_readings(readings, version="test")
    derive(ledger, at=NOW)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk over the small ledger."""
    with SqlLedger(str(tmp_path / "desk.db")) as ledger:
        fill(ledger)
        desk = Desk(ledger, who="Rana")
        desk.open()
        yield desk


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    """A browser's stand-in, with the desk's token."""
    with TestClient(application(desk, hosts=frozenset({HOST})), base_url=f"http://{HOST}") as client:
        client.headers["x-desk-token"] = client.get("/api/token").json()["token"]
        yield client
