"""RSS, Atom and JSON feeds: their entries, as a list to fetch from or as reports of what the feed itself gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO
from urllib.parse import urljoin

from hadba.errors import InputError
from hadba.ingest.entries import Entry, Listing, entry_report
from hadba.ingest.lines import read_whole
from hadba.ingest.markup import plain_text
from hadba.ingest.origin import Origin
from hadba.ingest.part import Item, Part

MOST = 5_000  # entries
_JSON_FEED = "https://jsonfeed.org/version/"
_DECLARED = re.compile(rb"<!ENTITY", re.IGNORECASE)


def read_feed(stream: BinaryIO, origin: Origin) -> Iterator[Part]:
    """One part an entry that has a text."""
    yield from listing_as_parts(feed_listing(read_whole(stream), origin.address), origin)


def listing_as_parts(listing: Listing, origin: Origin) -> Iterator[Part]:
    """One part an entry that has a text; ``InputError`` where none has."""
    texts = [(number, entry) for number, entry in enumerate(listing.entries, 1) if entry.text]
    if not texts:
        raise InputError("It is a feed without texts; `hadba watch` fetches the pages that it names.")
    for number, entry in texts:
        yield Part(f"entry {number}", partial(_report, entry, listing, origin, number))


def _report(entry: Entry, listing: Listing, origin: Origin, number: int) -> Iterator[Item]:
    try:
        yield entry_report(entry, listing, origin)
    except InputError as error:
        yield origin.refused(error, part=f"entry {number}", sample=(entry.title or entry.url or "")[:200])


def feed_listing(raw: bytes, address: str | None) -> Listing:
    """The entries of an RSS or Atom feed. ``address`` completes relative links."""
    import feedparser  # type: ignore[import-untyped]

    if _DECLARED.search(raw):
        raise InputError("It declares entities of its own, which is how such files attack; it was not read.")
    try:
        found = feedparser.parse(BytesIO(raw), sanitize_html=False, response_headers={"content-location": address or ""})
    except Exception as error:
        raise InputError(f"It is no feed that can be read ({type(error).__name__}).") from error
    if not found.get("version") and not found.entries:
        raise InputError("It is no feed that can be read (neither RSS nor Atom).")
    outlet = plain_text(str(found.feed.get("title") or "")) or None
    lang = found.feed.get("language")
    return Listing(tuple(_entry(e, address, lang) for e in found.entries[:MOST]), outlet)


def _entry(held: Any, address: str | None, lang: str | None) -> Entry:
    content = max((str(c.get("value") or "") for c in held.get("content") or ()), key=len, default="")
    markup = content or str(held.get("summary") or "")
    link = held.get("link")
    return Entry(
        url=urljoin(address or "", link) if link else None,
        key=held.get("id"),
        title=plain_text(str(held.get("title") or "")) or None,
        published=held.get("published"),
        updated=held.get("updated"),
        author=held.get("author"),
        text=plain_text(markup) or None,
        lang=lang,
    )


def is_json_feed(content: object) -> bool:
    """Whether a decoded JSON file says that it is a feed (jsonfeed.org)."""
    return isinstance(content, dict) and str(content.get("version", "")).startswith(_JSON_FEED)


def json_listing(content: Mapping[str, Any], address: str | None) -> Listing:
    """The entries of a JSON feed; what has the wrong type counts as missing."""
    items = content.get("items")
    entries = [
        _json_entry(item, address) for item in (items if isinstance(items, list) else [])[:MOST] if isinstance(item, dict)
    ]
    return Listing(tuple(entries), _words(content, "title"))


def _json_entry(item: Mapping[str, Any], address: str | None) -> Entry:
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    link = _words(item, "url") or _words(item, "external_url")
    markup = _words(item, "content_html") or ""
    return Entry(
        url=urljoin(address or "", link) if link else None,
        key=_words(item, "id"),
        title=_words(item, "title"),
        published=_words(item, "date_published"),
        updated=_words(item, "date_modified"),
        author=_words(first, "name") if isinstance(first, dict) else None,
        text=_words(item, "content_text") or plain_text(markup) or _words(item, "summary"),
        lang=_words(item, "language"),
    )


def _words(held: Mapping[str, Any], name: str) -> str | None:
    value = held.get(name)
    return value if isinstance(value, str) and value.strip() else None
