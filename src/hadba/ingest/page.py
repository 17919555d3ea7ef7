"""An HTML page: title, day of publication, outlet, address and the text of the article, without what stands around it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from trafilatura import bare_extraction
from trafilatura.utils import load_html

from hadba.errors import InputError
from hadba.ingest.decode import decode
from hadba.ingest.origin import Origin
from hadba.ingest.record import report_of
from hadba.model.quarantine import Quarantined
from hadba.model.report import Report

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
# Where pages state the moment of publication for machines, the most exact first.
_STATED = (
    '//meta[@property="article:published_time" or @property="og:published_time"]/@content',
    '//meta[@itemprop="datePublished"]/@content',
    '//*[@itemprop="datePublished"]/@datetime',
    '//meta[@name="date" or @name="pubdate" or @name="publishdate" or @name="dc.date" or @name="DC.date.issued"]/@content',
)
_UPDATED = (
    '//meta[@property="article:modified_time" or @property="og:updated_time"]/@content',
    '//meta[@itemprop="dateModified"]/@content',
    '//*[@itemprop="dateModified"]/@datetime',
)
_JSON_LD = '//script[@type="application/ld+json"]/text()'


def read_page(raw: bytes, origin: Origin) -> Iterator[Report | Quarantined]:
    """The one report of a page, or why not."""
    try:
        declared = _CHARSET.search(raw[:4096])
        markup = decode(raw, declared=declared.group(1).decode("ascii") if declared else None)
        report = report_of(_article(markup, origin), origin, outlet=origin.outlet or origin.fallback)
    except InputError as error:
        yield origin.refused(error, sample=raw)
    else:
        yield report


def _article(markup: str, origin: Origin) -> dict[str, str | None]:
    tree = load_html(markup)
    if tree is None:
        raise InputError("It is no HTML that can be read; save the page again, or as text.")
    stated = _stated(tree, _STATED, "datePublished")
    page = bare_extraction(
        markup,
        with_metadata=True,
        include_comments=False,
        include_images=False,
        # Without the extensive search, htmldate reads what the page states and does not fish for dates in its text.
        date_extraction_params={
            "extensive_search": False,
            "original_date": True,
            "max_date": (origin.today + timedelta(days=2)).isoformat(),
        },
    )
    if page is None or isinstance(page, dict) or not page.text:
        raise InputError("No article was found in the page; save its text as a text file.")
    return {
        "text": _below_title(page.text, page.title),
        "title": page.title,
        "published": stated or page.date,
        "url": page.url if page.url and page.url.startswith(("http://", "https://")) else None,
        "author": page.author,
        "updated": _stated(tree, _UPDATED, "dateModified"),
        "outlet": page.sitename or page.hostname,
    }


def _below_title(text: str, title: str | None) -> str:
    """The article without its headline, which is the report's title and not a sentence of it."""
    first, _, rest = text.partition("\n")
    return rest if rest and title and first.strip() == title.strip() else text


def _stated(tree: Any, queries: tuple[str, ...], key: str) -> str | None:
    """The first date that a parsed page (an lxml tree, which has no types) states for machines."""
    for query in queries:
        values = [str(value).strip() for value in tree.xpath(query) if str(value).strip()]
        if values:
            return values[0]
    return next(filter(None, (_in_block(str(script), key) for script in tree.xpath(_JSON_LD))), None)


def _in_block(script: str, key: str) -> str | None:
    """The ``key`` of the first thing in a block of JSON-LD that has one."""
    try:
        waiting = [json.loads(script)]
    except (ValueError, RecursionError):
        return None  # a broken block says nothing; the page may state its date elsewhere
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, dict):
            if isinstance(item.get(key), str):
                return str(item[key])
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return None
