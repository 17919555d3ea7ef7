"""A plain text or Markdown file: one report, with an optional head of named lines.

The head is the first block of the file, and counts as one only if each of its lines names a field, and a blank line ends it:

    Outlet: Tigris Wire
    Date: 2017-05-28
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from hadba.errors import InputError
from hadba.ingest.decode import decode
from hadba.ingest.lines import read_whole
from hadba.ingest.origin import Origin
from hadba.ingest.part import Item, Part
from hadba.ingest.record import NAMES, report_of
from hadba.ingest.whatsapp import is_whatsapp, whatsapp_as_parts

_FIELDS = "|".join(name for field, names in NAMES.items() if field != "text" for name in names)
_HEAD = re.compile(rf"\A(?:[ \t]*(?:{_FIELDS})[ \t]*:[^\r\n]*\r?\n)+[ \t]*\r?\n\s*", re.IGNORECASE)


def read_plain(stream: BinaryIO, origin: Origin) -> Iterator[Part]:
    """A chat as its messages, any other text as one part."""
    raw = read_whole(stream)
    begun = raw[:400].decode("utf-8-sig", "replace")
    if is_whatsapp(begun):
        yield from whatsapp_as_parts(decode(raw), origin)
    else:
        yield Part(None, partial(read_text, raw, origin))


def read_text(raw: bytes, origin: Origin) -> Iterator[Item]:
    """The one report of a file, or why not. Its text is what follows the head, character by character."""
    try:
        whole = decode(raw)
        head = _HEAD.match(whole)
        record = {"text": whole[head.end() :] if head else whole}
        for line in head.group().splitlines() if head else ():
            name, colon, value = line.partition(":")
            if colon:
                record[name.strip().lower()] = value.strip()
        report = report_of(record, origin, outlet=origin.outlet or origin.fallback)
    except InputError as error:
        yield origin.refused(error, sample=raw)
    else:
        yield report
