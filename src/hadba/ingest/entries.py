"""What a list of addresses says of each: an entry of a feed, a line of a site map."""

from __future__ import annotations

from dataclasses import dataclass

from hadba.ingest.origin import Origin
from hadba.ingest.part import Item
from hadba.ingest.record import report_of


@dataclass(frozen=True, slots=True)
class Entry:
    """Dates are as written. ``text`` is what the feed itself gives, often only the beginning; ``url`` may be null then.

    ``is_list`` marks an address that leads to another site map.
    """

    url: str | None
    key: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    text: str | None = None
    lang: str | None = None
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed or site map; ``outlet`` is the name that it gives itself."""

    entries: tuple[Entry, ...]
    outlet: str | None = None


def entry_report(entry: Entry, listing: Listing, origin: Origin) -> Item:
    """The text of an entry as a report."""
    record = {
        "text": entry.text,
        "title": entry.title,
        "url": entry.url,
        "published": entry.published,
        "updated": entry.updated,
        "author": entry.author,
        "lang": entry.lang,
    }
    return report_of(record, origin, outlet=origin.outlet or listing.outlet or origin.fallback)
