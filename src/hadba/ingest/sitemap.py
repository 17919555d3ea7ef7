"""Site maps (sitemaps.org 0.9, with the news extension): lists of addresses, also of further site maps."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from hadba.errors import InputError
from hadba.ingest.entries import Entry, Listing
from hadba.ingest.lines import LONGEST
from hadba.ingest.markup import xml_root
from hadba.ingest.origin import Origin
from hadba.ingest.part import Item

_MOST = 50_000  # addresses, as the protocol has it
_GZIP = b"\x1f\x8b"


def read_sitemap(raw: bytes, origin: Origin) -> Iterator[Item]:
    """A site map holds no reports; the refusal says what it is for."""
    yield origin.refused("It is a site map, a list of addresses; name it in the file that `hadba watch` reads.", sample=raw)


def sitemap_listing(raw: bytes) -> Listing:
    """The addresses of a site map, also of one packed with gzip."""
    root = xml_root(_unpacked(raw), forgiving=True)
    entries: list[Entry] = []
    outlet = None
    for place in root:
        if not isinstance(place.tag, str) or _name(place) not in ("url", "sitemap") or len(entries) >= _MOST:
            continue
        held = {_name(node): (node.text or "").strip() for node in place.iter() if isinstance(node.tag, str)}
        outlet = outlet or held.get("name")
        if held.get("loc"):
            entries.append(
                Entry(
                    url=held["loc"],
                    title=held.get("title"),
                    published=held.get("publication_date"),
                    updated=held.get("lastmod"),
                    is_list=_name(place) == "sitemap",
                )
            )
    return Listing(tuple(entries), outlet)


def _name(node: Any) -> str:
    return str(node.tag).rpartition("}")[2].lower()


def _unpacked(raw: bytes) -> bytes:
    if not raw.startswith(_GZIP):
        return raw
    unpacker = zlib.decompressobj(31)
    try:
        text = unpacker.decompress(raw, LONGEST + 1)
    except zlib.error as error:
        raise InputError(f"Its packing is damaged ({error}).") from error
    if len(text) > LONGEST:
        raise InputError(f"It unpacks to more than {LONGEST // 1_000_000} MB.")
    return text
