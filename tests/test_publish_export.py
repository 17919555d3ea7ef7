"""Data files: columns and codes of the formats, nothing that runs in a spreadsheet, equal bytes for equal ledgers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hadba.cli import out as door
from hadba.errors import PublishError, UsageError
from hadba.lexicon.event_phrases import event_phrases
from hadba.lexicon.export_types import acled_classes, acled_sub_events, acled_types, ged_types, plover_types
from hadba.model.actor import ActorMention, Role
from hadba.model.figure import Figure, FigureKind, Victims
from hadba.model.span import Span
from hadba.publish import acled, ged, hxl
from hadba.publish.brief import brief
from hadba.publish.cells import cell
from hadba.publish.export import FORMATS, export_lines
from hadba.publish.gate import release, write
from hadba.publish.gate.redact import Redactor
from hadba.publish.gate.runs import runs
from hadba.publish.gate.victims import names_of_victims
from tests.publish_world import CLAIMS, INCIDENTS, MAY, REPORTS, WIRE


def exported(format: str, incidents: tuple = INCIDENTS) -> str:
    return "".join(export_lines(format, [release(incidents, CLAIMS, REPORTS)], convention="ucdp", revision="rev-1"))


def rows(format: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(format))))


def test_every_type_is_filed_once_and_every_drawer_can_be_reached() -> None:
    reached = {t.sub_event for rule in acled_types().values() for t in (rule.plain, *(found for _, found in rule.refined))}
    assert reached == acled_sub_events()
    assert len(reached) == 25
    assert set(event_phrases()) <= set(ged_types()) == set(acled_types())


def test_the_columns_are_as_many_as_the_formats_have() -> None:
    assert (len(acled.COLUMNS), len(ged.COLUMNS), len(hxl.COLUMNS)) == (31, 49, 46)
    for columns in (acled.COLUMNS, ged.COLUMNS, hxl.COLUMNS):
        assert len(set(columns)) == len(columns)


def test_acled_rows_hold_codes_that_its_readers_know() -> None:
    march, may = rows("acled")
    assert (may["event_type"], may["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (may["event_date"], may["time_precision"], may["geo_precision"]) == ("2017-05-28", "1", "2")
    assert (may["iso"], may["region"], may["country"]) == ("368", "Middle East", "Iraq")
    assert march["fatalities"] == "237"
    for row in (march, may):
        assert row["inter1"] in acled_classes() and row["event_id_cnty"].startswith("IRQ")
        assert "convention: ucdp" in row["notes"] and "licence: CC-BY-4.0" in row["notes"]


def test_ged_rows_keep_its_arithmetic() -> None:
    for row in rows("ged"):
        deaths = sum(int(row[f"deaths_{side}"]) for side in ("a", "b", "civilians", "unknown"))
        assert int(row["low"]) <= int(row["best"]) == deaths <= int(row["high"])
        assert row["type_of_violence"] in "123"
        assert row["country_id"] == "645"
    assert ged.priogrid(33.513364, 36.291575) == 178273


def test_the_point_of_a_clinic_is_blurred_in_every_file() -> None:
    assert MAY.where[0].lat == 36.3456
    for format in FORMATS:
        text = exported(format)
        assert "36.3456" not in text and "43.1289" not in text
    assert json.loads(exported("geojson"))["features"][1]["properties"]["location_fuzzed"] is True


def test_unknown_numbers_stay_empty() -> None:
    row = next(csv.DictReader(io.StringIO(exported("hxl"))))
    assert row["#affected+killed+combatants+min"] == ""
    assert row["#affected+killed+civilians+max"] == "237"


@pytest.mark.parametrize("format", FORMATS)
def test_equal_ledgers_give_equal_bytes(format: str) -> None:
    turned = release(INCIDENTS[::-1], dict(reversed(list(CLAIMS.items()))), REPORTS)
    assert "".join(export_lines(format, [turned], convention="ucdp", revision="rev-1")) == exported(format)


def test_claims_come_out_in_the_interchange_format() -> None:
    lines = [json.loads(line) for line in exported("claims-jsonl").splitlines()]
    assert {line["claim_id"] for line in lines} == set(CLAIMS)
    assert all(line["attribution"][0]["name"] for line in lines)
    for line in lines:
        for one in line["figures"]:
            start, end = one["span"]
            assert REPORTS[line["report_id"]].text[start:end] == one["text"]


@given(st.text())
def test_no_text_becomes_a_formula(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_numbers_stay_numbers() -> None:
    assert (cell(-43.5), cell(0.0), cell(-3), cell(None), cell(True)) == ("-43.5", "0", "-3", "", "true")


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "file.csv"
    out.write_text("old")

    def broken() -> Iterator[str]:
        yield "new"
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        write(out, broken())
    assert out.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["file.csv"]
    with pytest.raises(PublishError):
        write(tmp_path / "file.csv" / "below", ["x"])


def test_the_command_line_names_every_format() -> None:
    assert set(door.FORMATS) == {*FORMATS, *door.FILES}


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(UsageError, match="acled"):
        export_lines("xls", [], convention="ucdp", revision="r")


def test_redacted_incidents_and_their_claims_are_in_no_file() -> None:
    held = replace(MAY, review_state="redacted")
    for format in FORMATS:
        text = exported(format, (held,))
        assert "Sinaa" not in text and MAY.claims[0] not in text


def masking(text: str, public: set[str]) -> str:
    names = names_of_victims(text, tuple(runs(text)), public)
    return Redactor.of(names, {n for one in names for n in one.split()}).text(text)


@pytest.mark.parametrize(
    "text",
    [
        "The dead included Salim Haddad, 34, a baker.",
        "The body of Salim Haddad was pulled out.",
        "Soldiers killed Salim Haddad on Monday.",
        "Neighbours named the man as Salim Haddad.",
        "She lost her son Salim in the raid.",
        "Salim Haddad, a baker, was killed.",
        "Salim al-Haddad bin Omar died in hospital.",
    ],
)
def test_a_victims_name_is_masked_and_offsets_stay(text: str) -> None:
    masked = masking(text, set())
    assert "Salim" not in masked
    assert len(masked) == len(text)


def test_names_of_parties_and_places_stay() -> None:
    public = {"islamic state", "mosul", "iraqi army"}
    text = "The strike killed Islamic State fighters in Mosul, and 20 people were killed by the Iraqi Army."
    assert masking(text, public) == text
    assert masking(WIRE.text, set()).count("█") == len("Salim Haddad")


SECRETS = ("Salim Haddad", "Layla al-Obeidi", "Yusuf bin Omar", "Mariam Daoud", "Karim Nasser")
TELLING = (
    "{0}, 34, a baker, was among the dead.",
    "The body of {0} was pulled from the rubble.",
    "The strike killed {0} and two neighbours.",
    "The victim was identified as {0}.",
    "{0}, a teacher, was killed at home.",
)


def test_planted_names_are_in_no_byte_of_any_output() -> None:
    planted = " ".join(form.format(name) for name, form in zip(SECRETS, TELLING, strict=True))
    later = "Neighbours of Haddad and Daoud buried them."
    wire = replace(WIRE, text=f"{WIRE.text} {planted} {later}", title=f"{SECRETS[0]}, 34, and four others killed in Mosul")
    at = wire.text.index(SECRETS[2])
    victim = ActorMention(Role.TARGET, SECRETS[2], Span(at, at + len(SECRETS[2])))
    counted = Figure(FigureKind.KILLED, Victims.CIVILIAN, 1, 1, 1, SECRETS[2], victim.span)
    named = replace(CLAIMS[MAY.claims[0]], actors=(victim,), figures=(counted,), spans=(Span(0, len(wire.text)),))
    claims, reports = {**CLAIMS, named.claim_id: named}, {**REPORTS, WIRE.id: wire}
    texts = ["".join(export_lines(f, [release(INCIDENTS, claims, reports)], convention="ucdp", revision="r")) for f in FORMATS]
    texts += [brief(INCIDENTS, claims, reports, format=f) for f in ("md", "html")]
    family = {name.split()[-1] for name in SECRETS}
    for text in texts:
        assert not [secret for secret in (*SECRETS, *family) if secret in text]


def test_every_type_has_a_category_of_plover_or_is_said_to_have_none() -> None:
    found = plover_types()
    assert set(found) == set(acled_types())
    assert {found[t] for t in ("air_strike", "armed_clash", "suicide_attack")} == {"ASSAULT"}
    assert (found["arrest"], found["withdrawal"], found["agreement"]) == ("COERCE", "RETREAT", "AGREE")
    assert found["displacement"] is None  # nobody's act upon another
