"""An HTML page: title, day of publication, outlet, address and the text of the article, without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from htmldate import find_date
from trafilatura import bare_extraction
from trafilatura.utils import load_html

from hadba.errors import InputError
from hadba.ingest.decode import decode
from hadba.ingest.origin import Origin
from hadba.ingest.record import host_of, report_of
from hadba.ingest.stated import stated
from hadba.model.quarantine import Quarantined
from hadba.model.report import Report

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)


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
    said = stated(tree, origin.address)
    published = said.published or _dated(tree, said.address or origin.address, origin)
    # Parsed once: trafilatura takes the tree to pieces. Its own search for author, licence and tags costs more than all the
    # rest, and guesses where pages say nothing.
    page = bare_extraction(tree, with_metadata=False, include_comments=False, include_images=False)
    if page is None or isinstance(page, dict) or not page.text:
        raise InputError("No article was found in the page; save its text as a text file.")
    return {
        "text": _below_title(page.text, said.title),
        "title": said.title,
        "published": published,
        "url": said.address,
        "author": said.author,
        "updated": said.updated,
        "outlet": said.outlet or (host_of(said.address) if said.address else None),
    }


def _dated(tree: Any, address: str | None, origin: Origin) -> str | None:
    """The day that htmldate finds in markup and address. Without its extensive search it does not fish in the text."""
    ahead = (origin.today + timedelta(days=2)).isoformat()
    found = find_date(tree, extensive_search=False, original_date=True, max_date=ahead, url=address)
    return str(found) if found else None


def _below_title(text: str, title: str | None) -> str:
    """The article without its headline, which is the report's title and not a sentence of it."""
    first, _, rest = text.partition("\n")
    return rest if rest and title and first.strip() == title.strip() else text
