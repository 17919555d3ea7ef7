"""The samples hold what the demo is to show."""

from __future__ import annotations

from datetime import date

from hadba.ingest import near_identical, read_sources
from hadba.model.quarantine import Quarantined
from hadba.model.report import Report
from hadba.samples import damaged, paths


def test_all_samples_are_reports() -> None:
    items = list(read_sources([str(path) for path in paths()], today=date(2018, 12, 31)))
    reports = [item for item in items if isinstance(item, Report)]
    assert len(reports) == len(items) == 26
    assert {report.lang for report in reports} == {"en"}
    assert [report.id for report in reports if report.published is None] == [reports[-1].id]
    assert [pair[:2] for pair in near_identical(reports)] == [("northern-herald-2017-05-26", "tigris-wire-2017-05-25")]


def test_of_the_damaged_lines_one_is_a_report() -> None:
    items = list(read_sources([str(damaged())], today=date(2018, 12, 31)))
    assert [isinstance(item, Quarantined) for item in items] == [False, True, True, True]
