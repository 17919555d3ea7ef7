"""What the demo promises: the sample reports, read and linked, tell the stories that their README lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from hadba import pipeline, samples
from hadba.app import opening, telling
from hadba.engine.in_process import InProcess
from hadba.ingest import read_sources
from hadba.model.attribution import Stance
from hadba.model.figure import FigureKind
from hadba.model.incident import Grade, Incident
from hadba.store.ledger import SqlLedger

NOW = datetime(2018, 9, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlLedger]:
    with SqlLedger(str(tmp_path_factory.mktemp("story") / "l.db")) as held:
        pipeline.add(held, read_sources([str(path) for path in samples.paths()], today=NOW.date()), at=NOW)
        tools = lambda: telling.make_tools(())  # noqa: E731 - one process
        pipeline.run(held, engine=InProcess(), tools=tools, version=opening.reader_version(held), at=NOW)
        yield held


def incident_of(ledger: SqlLedger, report: str, day: date) -> Incident:
    """The incident of that day with a toll that ``report`` speaks of."""
    (found,) = [i for i in ledger.incidents() if report in i.reports and i.when.start == day and i.ranges]
    return found


def roots(ledger: SqlLedger, incident: Incident) -> dict[str, str]:
    """The lineage's root of the last toll of each report of the incident."""
    of_claim = {claim: lineage.root for lineage in incident.lineages for claim in lineage.claims}
    return {claim.report_id: of_claim[claim.claim_id] for claim in ledger.claims(incident.claims) if claim.figures}


def voters(ledger: SqlLedger, incident: Incident, kind: FigureKind) -> set[str]:
    """The reports whose claims vote on a toll, under any convention."""
    held = {c for by in incident.ranges[kind].values() for r in by.values() for c in r.votes}
    return {claim.report_id for claim in ledger.claims(held)}


def test_echoes_count_once(ledger: SqlLedger) -> None:
    incident = incident_of(ledger, "two-rivers-2017-05-28", date(2017, 5, 28))
    echoes = {"gulf-dispatch-2017-05-28", "harbour-times-2017-05-29", "marsh-radio-2017-05-29", "evening-digest-2017-05-29"}
    assert echoes < set(incident.reports)
    assert {roots(ledger, incident)[report] for report in echoes} == {"two-rivers-2017-05-28"}
    assert not echoes & voters(ledger, incident, FigureKind.KILLED)  # Marsh Radio's 25 changes nothing


def test_rival_tolls_and_a_concession_stand_side_by_side(ledger: SqlLedger) -> None:
    incident = incident_of(ledger, "tigris-wire-2017-05-25", date(2017, 3, 17))
    assert {"citadel-tv-2017-03-23", "northern-herald-2017-05-26", "defence-ministry-2017-03-26"} < set(incident.reports)
    assert incident.grade == Grade.CONFIRMED
    whose = roots(ledger, incident)
    assert whose["tigris-wire-2017-05-25"] == whose["northern-herald-2017-05-26"]
    assert whose["gulf-dispatch-2017-03-24"] == whose["citadel-tv-2017-03-23"]


def test_a_denial_and_a_concession_are_told_apart(ledger: SqlLedger) -> None:
    stances = {(claim.report_id, claim.stance) for claim in ledger.claims()}
    assert ("defence-ministry-2017-03-26", Stance.DENIES) in stances
    assert ("tigris-wire-2017-05-25", Stance.CONCEDES) in stances
    assert ("tigris-wire-2018-09-01", Stance.CONCEDES) in stances


def test_a_toll_that_grows_is_one_incident(ledger: SqlLedger) -> None:
    incident = incident_of(ledger, "highland-tv-2018-08-09", date(2018, 8, 9))
    assert {"tigris-wire-2018-08-09", "gulf-dispatch-2018-08-10", "highland-tv-2018-08-14"} < set(incident.reports)
    assert incident.ranges[FigureKind.KILLED]["all"]["ucdp"].high == 51


def test_a_report_without_a_date_is_dated_by_nothing(ledger: SqlLedger) -> None:
    (undated,) = [report.id for report in ledger.reports() if report.published is None]
    claims = [claim for claim in ledger.claims() if claim.report_id == undated]
    assert claims
    assert {claim.when.start for claim in claims} == {None}
