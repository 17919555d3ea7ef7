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
            if file.is_file() and any(_holds(piece, ids, words) for piece in contents(file)):
                raise PublishError(f"{file.name} would have held something that may not be published; nothing was written.")

    return check


def no_secret_in_text(text: str, forbidden: Collection[str], names: Collection[str] = ()) -> None:
    """The same look at what a file is made from, where the file itself keeps no words that can be found (a PDF's glyphs)."""
    if _holds(text.encode(), {one.encode() for one in forbidden}, [one.encode() for one in names]):
        raise PublishError("The brief would have held something that may not be published; nothing was written.")


def _holds(piece: bytes, ids: set[bytes], words: Collection[bytes]) -> bool:
    return bool(ids & set(_ID.findall(piece))) or any(word in piece for word in words)


def contents(file: Path) -> Iterator[bytes]:
    """The bytes of a file in pieces that overlap, and those of what is packed in it (an archive's members, a PDF's streams,
    a Parquet file's columns)."""
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
    elif head.startswith(b"PAR1"):
        yield from _groups(file)


def _overlapping(file: IO[bytes]) -> Iterator[bytes]:
    tail = b""
    while piece := file.read(_AT_ONCE):
        yield tail + piece
        tail = (tail + piece)[-_OVERLAP:]


def _groups(file: Path) -> Iterator[bytes]:
    """The cells of a Parquet file, which compresses its columns, one group of rows after the other."""
    import pyarrow.parquet

    held = pyarrow.parquet.ParquetFile(file)
    for n in range(held.num_row_groups):
        for column in held.read_row_group(n).columns:
            if pyarrow.types.is_string(column.type):
                yield "\n".join(one for one in column.to_pylist() if one).encode()


def _streams(pdf: bytes) -> Iterator[bytes]:
    for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        try:
            yield zlib.decompress(found.group(1))
        except zlib.error:
            yield found.group(1)
