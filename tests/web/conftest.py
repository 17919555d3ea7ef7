"""A small invented ledger behind the desk, and a client that is allowed to change it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the desk's packages are not installed (extra desk)")
pytest.importorskip("httpx", reason="the test client needs httpx")

from starlette.testclient import TestClient

from hadba import pipeline
from hadba.app.desk.desk import Desk
from hadba.model.reading import Reading
from hadba.model.report import Report, make_report
from hadba.store.ledger import SqlLedger
from hadba.web.application import application
from tests.publish_world import CLAIMS, REPORTS

NOW = datetime(2017, 6, 1, 12, 0, tzinfo=UTC)
HOST = "127.0.0.1:8765"
HOSTILE = make_report(
    'Shelling in Mosul <script>alert(1)</script> killed <img src=x onerror="alert(2)"> people. javascript:alert(3)',
    outlet="<b>Evil</b> Post",
    id="r-<hostile>",
    title="</textarea><script>alert(4)</script>",
    lang="en",
)
ARABIC = make_report(
    "قُتل ما لا يقل عن 20 مدنيا في غارة جوية على حي الفاروق في الموصل يوم الأحد، بحسب مسؤول محلي. "
    "وأصيب 25 آخرون بجروح في الغارة نفسها.",
    outlet="صوت النهرين",
    id="r-arabic",
    title="مقتل 20 مدنيا في غارة على الموصل",
    lang="ar",
)


def fill(ledger: SqlLedger, *more: Report) -> None:
    """The invented reports with their claims, and ``more`` in which nothing was read."""
    reports = [*REPORTS.values(), HOSTILE, ARABIC, *more]
    ledger.add_reports(reports, at=NOW)
    claims = list(CLAIMS.values())
    readings = [Reading(r, claims=tuple(c for c in claims if c.report_id == r.id)) for r in reports]
    ledger.save_readings(readings, version="test")
    pipeline.derive(ledger)


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
