"""Everything as a Frictionless data package: two tables, and a dictionary of every column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml
from hadba.publish import flat, layer
from hadba.publish.cells import table
from hadba.publish.export import all_facts, export_lines
from hadba.publish.facts import LICENCE, Facts
from hadba.publish.gate import Released
from hadba.publish.tally import RULES

Parts = Callable[[], Iterable[Released]]
TABLES = {
    "incidents": "One row an incident, with its range under the chosen convention.",
    "figures": "One row a figure of a claim, with its incident's columns and the ranges under all conventions.",
}


def data_package(parts: Parts, folder: Path, *, convention: str, revision: str) -> None:
    """Write the package into ``folder``; ``parts`` begins anew with each call, so that nothing is held."""
    incidents = all_facts(parts(), convention=convention, revision=revision)
    _write(folder / "incidents.csv", _incident_lines(incidents))
    _write(folder / "figures.csv", export_lines("csv", parts(), convention=convention, revision=revision))
    text = msgspec.json.format(msgspec.json.encode(_descriptor(convention, revision)), indent=2)
    (folder / "datapackage.json").write_bytes(text + b"\n")


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)


def _incident_lines(incidents: Iterable[Facts]) -> Iterator[str]:
    return table(tuple(layer.COLUMNS), (list(layer.row(one).values()) for one in incidents))


def dictionary_of(name: str) -> Mapping[str, tuple[str, str]]:
    """Column -> (type, what stands in it), in the order of the table; ``LexiconError`` where a column is not described."""
    raw = read_yaml("export_columns")
    known = dict(raw[name])
    if name == "figures":
        for rule, title in RULES.items():
            known |= {f"{rule}_{end}": [kind, f"{title} rule: {words}"] for end, (kind, words) in raw["ranges"].items()}
    columns: Sequence[str] = flat.COLUMNS if name == "figures" else tuple(layer.COLUMNS)
    if missing := [c for c in columns if c not in known]:
        raise LexiconError(f"export_columns.yaml does not describe {missing[0]} of {name}.")
    return {c: (known[c][0], known[c][1]) for c in columns}


def _descriptor(convention: str, revision: str) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "hadba-export",
        "title": "Incidents, claims and figures from a Hadba ledger",
        "version": revision,
        "description": f"Ranges in the table of incidents follow the {RULES[convention]} rule.",
        "licenses": [{"name": LICENCE, "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": [_resource(name, words) for name, words in TABLES.items()],
    }


def _resource(name: str, words: str) -> dict[str, Any]:
    fields = [{"name": c, "type": kind, "description": told} for c, (kind, told) in dictionary_of(name).items()]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "description": words,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }
