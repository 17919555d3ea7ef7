"""A CSV goes out, is edited in a spreadsheet, and comes back as the person's decisions; what cannot be is told by cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from hadba.errors import InputError
from hadba.publish.export import export_lines
from hadba.publish.gate import release
from hadba.publish.returning import Change, Fault, compare, read_edited
from tests.publish_world import CLAIMS, INCIDENTS, RAID, REPORTS

TEXT = "".join(export_lines("csv", [release(INCIDENTS, CLAIMS, REPORTS)], convention="airwars", revision="r"))
Row = dict[str, str]


def rows() -> list[Row]:
    return list(csv.DictReader(io.StringIO(TEXT)))


def returned(folder: Path, edit: Callable[[list[Row]], None], delimiter: str = ",") -> list[Change | Fault]:
    held = rows()
    edit(held)
    path = folder / "edited.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, held[0].keys(), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(held)
    return list(compare(rows(), read_edited(path)))


def of_raid(held: list[Row], figure: str) -> Row:
    return next(r for r in held if r["claim_id"] == RAID.claim_id and r["figure"] == figure)


def test_what_a_spreadsheet_does_by_itself_is_no_change(tmp_path: Path) -> None:
    def touched(held: list[Row]) -> None:
        for row in held:
            for column, cell in row.items():
                row[column] = cell.upper() if cell in ("true", "false") else f"{cell}.0" if cell.isdigit() else cell
        held.reverse()
        held.pop()

    assert returned(tmp_path, touched, ";") == []


def test_a_changed_cell_becomes_a_correction_of_its_field(tmp_path: Path) -> None:
    def edit(held: list[Row]) -> None:
        of_raid(held, "0")["low"] = "22"
        of_raid(held, "2")["victims"] = "civilian"

    found = returned(tmp_path, edit)
    assert {(c.path, c.value) for c in found if isinstance(c, Change)} == {
        ("figures.0.low", "22"),
        ("figures.2.victims", '"civilian"'),
    }


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("low", "about 20", "whole number"),
        ("low", "-4", "whole number"),
        ("when_start", "28/05/2017", "2017-05-28"),
        ("text", "at least 30 civilians", "cannot be changed"),
        ("airwars_low", "5", "cannot be changed"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_told(tmp_path: Path, column: str, cell: str, words: str) -> None:
    (fault,) = returned(tmp_path, lambda held: of_raid(held, "0").update({column: cell}))
    assert isinstance(fault, Fault)
    assert fault.column == column and words in fault.reason


def test_a_row_of_another_ledger_and_another_file_are_told(tmp_path: Path) -> None:
    (fault,) = returned(tmp_path, lambda held: held[0].update({"claim_id": "c-elsewhere"}))
    assert isinstance(fault, Fault) and "c-elsewhere" in fault.reason
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="claim_id"):
        read_edited(tmp_path / "other.csv")
