"""Incidents as GeoParquet 1.1: a Parquet file whose column ``geometry`` holds points as well-known binary."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from hadba.errors import UsageError
from hadba.publish.facts import Facts
from hadba.publish.layer import COLUMNS, point, row, wkb

_AT_ONCE = 5000  # rows a group


def geoparquet(incidents: Iterable[Facts], out: Path) -> None:
    """Write the file, a group of rows after the other."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError("GeoParquet needs the package pyarrow; run `pip install hadba[publish]`.") from error
    kinds = {"text": pyarrow.string(), "day": pyarrow.date32(), "integer": pyarrow.int64(), "boolean": pyarrow.bool_()}
    fields = [pyarrow.field(name, kinds[kind]) for name, kind in COLUMNS.items()]
    schema = pyarrow.schema([*fields, pyarrow.field("geometry", pyarrow.binary())], metadata={"geo": json.dumps(_GEO)})
    with pyarrow.parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for columns in _columns(iter(incidents)):
            writer.write_table(pyarrow.table(columns, schema=schema))


_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},  # OGC:CRS84 is the default
}


def _columns(incidents: Iterator[Facts]) -> Iterator[dict[str, list[Any]]]:
    while part := list(islice(incidents, _AT_ONCE)):
        rows = [row(facts) for facts in part]
        columns: dict[str, list[Any]] = {name: [one[name] for one in rows] for name in COLUMNS}
        columns["geometry"] = [wkb(*at) if (at := point(facts)) else None for facts in part]
        yield columns
