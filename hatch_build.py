"""Build hook: compiles the embedded world gazetteer from registry packages into one SQLite file inside the package."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOM = Path("src/hadba/resolve/where")


class GazetteerHook(BuildHookInterface[Any]):
    """Runs before a wheel is packed and before an editable install; does nothing where the file is up to date."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """``version`` is "standard" or "editable"; the file is made an artifact of the wheel, as git ignores it."""
        room = Path(self.root) / ROOM
        target = room / "world.sqlite"
        _module("fold", room)
        compiling = _module("compiling", room)
        lexicon = Path(self.root) / "src/hadba/lexicon"
        if compiling.stale(target, lexicon):
            self.app.display_info("compiling the world gazetteer (about a minute)")
            compiling.compile_world(target, lexicon)
        build_data["artifacts"].append(f"/{target.relative_to(self.root).as_posix()}")


def _module(name: str, room: Path) -> ModuleType:
    """A module of the room by its path, under its full name: the package itself needs more than is there at build time."""
    full = f"hadba.resolve.where.{name}"
    spec = importlib.util.spec_from_file_location(full, room / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[full] = module
    spec.loader.exec_module(module)
    return module
