"""Answers of servers into the ledger: archived first, then read apart, then added."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from hadba import __version__
from hadba.app.keeping import account, keeper
from hadba.errors import InputError
from hadba.ingest import Intake, take_in
from hadba.ingest.cells import Cells
from hadba.ingest.fetch import Answer, Fetcher, Limits
from hadba.ingest.guard import Network
from hadba.ingest.kinds import HEAD, Kind, kind_of_answer
from hadba.ingest.origin import Origin
from hadba.ingest.part import Item
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


def is_address(path: str) -> bool:
    """Whether an input is to be fetched."""
    return path.startswith(("http://", "https://"))


def take_address(
    url: str, *, archive: SqlArchive, intake: Intake, private: tuple[Network, ...], cells: Cells, at: datetime
) -> Iterator[Item | Borne]:
    """What is behind ``url``, asked once and by a person's wish (so that robots.txt is not asked), archived and read."""
    origin = Origin(url, intake.today, intake.outlet, columns=intake.columns, date_order=intake.date_order)
    try:
        answer = fetcher_for(None, private, Limits()).fetch(url)
    except InputError as error:
        yield origin.refused(error)
        return
    taken = keep_answer(archive, url, answer, at=at)
    yield from read_answer(taken, replace(origin, address=answer.address), cells)


def take_all(
    paths: Sequence[str], *, archive: SqlArchive, intake: Intake, private: tuple[Network, ...], at: datetime
) -> Iterator[Item | Borne]:
    """What is in files and behind addresses, in their order."""
    keep = keeper(archive, at=at)
    with Cells() as cells:
        for fetched, group in groupby(paths, is_address):
            if fetched:
                for url in group:
                    yield from take_address(url, archive=archive, intake=intake, private=private, cells=cells, at=at)
            else:
                yield from take_in(list(group), keep=keep, intake=intake)
