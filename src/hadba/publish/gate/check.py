"""The last look: whatever may stand in no output is searched for in every byte that was made."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO

from hadba.errors import PublishError
from hadba.publish.gate.files import Check

_ID = re.compile(rb"(?<![0-9a-z])[a-z]{1,3}[0-9a-f]{12,20}(?![0-9a-f])")
_AT_ONCE = 1 << 22  # bytes
_OVERLAP = 256  # bytes: longer than any id or name


def no_secret_in(forbidden: Collection[str], names: Collection[str] = ()) -> Check:
    """A check of a file or folder: ``PublishError`` where an id of ``forbidden`` or one of ``names`` stands in a byte of it,
    inside archives too."""
    ids = {one.encode() for one in forbidden}
    words = [one.encode() for one in names]

    def check(path: Path) -> None:
        if not ids and not words:
            return
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and any(ids & set(_ID.findall(b)) or any(w in b for w in words) for b in contents(file)):
                raise PublishError(f"{file.name} would have held something that may not be published; nothing was written.")

    return check


def contents(file: Path) -> Iterator[bytes]:
    """The bytes of a file in pieces that overlap, and those of what is packed in it (an archive's members, a PDF's streams)."""
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                with archive.open(name) as member:
                    yield from _overlapping(member)
    with file.open("rb") as plain:
        head = plain.read(5)
        plain.seek(0)
        yield from _overlapping(plain)
    if head == b"%PDF-":
        yield from _streams(file.read_bytes())


def _overlapping(file: IO[bytes]) -> Iterator[bytes]:
    tail = b""
    while piece := file.read(_AT_ONCE):
        yield tail + piece
        tail = (tail + piece)[-_OVERLAP:]


def _streams(pdf: bytes) -> Iterator[bytes]:
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        try:
            yield zlib.decompress(found.group(1))
        except zlib.error:
            yield found.group(1)
