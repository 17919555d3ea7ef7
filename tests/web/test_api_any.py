"""Whatever is sent to the API, the answer is no failure of the server: schemathesis after the API's own description."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from starlette.testclient import TestClient

from hadba.app.desk.desk import Desk
from hadba.store.ledger import SqlLedger
from hadba.web.application import application
from tests.web.conftest import HOST, fill

HTTPX = ("method", "url", "params", "headers", "json", "content")
EXAMPLES = int(os.environ.get("HADBA_API_EXAMPLES", "12"))  # an operation; `make fuzz-api` asks for many


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with SqlLedger(str(tmp_path_factory.mktemp("api") / "l.db")) as ledger:
        fill(ledger)
        desk = Desk(ledger, who="Rana")
        desk.open()
        yield application(desk, hosts=frozenset({HOST}))


@pytest.mark.parametrize("mode", [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE], ids=str)
def test_no_answer_is_a_failure(app: Any, mode: Any) -> None:
    schema = schemathesis.openapi.from_dict(app.openapi())
    client = TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False)
    token = app.state.room.lock.token
    asked = 0
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            nonlocal asked
            asked += 1
            sent = case.as_transport_kwargs(base_url=f"http://{HOST}", headers={"host": HOST, "x-desk-token": token})
            if "data" in sent:
                sent["content"] = sent["data"]
            try:
                answer = client.request(**{k: v for k, v in sent.items() if k in HTTPX})
            except httpx.InvalidURL:
                return  # no client can send it
            assert answer.status_code < 500, f"{case.method} {case.formatted_path}: {answer.status_code} {answer.text[:300]}"

        try:
            ask()
        except Unsatisfiable:
            continue  # nothing that is wrong can be said to it
    assert asked > EXAMPLES


def test_the_description_names_every_change(app: Any) -> None:
    paths = app.openapi()["paths"]
    posts = {path for path, held in paths.items() if "post" in held}
    assert posts == {"/api/decisions", "/api/preview", "/api/claims"}
    assert all("summary" in held for of_path in paths.values() for held in of_path.values())
