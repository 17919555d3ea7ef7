"""Countries with the codes and regions of the field's data sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml


@dataclass(frozen=True, slots=True)
class Country:
    """``gw`` is Gleditsch and Ward's number; ``acled`` and ``ucdp`` are the regions of those data sets."""

    iso2: str
    iso3: str
    numeric: int | None
    name: str
    gw: int | None
    acled: str
    ucdp: str
    ucdp_name: str
    acled_name: str


@cache
def countries() -> Mapping[str, Country]:
    """ISO alpha-2 -> country."""
    found: dict[str, Country] = {}
    for iso2, raw in read_yaml("countries").items():
        if len(iso2) != 2 or len(raw["iso3"]) != 3:
            raise LexiconError(f"countries.yaml: {iso2} needs an ISO code of two and one of three letters.")
        found[iso2] = Country(iso2=iso2, **{"ucdp_name": raw["name"], "acled_name": raw["name"], **raw})
    return found
