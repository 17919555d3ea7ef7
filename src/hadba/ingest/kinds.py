"""What kind of input this is, by what it says it is and by its first bytes; and the reader of each kind."""

from __future__ import annotations

import importlib
import re
import zlib
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

from hadba.ingest.origin import Origin
from hadba.ingest.part import Part, whole

Reader = Callable[[BinaryIO, Origin], Iterator[Part]]
HEAD = 2_000  # bytes that tell the kind


class Kind(StrEnum):
    """A format with a reader of its own."""

    LINES = "lines"
    TABLE = "table"
    JSON = "json"
    TEXT = "text"
    PAGE = "page"
    FEED = "feed"
    SITEMAP = "sitemap"
    PDF = "pdf"
    WORD = "word"
    MAIL = "mail"
    MAILBOX = "mailbox"
    WARC = "warc"
    ZIP = "zip"


# Read in a process of its own: large parsers meet what strangers wrote.
APART = frozenset(Kind) - {Kind.LINES, Kind.TABLE, Kind.JSON, Kind.TEXT}
_STREAMED = frozenset({Kind.WARC, Kind.ZIP, Kind.MAILBOX})  # many parts, found faster than read
_SUFFIXES = {
    **dict.fromkeys((".txt", ".md", ".text", ""), Kind.TEXT),
    **dict.fromkeys((".jsonl", ".ndjson"), Kind.LINES),
    **dict.fromkeys((".csv", ".tsv"), Kind.TABLE),
    ".json": Kind.JSON,
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), Kind.PAGE),
    **dict.fromkeys((".xml", ".rss", ".atom", ".rdf"), Kind.FEED),
    ".pdf": Kind.PDF,
    ".docx": Kind.WORD,
    ".eml": Kind.MAIL,
    ".mbox": Kind.MAILBOX,
    ".warc": Kind.WARC,
    **dict.fromkeys((".zip", ".wacz"), Kind.ZIP),
}
_TYPES = {
    "text/html": Kind.PAGE,
    "application/xhtml+xml": Kind.PAGE,
    "application/pdf": Kind.PDF,
    "application/json": Kind.JSON,
    "application/feed+json": Kind.JSON,
    "text/plain": Kind.TEXT,
    "text/markdown": Kind.TEXT,
    "text/csv": Kind.TABLE,
    "message/rfc822": Kind.MAIL,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Kind.WORD,
    **dict.fromkeys(("application/rss+xml", "application/atom+xml", "application/xml", "text/xml"), Kind.FEED),
}
_READERS = {  # kind -> (module, function); of those in _WHOLE the function takes the bytes of the whole input
    Kind.LINES: ("jsonl", "read_jsonl"),
    Kind.TABLE: ("table", "read_table"),
    Kind.JSON: ("jsonl", "read_json"),
    Kind.TEXT: ("plain", "read_plain"),
    Kind.PAGE: ("page", "read_page"),
    Kind.FEED: ("feed", "read_feed"),
    Kind.SITEMAP: ("sitemap", "read_sitemap"),
    Kind.PDF: ("pdf", "read_pdf"),
    Kind.WORD: ("word", "read_word"),
    Kind.MAIL: ("mail", "read_mail"),
    Kind.MAILBOX: ("mail", "read_mailbox"),
    Kind.WARC: ("warc", "read_warc"),
    Kind.ZIP: ("zipped", "read_zip"),
}
_WHOLE = frozenset({Kind.PAGE, Kind.SITEMAP, Kind.PDF, Kind.WORD, Kind.MAIL})
_ROOT = re.compile(rb"<(?!\?|!)(?:[A-Za-z]+:)?([A-Za-z]+)")
_ROOTS = {b"urlset": Kind.SITEMAP, b"sitemapindex": Kind.SITEMAP, b"html": Kind.PAGE}


def kind_of(name: str, head: bytes = b"") -> Kind | None:
    """By the ending of a name, and of XML by its root; null where none of ours."""
    path = PurePosixPath(name.lower())
    suffixes = path.suffixes[-2:] if path.suffix == ".gz" else [path.suffix]
    if suffixes[-1] == ".gz":
        return Kind.WARC if suffixes[0] == ".warc" else None
    return _by_root(_SUFFIXES.get(suffixes[0]), head)


def kind_of_answer(media_type: str, head: bytes, name: str = "") -> Kind | None:
    """By what a server calls it, corrected by what it is: servers call feeds and PDF files text."""
    told = _TYPES.get(media_type.partition(";")[0].strip().lower())
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF"):
        return Kind.PDF
    if start.startswith(b"\x1f\x8b"):  # site maps come packed; nothing else does that is no WARC
        return Kind.SITEMAP if _by_root(Kind.FEED, _unpacked_start(start)) is Kind.SITEMAP else None
    if start[:1] == b"<":
        found = _by_root(Kind.FEED, start)
        return found if told is not Kind.TEXT or found is not None else told
    if start[:1] == b"{" and told in (None, Kind.PAGE, Kind.TEXT, Kind.FEED):
        return Kind.JSON if told is not None or name.endswith(".json") else None
    return told


def _unpacked_start(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(packed, HEAD) or b"?"
    except zlib.error:
        return b"?"


def streamed(kind: Kind) -> bool:
    """Whether it pays to have several processes read one input of this kind."""
    return kind in _STREAMED


def _by_root(kind: Kind | None, head: bytes) -> Kind | None:
    """XML is a feed, a site map or a page."""
    if kind is not Kind.FEED:
        return kind
    if re.match(rb"\s*<!doctype\s+html", head, re.IGNORECASE):
        return Kind.PAGE
    root = _ROOT.search(head)
    name = root.group(1).lower() if root else b""
    return _ROOTS.get(name, Kind.FEED if name in (b"rss", b"feed", b"rdf") or not head else Kind.PAGE)


def reader_of(kind: Kind) -> Reader:
    """The reader; its module, and what that stands on, is imported now."""
    module, function = _READERS[kind]
    read = getattr(importlib.import_module(f"hadba.ingest.{module}"), function)
    return partial(whole, read) if kind in _WHOLE else read
