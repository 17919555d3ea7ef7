"""What stands in each column of UCDP GED and of ACLED, as facts: type, codes, whether it is ever empty.

Sources: UCDP GED Codebook 23.1 (Högbladh 2023) and the dtypes, codes and gaps seen in a sample of that release (UCDP data,
CC BY 4.0: Davies, Pettersson and Öberg 2023); for ACLED, where actors' classes are words, what export_acled.yaml names.

    python -m tests.publish_columns ged FILE.csv

tells what in a file does not fit, of the original too.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pandas

from hadba.lexicon.countries import countries
from hadba.lexicon.export_types import acled_classes, acled_sub_events

Fits = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Column:
    """``dtype`` as pandas reads the original; ``fits`` of each value that is there; ``filled``: the original is never empty.
    ``theirs``: ids that only the data set's own people give, which a file of ours may leave empty all the same."""

    dtype: str
    fits: Fits = lambda _: True
    filled: bool = True
    theirs: bool = False


def one_of(*values: object) -> Fits:
    return {str(v) for v in values}.__contains__


def form(pattern: str) -> Fits:
    return re.compile(pattern).fullmatch


def within(low: float, high: float) -> Fits:
    return lambda v: low <= float(v) <= high


def whole(low: int, high: int = 10**16) -> Fits:
    return lambda v: float(v).is_integer() and low <= float(v) <= high


DAY = form(r"\d{4}-\d{2}-\d{2}")
COUNT = Column("float64", whole(0))
THEIRS = Column("float64", whole(1), theirs=True)
TEXT = Column("str", form(r"(?s).*\S.*"))
MAYBE = Column("str", form(r"(?s).*\S.*"), filled=False)
DEGREES = r"-?\d+(?:\.\d+)?"

