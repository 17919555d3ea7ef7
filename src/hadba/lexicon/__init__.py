"""The lexicons: YAML data beside this file, read once and checked.

Each lexicon has one YAML file and one typed view; a stage asks for the view it needs. ``read_yaml`` is the only place
that opens the files.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from hadba.errors import LexiconError


def read_yaml(name: str) -> Any:
    """The content of ``name``.yaml in this package; ``LexiconError`` where it is no YAML."""
    import yaml

    text = files(__package__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both loaders are the safe ones
    except yaml.YAMLError as error:
        raise LexiconError(f"Lexicon {name}.yaml is no valid YAML: {error}.") from error
