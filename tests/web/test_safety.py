"""The desk answers only to its own address, changes nothing without its token, and runs nothing that a report says."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

PAGES = (
    *("/", "/review", "/decisions", "/brief", "/sources", "/incidents/{incident}", "/reports/r-wire", "/places/Mosul"),
    *("/reports/r-%3Chostile%3E", "/reports/r-arabic", "/sources/%3Cb%3EEvil%3C/b%3E%20Post", "/?q=%3Cscript%3E"),
)


class Tags(HTMLParser):
    """What a page would run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.active: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name.startswith("on") or name == "style" or (value or "").strip().lower().startswith("javascript:"):
                self.active.append(f"{tag} {name}")
        source = dict(attrs).get("src") or ""
        if tag == "script" and not source.startswith("/static/"):
            self.active.append("script")


def addresses(client: TestClient) -> list[str]:
    incident = client.get("/api/incidents").json()["incidents"][0]["incident_id"]
    return [page.format(incident=incident) for page in PAGES]


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"host": "evil.example"}, "its own address"),
        ({"origin": "http://evil.example"}, "own pages"),
        ({"origin": "null"}, "own pages"),
        ({"sec-fetch-site": "cross-site"}, "own pages"),
        ({"x-desk-token": "guessed"}, "x-desk-token"),
        ({"x-desk-token": ""}, "x-desk-token"),
    ],
)
def test_a_change_from_elsewhere_is_refused(client: TestClient, headers: dict[str, str], why: str) -> None:
    incident = client.get("/api/incidents").json()["incidents"][0]["incident_id"]
    body = {"action": "accept", "targets": [incident]}
    refused = client.post("/api/decisions", json=body, headers=headers)
    assert refused.status_code == 403 and why in refused.json()["detail"]
    assert client.get("/api/decisions").json() == []
    assert client.post("/api/decisions", json=body, headers={"origin": "http://127.0.0.1:8765"}).status_code == 201


def test_a_rebound_name_reads_nothing(client: TestClient) -> None:
    for path in ("/", "/api/token", "/api/incidents", "/static/desk.js"):
        assert client.get(path, headers={"host": "evil.example:8765"}).status_code == 403


def test_pages_allow_no_script_but_the_desks_own(client: TestClient) -> None:
    for address in addresses(client):
        page = client.get(address)
        assert page.status_code == 200, address
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert page.headers["x-content-type-options"] == "nosniff"
        assert Tags(page.text).active == [], address


def test_hostile_text_is_only_text(client: TestClient) -> None:
    page = client.get("/reports/r-%3Chostile%3E").text
    assert "<script>alert" not in page and "<img" not in page and "<b>Evil" not in page
    assert "&lt;script&gt;alert(1)" in page.replace("</span>", "")
