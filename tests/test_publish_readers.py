"""The field's own tools open the files: GeoPandas, pyogrio, DuckDB, libhxl, Frictionless; and each column of ACLED and
GED is read as in the original and holds what the original's codebook lets it hold."""

from __future__ import annotations

import json
from pathlib import Path

import pandas
import pytest

from hadba.lexicon.export_types import acled_interactions
from hadba.publish import layer
from hadba.publish.export import all_facts, export_lines
from hadba.publish.gate import Released, release
from hadba.publish.geopackage import geopackage
from hadba.publish.geoparquet import geoparquet, table
from hadba.publish.package import data_package
from tests.publish_columns import FORMATS as COLUMNS
from tests.publish_columns import INTERACTIONS, strange
from tests.publish_world import CLAIMS, INCIDENTS, REPORTS
from tests.publish_worlds import worlds

MADE = "2017-06-01T00:00:00.000Z"


def released() -> list[Released]:
    return [release(INCIDENTS, CLAIMS, REPORTS)]


def written(format: str, folder: Path) -> Path:
    out = folder / f"out.{format}"
    out.write_text("".join(export_lines(format, released(), convention="ucdp", revision="r")), encoding="utf-8")
    return out


@pytest.fixture(scope="module")
def maps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("maps")
    geoparquet([table(all_facts(released(), convention="airwars", revision="r"))], folder / "x.parquet")
    geopackage(all_facts(released(), convention="airwars", revision="r"), folder / "x.gpkg", made=MADE)
    return folder


def test_geopandas_reads_both_map_files_alike(maps: Path) -> None:
    import geopandas

    parquet, package = geopandas.read_parquet(maps / "x.parquet"), geopandas.read_file(maps / "x.gpkg")
    for frame in (parquet, package):
        assert frame.crs is not None and frame.crs.is_geographic
        assert list(frame["code"]) == ["i-march", "i-may"]
        assert list(frame["civilians_killed_max"]) == [237, 20]
        assert (round(frame.geometry.iloc[0].x, 3), round(frame.geometry.iloc[0].y, 3)) == (43.119, 36.335)
        assert [c for c in frame.columns if c != "geometry"] == list(layer.COLUMNS)
        assert [s["outlet"] for s in json.loads(frame["sources"].iloc[1])] == ["Northern Wire", "Valley Times"]


def test_pyogrio_finds_a_valid_layer_of_points(maps: Path) -> None:
    import pyogrio

    found = pyogrio.read_info(maps / "x.gpkg")
    assert (found["layer_name"], found["geometry_type"], found["features"]) == ("incidents", "Point", 2)
    assert found["crs"] == "EPSG:4326"
    assert len(found["fields"]) == len(layer.COLUMNS)


def test_duckdb_queries_the_parquet_file(maps: Path) -> None:
    import duckdb

    query = f"SELECT code, date, civilians_killed_max FROM read_parquet('{maps / 'x.parquet'}') ORDER BY date"
    rows = duckdb.sql(query).fetchall()
    assert [(r[0], r[1].isoformat(), r[2]) for r in rows] == [("i-march", "2017-03-17", 237), ("i-may", "2017-05-28", 20)]


def test_libhxl_finds_no_error_against_its_default_schema(tmp_path: Path) -> None:
    import hxl

    errors: list[object] = []
    source = hxl.data(str(written("hxl", tmp_path)), hxl.InputOptions(allow_local=True))
    assert len(source.columns) == 46
    assert hxl.schema(callback=errors.append).validate(source), errors
    assert errors == []


def test_frictionless_validates_the_package_and_every_column_is_described(tmp_path: Path) -> None:
    from frictionless import validate

    data_package(released, tmp_path, convention="ibc", revision="r")
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["fieldName", "note"])
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert all(f["description"] for r in described["resources"] for f in r["schema"]["fields"])


@pytest.fixture(scope="module")
def many() -> list[Released]:
    """Invented incidents of many kinds: every type of ours, places and days as fine and as coarse as they come, every pair of
    a doer and a target, some without."""
    incidents, claims, reports = worlds()
    return [release(incidents, claims, reports)]


@pytest.mark.parametrize("format", sorted(COLUMNS))
def test_each_column_is_read_as_in_the_original_and_holds_its_codes(format: str, many: list[Released], tmp_path: Path) -> None:
    out = tmp_path / f"{format}.csv"
    out.write_text("".join(export_lines(format, [*released(), *many], convention="ucdp", revision="r")), encoding="utf-8")
    frame = pandas.read_csv(out)
    assert len(frame) > 100
    assert list(strange(format, frame)) == []
    typed = {name: column.dtype for name, column in COLUMNS[format].items() if column.dtype == "float64"}
    pandas.read_csv(out, dtype=typed)  # as the original's types, which refuse what is no number


def test_ged_keeps_its_arithmetic_and_its_sides(many: list[Released], tmp_path: Path) -> None:
    out = tmp_path / "ged.csv"
    out.write_text("".join(export_lines("ged", many, convention="ucdp", revision="r")), encoding="utf-8")
    frame = pandas.read_csv(out)
    assert frame["id"].is_unique and frame["relid"].is_unique
    assert (frame["best"] == frame[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]].sum(axis=1)).all()
    assert ((frame["low"] <= frame["best"]) & (frame["best"] <= frame["high"])).all()
    assert (frame["year"] == pandas.to_datetime(frame["date_start"]).dt.year).all()
    days = (pandas.to_datetime(frame["date_end"]) - pandas.to_datetime(frame["date_start"])).dt.days + 1
    assert set(zip(days, frame["date_prec"], strict=True)) <= {(1, 1), (2, 2), (7, 3), (30, 4), (31, 4), (365, 5)}
    one_sided, state = frame[frame["type_of_violence"] == 3], frame[frame["type_of_violence"] == 1]
    assert set(one_sided["side_b"]) == {"Civilians"} and set(one_sided["side_b_new_id"]) == {1}
    fought = state[(state["side_a"].notna()) & (state["side_b"] == "IS")]
    assert set(fought["side_a"]) >= {"Government of Syria", "Government of Iraq"}  # whoever struck whom
    assert set(fought["side_b_new_id"]) == {234} and fought["gwnoa"].notna().any()


def test_acled_files_what_happened_on_its_day_in_its_class(many: list[Released], tmp_path: Path) -> None:
    out = tmp_path / "acled.csv"
    out.write_text("".join(export_lines("acled", many, convention="ucdp", revision="r")), encoding="utf-8")
    frame = pandas.read_csv(out, keep_default_na=False)
    assert (pandas.to_datetime(frame["event_date"]).dt.year == frame["year"]).all()
    assert len(set(INTERACTIONS)) == 44 and set(acled_interactions().values()) == set(INTERACTIONS)
    for row in frame.itertuples():
        held = {i for i in (row.inter1, row.inter2) if i}
        assert set(row.interaction.removesuffix(" only").split("-")) == held
    assert not ((frame["event_date"] == "2015-01-01") & (frame["notes"].str.contains("2015-12-31"))).any()  # known to the year
    forced = frame[frame["sub_event_type"] == "Excessive force against protesters"]
    assert len(forced) and (forced["civilian_targeting"] == "Civilian targeting").all()
