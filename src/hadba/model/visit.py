"""What is known of an address that is watched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class VisitState(StrEnum):
    """Waiting to be fetched, fetched, or given up."""

    WAITING = "waiting"
    DONE = "done"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Visit:
    """A feed (``feed`` is its own address) or a page that the feed ``feed`` names.

    ``etag`` and ``modified`` make the next request conditional. ``mark`` is a digest of what the feed says of the page: when
    it changes, the page is fetched anew. ``title``, ``published``, ``updated`` and ``author`` are as the feed writes them.
    ``failures`` counts those since the last success. ``due`` is when it may be asked next.
    """

    url: str
    feed: str
    state: VisitState = VisitState.WAITING
    due: datetime | None = None
    last_try: datetime | None = None
    last_success: datetime | None = None
    failures: int = 0
    told: str = ""
    etag: str | None = None
    modified: str | None = None
    moved: str | None = None
    mark: str | None = None
    title: str | None = None
    published: str | None = None
    author: str | None = None
    reports: int = 0

    @property
    def is_feed(self) -> bool:
        """Whether this is the feed itself."""
        return self.url == self.feed
