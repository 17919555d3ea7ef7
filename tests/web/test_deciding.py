"""Decisions at the desk: what they change is shown before, follows at once, and can be taken back."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hadba.app.desk.deciding import Draft, decide, preview
from hadba.app.desk.desk import Desk
from hadba.deriving import derive
from hadba.errors import UsageError
from hadba.model.decision import Action
from hadba.model.incident import Incident
from hadba.store.ledger import SqlLedger
from tests.publish_world import CONCEDED, GARBLED, RAID, RIVAL, WIRE
from tests.web.conftest import fill
from tests.web.texts import ARABIC


def incidents(desk: Desk) -> dict[str, Incident]:
    return {i.incident_id: i for i in desk.ledger.incidents()}


def home(desk: Desk, claim: str) -> Incident:
    return next(i for i in desk.ledger.incidents() if claim in i.claims)


def drafts(desk: Desk, chance: random.Random) -> Draft:
    """Some decision that makes sense now."""
    held = sorted(incidents(desk))
    one = chance.choice(held)
    claims = incidents(desk)[one].claims
    kinds = [
        Draft(chance.choice((Action.ACCEPT, Action.REJECT, Action.DISCOUNT, Action.REDACT)), (one,)),
        Draft(Action.REJECT, (chance.choice(claims),)),
        Draft(Action.CORRECT, (RAID.claim_id,), "", {"figures.0.low": "19"}),
        Draft(Action.CORRECT, (CONCEDED.claim_id,), "", {"when.start": '"2017-05-28"', "when.end": '"2017-05-28"'}),
    ]
    if len(held) > 1:
        kinds.append(Draft(Action.MERGE, (one, chance.choice([i for i in held if i != one]))))
    if len(claims) > 1:
        kinds.append(Draft(Action.SPLIT, (chance.choice(claims),)))
    if desk.ledger.decisions():
        made = [d.id for d in desk.ledger.decisions()]
        kinds += [Draft(Action.UNDO, (chance.choice(made),))] if made else []
    return chance.choice(kinds)


@pytest.mark.parametrize("seed", range(6))
def test_near_derivation_is_the_whole_one(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with SqlLedger(str(tmp_path / "l.db")) as ledger:
        fill(ledger)
        desk = Desk(ledger, who="Rana")
        desk.open()
        for _ in range(6):
            decide(desk, drafts(desk, chance))
            near = incidents(desk)
            derive(ledger, at=datetime(2017, 6, 1, tzinfo=UTC))
            assert near == incidents(desk)
        assert ledger.verify() == []


def test_a_preview_writes_nothing_and_tells_what_comes(desk: Desk) -> None:
    before = incidents(desk)
    one, other = home(desk, RAID.claim_id), home(desk, CONCEDED.claim_id)
    draft = Draft(Action.MERGE, (one.incident_id, other.incident_id))
    told = preview(desk, draft)
    assert incidents(desk) == before and list(desk.ledger.decisions()) == []
    _, change = decide(desk, draft)
    assert change == told
    assert {i.incident_id: i for i in told.after}.items() <= incidents(desk).items()
    decide(desk, Draft(Action.UNDO, (next(desk.ledger.decisions()).id,)))
    assert incidents(desk) == before


def test_the_sheets_follow_a_decision(desk: Desk) -> None:
    held = home(desk, CONCEDED.claim_id)
    assert set(held.claims) >= {CONCEDED.claim_id, GARBLED.claim_id}
    decide(desk, Draft(Action.SPLIT, (GARBLED.claim_id,), "another strike"))
    homes = desk.sheets.incidents_of([CONCEDED.claim_id, RIVAL.claim_id, GARBLED.claim_id])
    assert homes[GARBLED.claim_id] != homes[CONCEDED.claim_id]
    assert desk.state().columns.size == len(incidents(desk))


@pytest.mark.parametrize(
    "draft",
    [
        Draft(Action.MERGE, (RAID.claim_id,)),
        Draft(Action.SPLIT, (RAID.claim_id, CONCEDED.claim_id)),
        Draft(Action.CORRECT, (RAID.claim_id,), "", {"figures.0.low": "-3"}),
        Draft(Action.CORRECT, (RAID.claim_id,), "", {"claim_id": '"c0"'}),
        Draft(Action.CORRECT, (RAID.claim_id,)),
        Draft(Action.ACCEPT, ("nothing",)),
        Draft(Action.UNDO, (RAID.claim_id,)),
    ],
)
def test_what_makes_no_sense_is_refused(desk: Desk, draft: Draft) -> None:
    with pytest.raises(UsageError):
        decide(desk, draft)
    assert list(desk.ledger.decisions()) == []


def test_a_person_adds_a_claim_that_the_machine_missed(client: TestClient, desk: Desk) -> None:
    words = "قُتل ما لا يقل عن 20 مدنيا"
    start = ARABIC.text.index(words)
    body = {
        "report_id": ARABIC.id, "start": start, "end": start + len(words), "type": "air_strike",
        "figure": {"kind": "killed", "victims": "civilian", "low": 20}, "since": "2017-05-28", "speaker": "مسؤول محلي",
        "join": home(desk, RAID.claim_id).incident_id,
    }  # fmt: skip
    made = client.post("/api/claims", json=body)
    assert made.status_code == 201
    claim = made.json()["claim"]["claim_id"]
    assert claim in home(desk, RAID.claim_id).claims
    assert words in client.get(f"/incidents/{home(desk, RAID.claim_id).incident_id}").text
    derive(desk.ledger, at=datetime(2017, 6, 1, tzinfo=UTC))
    desk.ledger.save_readings(list(desk.ledger.readings([ARABIC.id])), version="another")
    derive(desk.ledger, at=datetime(2017, 6, 1, tzinfo=UTC))
    assert claim in home(desk, RAID.claim_id).claims, "a new reading of the report does not lose it"
    assert desk.ledger.verify() == []
    for wrong in ({"end": start}, {"start": 10**7, "end": 10**7 + 3}, {"figure": {"low": 9, "high": 3}}, {"report_id": "none"}):
        assert client.post("/api/claims", json={**body, **wrong}).status_code == 400


def test_both_versions_are_shown_for_a_second_look(client: TestClient) -> None:
    body = {"action": "correct", "targets": [RAID.claim_id], "values": {"figures.0.low": "19"}, "why": "misread"}
    assert client.post("/api/decisions", json=body).status_code == 201
    page = client.get("/decisions").text
    assert "figures.0.low" in page and "<td>20</td>" in page and "<b>19</b>" in page and "misread" in page
    assert "The machine read" in client.get(f"/reports/{WIRE.id}").text