GED: Mapping[str, Column] = {
    "id": Column("float64", whole(1, 2**53)),
    "relid": Column("str", form(r"[A-Z]{2,3}-\d{4}-[0-3]-X?\d+-\d+(?:\.\d+)?")),
    "year": Column("float64", whole(1946, 2100)),
    "active_year": Column("float64", one_of(0.0, 1.0), theirs=True),
    "code_status": Column("str", one_of("Clear", "Check")),
    "type_of_violence": Column("float64", one_of(1.0, 2.0, 3.0), theirs=True),
    "conflict_dset_id": THEIRS,
    "conflict_new_id": THEIRS,
    "conflict_name": Column("str", theirs=True),
    "dyad_dset_id": THEIRS,
    "dyad_new_id": THEIRS,
    "dyad_name": Column("str", form(r".+ - .+"), theirs=True),
    "side_a_dset_id": THEIRS,
    "side_a_new_id": THEIRS,
    "side_a": Column("str", theirs=True),
    "side_b_dset_id": THEIRS,
    "side_b_new_id": THEIRS,
    "side_b": Column("str", theirs=True),
    "number_of_sources": Column("float64", whole(-1)),
    "source_article": TEXT,
    "source_office": MAYBE,
    "source_date": MAYBE,
    "source_headline": MAYBE,
    "source_original": MAYBE,
    "where_prec": Column("float64", whole(1, 7)),
    "where_coordinates": TEXT,
    "where_description": MAYBE,
    "adm_1": MAYBE,
    "adm_2": MAYBE,
    "latitude": Column("float64", within(-90, 90)),
    "longitude": Column("float64", within(-180, 180)),
    "geom_wkt": Column("str", form(rf"POINT \({DEGREES} {DEGREES}\)")),
    "priogrid_gid": Column("float64", whole(1, 259_200)),
    "country": Column("str", {c.ucdp_name for c in countries().values()}.__contains__),
    "country_id": Column("float64", {str(float(c.gw)) for c in countries().values() if c.gw}.__contains__),
    "region": Column("str", one_of("Africa", "Americas", "Asia", "Europe", "Middle East")),
    "event_clarity": Column("float64", one_of(1.0, 2.0)),
    "date_prec": Column("float64", whole(1, 5)),
    "date_start": Column("str", DAY),
    "date_end": Column("str", DAY),
    "deaths_a": COUNT,
    "deaths_b": COUNT,
    "deaths_civilians": COUNT,
    "deaths_unknown": COUNT,
    "best": COUNT,
    "high": Column("float64", whole(1)),
    "low": COUNT,
    "gwnoa": Column("float64", whole(2, 999), filled=False),
    "gwnob": Column("float64", whole(2, 999), filled=False),
}
REGIONS = (
    *("Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa", "Northern Africa", "South Asia", "East Asia"),
    *("Southeast Asia", "Middle East", "Europe", "Caucasus and Central Asia", "Central America", "South America"),
    *("Caribbean", "North America", "Oceania", "Antarctica"),
)
WITH = {  # interactions by class, written out as ACLED lists them: 10 to 18, 20 to 28 and so on
    "State forces": "State forces|Rebel group|Political militia|Identity militia|Rioters|Protesters|Civilians",
    "Rebel group": "Rebel group|Political militia|Identity militia|Rioters|Protesters|Civilians",
    "Political militia": "Political militia|Identity militia|Rioters|Protesters|Civilians",
    "Identity militia": "Identity militia|Rioters|Protesters|Civilians",
    "Rioters": "Rioters|Protesters|Civilians",
    "Protesters": "Protesters|Civilians",
    "Civilians": "Civilians",
    "External/Other forces": "Civilians",
}
INTERACTIONS = (
    *(f"{one} only" for one in WITH),
    *(f"{one}-{two}" for one, others in WITH.items() for two in others.split("|")),
    *(f"{one}-External/Other forces" for one in WITH if one != "Civilians"),
)
ACLED: Mapping[str, Column] = {
    "event_id_cnty": Column("str", form(r"[A-Z]{3}\d+")),
    "event_date": Column("str", DAY),
    "year": Column("int64", whole(1990, 2100)),
    "time_precision": Column("int64", whole(1, 3)),
    "disorder_type": Column(
        "str",
        one_of("Political violence", "Demonstrations", "Strategic developments", "Political violence; Demonstrations"),
    ),
    "event_type": Column(
        "str",
        one_of(
            *("Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots"),
            "Strategic developments",
        ),
    ),
    "sub_event_type": Column("str", acled_sub_events().__contains__),
    "actor1": Column("str"),
    "assoc_actor_1": MAYBE,
    "inter1": Column("str", one_of(*acled_classes())),
    "actor2": MAYBE,
    "assoc_actor_2": MAYBE,
    "inter2": Column("str", one_of(*acled_classes()), filled=False),
    "interaction": Column("str", one_of(*INTERACTIONS)),
    "civilian_targeting": Column("str", one_of("Civilian targeting"), filled=False),
    "iso": Column("int64", {str(c.numeric) for c in countries().values()}.__contains__),
    "region": Column("str", one_of(*REGIONS)),
    "country": Column("str", {c.acled_name for c in countries().values()}.__contains__),
    "admin1": MAYBE,
    "admin2": MAYBE,
    "admin3": MAYBE,
    "location": TEXT,
    "latitude": Column("float64", within(-90, 90)),
    "longitude": Column("float64", within(-180, 180)),
    "geo_precision": Column("int64", whole(1, 3)),
    "source": TEXT,
    "source_scale": Column("str", theirs=True),
    "notes": TEXT,
    "fatalities": Column("int64", whole(0)),
    "tags": MAYBE,
    "timestamp": Column("int64", whole(0), theirs=True),
}
FORMATS = {"ged": GED, "acled": ACLED}


def strange(format: str, frame: pandas.DataFrame) -> Iterator[str]:
    """What in a file, as pandas reads it with no word of ours, is not as in the original; one sentence each."""
    columns = FORMATS[format]
    if tuple(frame.columns) != tuple(columns):
        yield f"the columns are {list(frame.columns)}"
        return
    for name, column in columns.items():
        values = frame[name].dropna()
        if not values.empty and pandas.api.types.is_numeric_dtype(values) != (column.dtype != "str"):
            yield f"{name} is read as {values.dtype}, not {column.dtype}"
            continue
        if column.dtype == "int64" and column.filled and not column.theirs and frame[name].dtype != "int64":
            yield f"{name} is read as {frame[name].dtype}, not int64"
        if column.filled and not column.theirs and len(values) < len(frame):
            yield f"{name} is empty {len(frame) - len(values)} times"
        shown = values.astype("float64") if column.dtype == "float64" else values
        wrong = [v for v in map(str, shown) if not column.fits(v)]
        if wrong:
            yield f"{name} has {len(wrong)} values as {wrong[0]!r}"


if __name__ == "__main__":
    for sentence in strange(sys.argv[1], pandas.read_csv(sys.argv[2])):
        print(sentence)
