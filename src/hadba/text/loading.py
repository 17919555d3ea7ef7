"""spaCy without its command line, which it imports for one function that nobody here calls: typer, requests, jinja2 and some
400 modules more, 20 MB and a sixth of a second in each process that reads."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

_COMMANDS = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> None:
    """Import spaCy, with a stand-in for its commands while it loads; who imports ``spacy.cli`` afterwards gets the real one."""
    if "spacy" in sys.modules or any(name in sys.modules for name in _COMMANDS):
        return
    commands, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    commands.__path__ = []  # a package
    info.info = _info  # type: ignore[attr-defined]
    sys.modules.update(zip(_COMMANDS, (commands, info), strict=True))
    try:
        importlib.import_module("spacy")
    finally:
        for name in _COMMANDS:
            del sys.modules[name]


def _info(*arguments: Any, **options: Any) -> Any:
    """What ``spacy.info`` is otherwise."""
    return importlib.import_module("spacy.cli.info").info(*arguments, **options)
