"""A Word document (Office Open XML): one report of its paragraphs and tables, as the last accepted version reads."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from hadba.errors import InputError
from hadba.ingest.lines import LONGEST
from hadba.ingest.markup import xml_root
from hadba.ingest.origin import Origin
from hadba.ingest.part import Item
from hadba.ingest.record import report_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_BODY, _ABOUT = "word/document.xml", "docProps/core.xml"


def read_word(raw: bytes, origin: Origin) -> Iterator[Item]:
    """The one report of a document, or why not."""
    try:
        with ZipFile(BytesIO(raw)) as parts:
            body = xml_root(_member(parts, _BODY))
            about = xml_root(_member(parts, _ABOUT)) if _ABOUT in parts.namelist() else None
    except (BadZipFile, KeyError, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise InputError("It is no Word document that can be read; save it again as .docx, or as text.") from error
    record = {
        "text": "\n".join(_paragraphs(body)).strip(),
        "title": about.findtext(f"{_DC}title") if about is not None else None,
        "author": about.findtext(f"{_DC}creator") if about is not None else None,
    }
    yield report_of(record, origin, outlet=origin.outlet or origin.fallback)


def _member(parts: ZipFile, name: str) -> bytes:
    with parts.open(name) as stream:
        raw = stream.read(LONGEST + 1)
    if len(raw) > LONGEST:
        raise InputError(f"Its {name} unpacks to more than {LONGEST // 1_000_000} MB; split it.")
    return raw


def _paragraphs(body: Any) -> Iterator[str]:
    for paragraph in body.iter(f"{_W}p"):
        words = []
        for node in paragraph.iter(
            f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr"
        ):  # w:delText, what was struck out, is none of these
            words.append((node.text or "") if node.tag == f"{_W}t" else "\t" if node.tag == f"{_W}tab" else "\n")
        yield "".join(words)
