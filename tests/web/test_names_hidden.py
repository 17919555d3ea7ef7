"""No page of the desk and no answer of its API tells a private person's name or home until names are asked for; what the desk
writes for others holds no secret at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient

from hadba.app.desk.desk import Desk
from hadba.store.ledger import SqlLedger
from hadba.web.application import application
from tests.planted import EMBARGOED, REDACTED, plant
from tests.web.conftest import HOST

SLUG = re.compile(r"[a-z]+-[a-z]+-\d+")  # ids of planted reports, which stay as they are at the desk
FOR_OTHERS = ("/brief", "/api/brief", "/api/brief?format=html")
# routes that change something, or tell nothing of the ledger
ASIDE = {"/api/claims", "/api/token", "/api/towns", "/api/places", "/api/preview"}


def addresses(ledger: SqlLedger, paths: set[str]) -> Iterator[str]:
    """Every route with every id that fits it, and every page."""
    incidents, reports = list(ledger.incidents()), list(ledger.reports())
    ids = {
        "incident_id": [i.incident_id for i in incidents],
        "report_id": [r.id for r in reports],
        "n": [str(n) for n in range(len(incidents) + 2)],
        "name": sorted({r.outlet for r in reports}),
        "place_id": sorted({w.place_id for i in incidents for w in i.where if w.place_id and w.text.startswith(EMBARGOED)}),
        "facet": ["place", "actor", "source"],
    }
    for path in sorted(paths - ASIDE):
        found = re.search(r"{(\w+)}", path)
        yield from [path.replace(found[0], one) for one in ids[found[1]]] if found else [path]
    yield from ("/", "/review", "/decisions", "/sources", "/brief", "/api/brief?format=html")
    for room, key in (("incidents", "incident_id"), ("reports", "report_id"), ("sources", "name"), ("places", "place_id")):
        yield from (f"/{room}/{one}" for one in ids[key])
    yield from (f"/review?at={one}" for one in ids["incident_id"])


@dataclass
class Scan:
    """Looks for what may not be told in what the desk answers, and counts what it looked through."""

    private: set[str]
    secrets: set[str]
    pages: int = 0
    bytes: int = 0

    def look(self, address: str, answer: Response) -> None:
        assert answer.status_code in (200, 404), address
        self.pages += 1
        self.bytes += len(answer.content)
        text = SLUG.sub("", " ".join(answer.text.split())).lower()
        wanted = self.secrets if address in FOR_OTHERS else self.private
        assert {s for s in wanted if s.lower() in text} == set(), address


def trial(folder: Path, worlds: int, previews: int) -> Scan:
    with SqlLedger(str(folder / "planted.db")) as ledger:
        secrets = plant(ledger, worlds)
        desk = Desk(ledger, who="Rana")
        desk.open()
        app = application(desk, hosts=frozenset({HOST}))
        # what is held back and where exactly it was is the desk's own work; names and homes are not
        held_back = re.compile(rf"[ci][0-9a-f]{{16}}|own:.*|[\d.]+|{EMBARGOED}|{REDACTED}\d+|Marketway\d+")
        scan = Scan({s for s in secrets if not held_back.fullmatch(s) and not s.islower()}, secrets)
        with TestClient(app, base_url=f"http://{HOST}") as client:
            for address in addresses(ledger, set(app.openapi()["paths"])):
                scan.look(address, client.get(address))
            assert "Tigris Wire" in client.get("/api/brief").text
            client.headers["x-desk-token"] = client.get("/api/token").json()["token"]
            for incident in list(ledger.incidents())[:previews]:  # a preview derives anew, which takes its time
                change = {"action": "accept", "targets": [incident.incident_id], "why": ""}
                answer = client.post("/api/preview", json=change)
                assert answer.status_code == 200, answer.text
                scan.look("/api/preview", answer)
            one = next(s for s in scan.private if " " in s and s.istitle())
            shown = (client.get(f"/api/reports/{r.id}?names=1").text for r in ledger.reports())
            assert any(one in text for text in shown)  # whoever asks for names sees them
        return scan


def test_no_page_tells_a_private_name_or_home_before_it_is_asked_for(tmp_path: Path) -> None:
    assert len(trial(tmp_path, 4, previews=4).secrets) > 30


@pytest.mark.campaign
def test_no_page_tells_one_of_two_hundred(tmp_path: Path) -> None:
    scan = trial(tmp_path, 200, previews=6)
    print(f"{len(scan.secrets)} secrets, {len(scan.private)} of them private; {scan.pages} answers, {scan.bytes:,} bytes")
    assert len(scan.secrets) > 200
