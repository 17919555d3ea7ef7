"""What ``hadba watch`` knows of addresses; the one part of a ledger that changes in place, as nothing rests on it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Engine, delete, func, insert, select

from hadba.model.visit import Visit, VisitState
from hadba.store import schema
from hadba.store.codec import decode, encode
from hadba.store.database import reading, writing
from hadba.store.parts import parts


class SqlVisits:
    """The visits of one ledger."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def known(self, urls: Iterable[str]) -> dict[str, Visit]:
        """What is known of these addresses."""
        wanted = sorted(set(urls))
        held: dict[str, Visit] = {}
        with reading(self._engine) as connection:
            for part in parts(wanted):
                for text in connection.scalars(select(schema.visit.c.json).where(schema.visit.c.url.in_(part))):
                    visit = decode(text, Visit)
                    held[visit.url] = visit
        return held

    def waiting(self, feeds: Iterable[str]) -> list[Visit]:
        """The pages of these feeds that are still to be fetched, by address."""
        v = schema.visit.c
        query = select(v.json).where((v.state == VisitState.WAITING) & v.feed.in_(sorted(set(feeds))) & (v.url != v.feed))
        with reading(self._engine) as connection:
            return [decode(text, Visit) for text in connection.scalars(query.order_by(v.url))]

    def counts(self, feed: str) -> dict[str, int]:
        """How many pages of a feed are in which state."""
        v = schema.visit.c
        query = select(v.state, func.count()).where((v.feed == feed) & (v.url != v.feed)).group_by(v.state)
        with reading(self._engine) as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def put(self, visits: Iterable[Visit]) -> None:
        """Keep these in place of what was known, all at once."""
        new = {visit.url: visit for visit in visits}
        keys = sorted(new)
        with writing(self._engine) as connection:
            for part in parts(keys):
                connection.execute(delete(schema.visit).where(schema.visit.c.url.in_(part)))
            rows = [{"url": v.url, "feed": v.feed, "state": v.state, "json": encode(v)} for v in new.values()]
            if rows:
                connection.execute(insert(schema.visit), rows)
