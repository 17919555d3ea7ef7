"""What the registry packages hold that the gazetteer is compiled from, and the rows that come of it. Build time only."""

from __future__ import annotations

import importlib.util
import json
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# Scripts that reports come in; the pseudo-Latin transliterations ("mo su er") of the others are dropped with them.
_SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "HEBREW", "GREEK")


@dataclass(slots=True)
class Row:
    """A place on its way into the file; ``admin1`` and ``admin2`` are GeoNames ids, 0 where unknown. ``point_of`` is the kind
    of the place whose point stands for it, null where the point is its own; ``keys`` are folded names that it is found by and
    not called."""

    id: int
    name: str
    kind: str
    lat: float
    lon: float
    country: str | None
    admin1: int = 0
    admin2: int = 0
    population: int = 0
    capital: bool = False
    names: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    ref: str | None = None
    point_of: str | None = None


def folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"The build needs the package {package}; run pip with build isolation, or install it.")
    return Path(spec.origin).parent


def read_json(package: str, path: str) -> Any:
    return json.loads((folder(package) / path).read_text(encoding="utf-8"))


def read_table(path: Path) -> Any:
    import yaml

    return yaml.safe_load(path.read_text(encoding="utf-8"))


def kept(name: str) -> bool:
    """Whether an alternate name is a spelling that a report may have: no code (MSL), no transliteration (al mwsl)."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 2 or any(c in name for c in "|,;()0123456789"):
        return False
    script = unicodedata.name(letters[0], "").split(" ")[0]
    if script not in _SCRIPTS:
        return False
    if script == "LATIN":
        return letters[0].isupper() and not (name.isupper() and len(name) <= 4)
    return True
