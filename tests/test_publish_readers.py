"""The field's own tools open the files: GeoPandas, pyogrio, DuckDB, libhxl, Frictionless; and GED's columns hold what
UCDP's codebook lets them hold."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from pathlib import Path

import pandas
import pytest

from hadba.publish import acled, layer
from hadba.publish.export import all_facts, export_lines
from hadba.publish.gate import Released, release
from hadba.publish.geopackage import geopackage
from hadba.publish.geoparquet import geoparquet, table
from hadba.publish.package import data_package
from tests.publish_world import CLAIMS, INCIDENTS, REPORTS

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


IS_DAY = re.compile(r"\d{4}-\d{2}-\d{2}").fullmatch
# column -> what any value that is there must meet; the codes of the public codebook
GED: dict[str, Callable[[object], object]] = {
    "type_of_violence": lambda v: v in (1, 2, 3),
    "code_status": lambda v: v in ("Clear", "Check"),
    "active_year": lambda v: v in (0, 1),
    "where_prec": lambda v: v in range(1, 8),
    "date_prec": lambda v: v in range(1, 6),
    "event_clarity": lambda v: v in (1, 2),
    "date_start": lambda v: IS_DAY(str(v)),
    "date_end": lambda v: IS_DAY(str(v)),
    "latitude": lambda v: -90 <= float(str(v)) <= 90,
    "longitude": lambda v: -180 <= float(str(v)) <= 180,
    "geom_wkt": lambda v: re.fullmatch(r"POINT \(-?[\d.]+ -?[\d.]+\)", str(v)),
    "priogrid_gid": lambda v: 1 <= float(str(v)) <= 259_200,
    "region": lambda v: v in ("Africa", "Americas", "Asia", "Europe", "Middle East"),
    "relid": lambda v: re.fullmatch(r"[A-Z]{3}-\d{4}-[0-3]-\d+", str(v)),
}
NUMBERS = (
    *(
        "id",
        "year",
        "type_of_violence",
        "number_of_sources",
        "where_prec",
        "latitude",
        "longitude",
        "priogrid_gid",
        "country_id",
    ),
    *(
        "country_id",
        "event_clarity",
        "date_prec",
        "deaths_a",
        "deaths_b",
        "deaths_civilians",
        "deaths_unknown",
        "best",
        "high",
        "low",
    ),
)


def test_each_ged_column_has_the_type_and_the_codes_of_the_original(tmp_path: Path) -> None:
    frame = pandas.read_csv(written("ged", tmp_path))
    assert frame.shape == (2, 49)
    for column in NUMBERS:
        assert pandas.api.types.is_numeric_dtype(frame[column]), column
    for column, fits in GED.items():
        assert all(fits(v) for v in frame[column].dropna()), column
    assert (frame["best"] == frame[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]].sum(axis=1)).all()
    assert frame["id"].is_unique and (frame["id"] < 2**53).all()
    assert not any(isinstance(v, float) and math.isinf(v) for v in frame["id"])


def test_each_acled_column_has_its_type_and_codes(tmp_path: Path) -> None:
    frame = pandas.read_csv(written("acled", tmp_path), keep_default_na=False)
    assert frame.shape == (2, 31)
    for column in ("year", "time_precision", "geo_precision", "iso", "fatalities", "timestamp", "latitude", "longitude"):
        assert pandas.api.types.is_numeric_dtype(frame[column]), column
    assert set(frame["time_precision"]) <= {1, 2, 3} and set(frame["geo_precision"]) <= {1, 2, 3}
    assert set(frame["inter1"]) | set(frame["inter2"]) <= {*acled.INTER, ""}
    assert set(frame["civilian_targeting"]) <= {"Civilian targeting", ""}
    assert all(re.fullmatch(r"[A-Z]{3}\d+", v) for v in frame["event_id_cnty"])
    assert (pandas.to_datetime(frame["event_date"]).dt.year == frame["year"]).all()
