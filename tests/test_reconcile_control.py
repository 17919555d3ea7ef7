"""Who held a place when."""

from __future__ import annotations

from typing import Any

from hadba.model.attribution import Stance
from hadba.model.claim import Claim, Family, Realis
from hadba.reconcile import control_timeline
from tests.link_cases import claim


def test_a_timeline_runs_by_date_and_knows_parties_by_any_name() -> None:
    def control(report: str, detail: str, day: str, party: str, **more: Any) -> Claim:
        return claim(report, type=detail, day=day, perpetrator=party, family=Family.CONTROL, detail=detail, **more)

    claims = [
        control("b", "took", "2031-04-10", "iq-forces"),
        control("a", "holds", "2031-04-02", "isis"),
        control("c", "holds", "2031-04-02", "isis"),
        control("d", "took", "2031-04-11", "isis", realis=Realis.PLANNED),
        control("e", "took", "2031-04-12", "isis", stance=Stance.DENIES),
        claim("f"),
    ]
    (timeline,) = control_timeline(claims)
    assert timeline.name == "Tel Amara"
    assert [(p.detail, p.holders, len(p.claims)) for p in timeline.points] == [
        ("holds", ("Islamic State",), 2),
        ("took", ("Iraqi armed forces",), 1),
    ]
