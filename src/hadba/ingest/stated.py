"""What a page states about itself for machines: meta elements, canonical link, blocks of JSON-LD (schema.org)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

# Names of meta elements (property, name or itemprop, in lower case), the most exact first.
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
)
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_TITLE = ("og:title", "twitter:title", "dc.title", "headline", "parsely-title")
_OUTLET = ("og:site_name", "dc.publisher", "publisher", "application-name", "twitter:site")
_AUTHOR = ("author", "byl", "dc.creator", "parsely-author", "sailthru.author", "article:author")
_ITEMS = 5_000  # of JSON-LD that are looked at


@dataclass(frozen=True, slots=True)
class Stated:
    """Dates as written; all null where the page does not say."""

    title: str | None = None
    outlet: str | None = None
    address: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None


def stated(tree: Any, address: str | None) -> Stated:
    """What the parsed page (an lxml tree, which has no types) says; ``address`` completes a relative canonical link."""
    meta = _metas(tree)
    blocks = _Blocks(tree)

    def first(names: tuple[str, ...]) -> str | None:
        return next((meta[name] for name in names if name in meta), None)

    dated = tree.xpath('//*[@itemprop="datePublished"]/@datetime | //time[@pubdate]/@datetime')
    changed = tree.xpath('//*[@itemprop="dateModified"]/@datetime')
    outlet = first(_OUTLET) or blocks.name_of("publisher")
    author = first(_AUTHOR) or blocks.name_of("author")
    return Stated(
        title=first(_TITLE) or blocks.words("headline") or _title(tree),
        outlet=outlet.lstrip("@") if outlet else None,
        address=_canonical(tree, address) or _web(meta.get("og:url")),
        author=None if author and author.startswith(("http://", "https://")) else author,
        published=first(_PUBLISHED) or next((d for d in map(_clean, dated) if d), None) or blocks.words("datePublished"),
        updated=first(_UPDATED) or next((d for d in map(_clean, changed) if d), None) or blocks.words("dateModified"),
    )


def _metas(tree: Any) -> dict[str, str]:
    """Content of each meta element under its name; the first of a name counts."""
    held: dict[str, str] = {}
    for node in tree.iter("meta"):
        content = _clean(node.get("content"))
        for kind in ("property", "name", "itemprop"):
            name = node.get(kind)
            if name and content:
                held.setdefault(name.strip().lower(), content)
    return held


def _title(tree: Any) -> str | None:
    """The only headline of the page, else its title element."""
    heads = [text for text in (_clean(" ".join(node.itertext())) for node in tree.iter("h1")) if text]
    if len(heads) == 1:
        return heads[0]
    return next((text for text in (_clean(" ".join(node.itertext())) for node in tree.iter("title")) if text), None)


def _canonical(tree: Any, address: str | None) -> str | None:
    for node in tree.iter("link"):
        if "canonical" in (node.get("rel") or "").lower().split() and node.get("href"):
            try:
                return _web(urljoin(address or "", node.get("href").strip()))
            except ValueError:
                return None
    return None


def _web(address: str | None) -> str | None:
    return address if address and address.startswith(("http://", "https://")) and len(address) < 4_000 else None


def _clean(words: object) -> str | None:
    return " ".join(words.split()) or None if isinstance(words, str) else None


class _Blocks:
    """The things in the page's blocks of JSON-LD; those that are articles come first."""

    def __init__(self, tree: Any) -> None:
        found: list[Mapping[str, Any]] = []
        for node in tree.iter("script"):
            if (node.get("type") or "").strip().lower() == "application/ld+json" and node.text:
                found.extend(_things(node.text))
        self._things = sorted(found, key=lambda thing: not _is_article(thing))  # a stable sort: else in the page's order

    def words(self, key: str) -> str | None:
        return next((words for words in (_clean(thing.get(key)) for thing in self._things) if words), None)

    def name_of(self, key: str) -> str | None:
        """The name of a thing that an article names, which is written as a text, an object, or a list of these."""
        for thing in self._things:
            held = thing.get(key)
            one = held[0] if isinstance(held, list) and held else held
            name = _clean(one.get("name") if isinstance(one, dict) else one)
            if name:
                return name
        return None


def _is_article(thing: Mapping[str, Any]) -> bool:
    kinds = thing.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.endswith(("Article", "BlogPosting", "Posting", "Report")) for kind in named)


def _things(script: str) -> Iterator[Mapping[str, Any]]:
    try:
        waiting = [json.loads(script)]
    except (ValueError, RecursionError):
        return  # a broken block says nothing; the page may state the same elsewhere
    for _ in range(_ITEMS):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, dict):
            yield item
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
