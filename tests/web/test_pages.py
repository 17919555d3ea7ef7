"""What the pages say, and what they hide until asked."""

from __future__ import annotations

from starlette.testclient import TestClient

from hadba.app.desk.desk import Desk
from tests.publish_world import MAY, WIRE
from tests.web.browsing import NOT_BUILT, built, needed


def incident_of(client: TestClient, claim: str) -> str:
    for listed in client.get("/api/incidents").json()["incidents"]:
        held = client.get(f"/api/incidents/{listed['incident_id']}").json()
        if any(b["claim"]["claim_id"] == claim for b in held["claims"]):
            return str(listed["incident_id"])
    raise AssertionError(claim)


def test_a_number_can_be_opened_down_to_the_words(client: TestClient) -> None:
    page = client.get(f"/incidents/{incident_of(client, MAY.claims[0])}").text
    assert "20+" in page
    assert "killing at least 20 civilians" in page
    assert "Tigris News Agency" in page


def test_names_of_victims_are_hidden_until_asked_for(client: TestClient) -> None:
    hidden, shown = client.get("/reports/r-wire").text, client.get("/reports/r-wire?names=1").text
    assert "Salim Haddad" not in hidden and "Show them" in hidden
    assert "Salim Haddad" in shown
    held = client.get("/api/reports/r-wire").json()
    assert "Salim" not in str(held) and len(held["report"]["text"]) == len(WIRE.text)


def test_the_pieces_of_a_report_are_its_text(client: TestClient) -> None:
    for report in ("r-wire", "r-arabic", "r-desk"):
        held = client.get(f"/api/reports/{report}?names=1").json()
        assert "".join(p["text"] for p in held["pieces"]) == held["report"]["text"]
        for piece in held["pieces"]:
            assert held["report"]["text"][piece["start"] :].startswith(piece["text"])


def test_an_arabic_report_runs_from_right_to_left(client: TestClient) -> None:
    page = client.get("/reports/r-arabic").text
    assert 'id="text" dir="rtl" lang="ar"' in page
    assert 'id="text" dir="ltr"' in client.get("/reports/r-desk").text


def test_what_is_not_there_is_said(client: TestClient) -> None:
    for path in ("/incidents/i0", "/reports/none", "/places/Nowhere", "/sources/Nobody", "/api/incidents/i0", "/nothing"):
        assert client.get(path).status_code == 404, path


def test_a_selection_stands_in_the_address(client: TestClient, desk: Desk) -> None:
    page = client.get("/", params={"q": "Mosul", "sort": "deaths", "since": "2017-01-01", "until": ""})
    assert page.status_code == 200 and "Take out: “Mosul”" in page.text
    assert client.get("/", params={"since": "yesterday"}).status_code == 422
    assert client.get("/?q=xyzzy").text.count("<tr") == 0
    part = client.get("/?q=Mosul", headers={"x-part": "selection"}).text
    assert "<html" not in part and "Take out" in part


def test_the_table_is_what_is_shown(client: TestClient) -> None:
    rows = client.get("/api/incidents.csv?sort=deaths").text.splitlines()
    listed = client.get("/api/incidents?sort=deaths").json()["incidents"]
    assert [row.split(",")[0] for row in rows[1:]] == [i["incident_id"] for i in listed]


def test_the_map_is_in_the_page_before_any_script(client: TestClient) -> None:
    page = client.get("/").text
    listed = client.get("/api/incidents").json()["incidents"]
    drawn = page.partition('<svg class="picture"')[2].partition("</svg>")[0]
    assert f'aria-label="Map: {sum(i["lat"] is not None for i in listed)} incidents' in drawn
    assert drawn.count("<circle") == len(client.get("/api/map").json()["n"]) > 0
    part = client.get("/?q=xyzzy", headers={"x-part": "picture"}).text
    assert "<svg" not in part and "<html" not in part


def test_only_what_can_change_is_asked_for_again(client: TestClient) -> None:
    needed(built(), NOT_BUILT)
    stamped = next(a for a in client.get("/").text.split('"') if a.startswith("/static/desk.js?"))
    assert "immutable" in client.get(stamped).headers["cache-control"]
    assert client.get("/static/desk.js").headers["cache-control"] == "no-cache"
    assert client.get("/").headers["cache-control"] == "no-store"


def test_a_mark_of_the_timeline_leads_to_its_incident(client: TestClient) -> None:
    marks = [a for a in client.get("/").text.split('"') if a.startswith("/incidents/n/")]
    assert marks and all(client.get(a).status_code == 200 for a in marks)
    assert client.get("/incidents/n/999999").status_code == 404


def test_a_merged_incident_leads_to_what_it_is_now(client: TestClient, desk: Desk) -> None:
    one, two = (i["incident_id"] for i in client.get("/api/incidents?family=event&limit=2").json()["incidents"])
    made = client.post("/api/decisions", json={"action": "merge", "targets": [one, two]}).json()
    kept = made["after"][0]["incident_id"]
    gone = two if kept == one else one
    page = client.get(f"/incidents/{gone}")
    assert page.status_code == 200 and f"<code>{gone}</code>, which is part of this incident" in page.text
    assert "What changed" in page.text
    assert client.get(f"/api/incidents/{gone}").json()["incident"]["incident_id"] == kept


def test_a_name_leads_to_the_places_that_bear_it(client: TestClient) -> None:
    page = client.get("/places/Mosul").text
    assert "no place of this name" not in page
    first = next(a for a in page.partition('class="by"')[2].split('"') if a.startswith("/places/"))
    assert "all that goes by this name" not in client.get(first).text
