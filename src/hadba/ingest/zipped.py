"""ZIP archives: WACZ (web archives), exports of chats, folders of reports. Nothing is unpacked to disk; names are only labels.

Passed over by rule: pictures, sound, video, hidden files, and in a WACZ all but its WARC files.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from hadba.errors import InputError
from hadba.ingest.kinds import HEAD, Kind, kind_of, reader_of
from hadba.ingest.letters import plain_line
from hadba.ingest.origin import Origin
from hadba.ingest.part import Part, alone, items_of

_MOST = 100_000  # files
_MEDIA = frozenset(
    [
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".webp",
        ".heic",
        ".svg",
        ".ico",
        ".mp3",
        ".opus",
        ".ogg",
        ".oga",
        ".m4a",
        ".wav",
        ".aac",
        ".mp4",
        ".mov",
        ".webm",
        ".3gp",
        ".avi",
        ".vcf",
        ".css",
        ".js",
        ".woff",
        ".woff2",
        ".tgs",
    ]
)
_BROKEN = (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, KeyError)


def read_zip(stream: BinaryIO, origin: Origin) -> Iterator[Part]:
    """The parts of the files in it, in the order of their names."""
    try:
        held = ZipFile(stream)
    except _BROKEN as error:
        raise InputError(f"It is no ZIP archive that can be read ({error}); pack it again.") from error
    with held:
        members = sorted((m for m in held.infolist() if not m.is_dir()), key=lambda m: m.filename)
        if len(members) > _MOST:
            raise InputError(f"It holds more than {_MOST:,} files; split it.")
        web = any(m.filename == "datapackage.json" for m in members)
        for member in members:
            yield from _file(held, member, origin, web=web)


def _file(held: ZipFile, member: ZipInfo, origin: Origin, *, web: bool) -> Iterator[Part]:
    path = PurePosixPath(member.filename)
    label = plain_line(member.filename)[:200]
    if path.name.startswith(".") or path.suffix.lower() in _MEDIA or path.parts[:1] == ("__MACOSX",):
        return
    mine = replace(
        origin, name=f"{origin.name}, {label}", fallback=origin.fallback if path.name == "_chat.txt" else plain_line(path.stem)
    )
    try:
        with held.open(member) as peeked:
            kind = kind_of(member.filename, peeked.read(HEAD))
        if web and kind is not Kind.WARC:
            return
        if kind in (None, Kind.ZIP):
            reason = f'There is no reader for "{plain_line(path.suffix)}" files; convert it to text, HTML, CSV or JSONL.'
            yield alone(mine.refused(reason), label)
            return
        assert kind is not None
        with held.open(member) as content:
            read = reader_of(kind)
            for part in read(cast(BinaryIO, content), mine):
                yield Part(f"{label}, {part.place}" if part.place else label, partial(items_of, part, mine))
    except InputError as error:
        yield alone(mine.refused(error), label)
    except _BROKEN as error:
        yield alone(mine.refused(f"It cannot be unpacked ({error}); pack it again."), label)
