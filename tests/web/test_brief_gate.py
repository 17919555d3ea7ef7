"""What the desk writes for others obeys the ledger's own policy."""

from __future__ import annotations

from starlette.testclient import TestClient

from hadba.app.desk.desk import Desk
from hadba.app.outgoing import set_policy


def test_a_brief_of_the_desk_holds_back_what_is_under_embargo(desk: Desk, client: TestClient) -> None:
    assert "237" in client.get("/api/brief").text
    set_policy(desk.ledger, "embargoes: [{since: 2017-03-01, until: 2017-03-31}]")
    held = client.get("/api/brief").text
    assert "237" not in held
    assert "Radio Ninawa" not in held
