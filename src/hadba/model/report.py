"""One text that a source published."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from hadba.model.ids import content_id

UNKNOWN_OUTLET = "unknown outlet"  # of a report that does not say who published it; all such count as one source


@dataclass(frozen=True, slots=True)
class Report:
    """A published text, immutable.

    ``id`` is the caller's own where the input names one (so that answers can be joined to it), else a hash of the content;
    ``sha256`` is always the hash of outlet, title, date, address and text. ``published_at`` is set only where the exact
    moment is known, and then ``published`` is its day. ``author`` and ``updated`` are as the source states them; they are no
    part of what makes a report this report.
    """

    id: str
    outlet: str
    text: str
    sha256: str
    title: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    url: str | None = None
    lang: str | None = None
    author: str | None = None
    updated: date | None = None
    updated_at: datetime | None = None


def make_report(
    text: str,
    *,
    outlet: str,
    id: str | None = None,
    title: str | None = None,
    published: date | datetime | None = None,
    url: str | None = None,
    lang: str | None = None,
    author: str | None = None,
    updated: date | datetime | None = None,
) -> Report:
    """A report with its hashes; ``published`` may be a day or a moment."""
    moment = published if isinstance(published, datetime) else None
    day = moment.date() if moment else published
    changed = updated if isinstance(updated, datetime) else None
    parts = (outlet, title, day.isoformat() if day else None, url, text)
    digest = hashlib.sha256("\x00".join("" if p is None else p for p in parts).encode("utf-8", "surrogatepass")).hexdigest()
    return Report(
        id=id or content_id("r", *parts),
        outlet=outlet,
        text=text,
        sha256=digest,
        title=title,
        published=day,
        published_at=moment,
        url=url,
        lang=lang,
        author=author,
        updated=changed.date() if changed else updated,
        updated_at=changed,
    )
