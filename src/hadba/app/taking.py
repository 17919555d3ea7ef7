"""Answers of servers into the ledger: archived first, then read apart, then added."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from hadba import __version__
from hadba.app.keeping import account
from hadba.ingest.cells import Cells
from hadba.ingest.fetch import Answer, Fetcher, Limits
from hadba.ingest.guard import Network
from hadba.ingest.kinds import HEAD, Kind, kind_of_answer
from hadba.ingest.origin import Origin
from hadba.ingest.reading import read_bytes
from hadba.model.capture import Arrival, Borne
from hadba.store.archive import SqlArchive


def fetcher_for(contact: str | None, private: tuple[Network, ...], limits: Limits) -> Fetcher:
    """A fetcher that says who asks."""
    return Fetcher(f"Hadba/{__version__} ({contact or 'no contact given'})", private, limits)


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer in the archive. ``kind`` is null where it is nothing that we read."""

    capture_id: str
    answer: Answer
    kind: Kind | None


def keep_answer(archive: SqlArchive, url: str, answer: Answer, *, at: datetime) -> Taken:
    """The answer to ``url`` in the archive, with all that the server said."""
    arrival = Arrival(url, at, account(), answer.address, answer.peer, answer.status, answer.headers)
    capture = archive.keep(io.BytesIO(answer.body), arrival)
    media_type = answer.header("content-type") or ""
    return Taken(capture.id, answer, kind_of_answer(media_type, answer.body[:HEAD], answer.address))


def read_answer(taken: Taken, origin: Origin, cells: Cells) -> Iterator[Borne]:
    """What an archived answer holds."""
    if taken.kind is None or not taken.answer.body:
        media_type = (taken.answer.header("content-type") or "of no named type")[:80]
        why = "It is empty" if not taken.answer.body else f"It is {media_type}, which is not read"
        yield Borne(origin.refused(f"{why}; the archive holds it."), taken.capture_id)
        return
    for item, place in read_bytes(taken.answer.body, taken.kind, origin, cells):
        yield Borne(item, taken.capture_id, place)
