"""Incidents as GeoParquet 1.1: a Parquet file whose column ``geometry`` holds points as well-known binary."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from hadba.errors import UsageError
from hadba.publish.facts import Facts
from hadba.publish.layer import COLUMNS, point, row, wkb

_AT_ONCE = 5000  # rows a group


def geoparquet(tables: Iterable[Any], out: Path) -> None:
    """Write the file from tables of any size, a group of rows after the other."""
    arrow = _arrow()
    with arrow.parquet.ParquetWriter(out, _schema(), compression="zstd") as writer:
        held = _schema().empty_table()
        for one in tables:
            held = arrow.concat_tables([held, one])
            while held.num_rows >= _AT_ONCE:
                writer.write_table(held.slice(0, _AT_ONCE))
                held = held.slice(_AT_ONCE)
        if held.num_rows:
            writer.write_table(held)


def table(incidents: Iterable[Facts]) -> Any:
    """The incidents as an Arrow table: what one process can make while others make theirs."""
    held = list(incidents)
    rows = [row(facts) for facts in held]
    columns: dict[str, list[Any]] = {name: [one[name] for one in rows] for name in COLUMNS}
    columns["geometry"] = [wkb(*at) if (at := point(facts)) else None for facts in held]
    return _arrow().table(columns, schema=_schema())


def _arrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError("GeoParquet needs the package pyarrow; run `pip install hadba[publish]`.") from error
    return pyarrow


@cache
def _schema() -> Any:
    arrow = _arrow()
    kinds = {"text": arrow.string(), "day": arrow.date32(), "integer": arrow.int64(), "boolean": arrow.bool_()}
    fields = [arrow.field(name, kinds[kind]) for name, kind in COLUMNS.items()]
    return arrow.schema([*fields, arrow.field("geometry", arrow.binary())], metadata={"geo": json.dumps(_GEO)})


_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},  # OGC:CRS84 is the default
}
