"""Watching feeds: what is due is fetched with manners, archived, read and added; what is known survives a stop at any moment.

A page is noted as waiting in the same transaction as the visit of the feed that named it, and as done after its reports are
stored. Whatever the moment of a power cut, the next round finds the rest.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Event
from time import monotonic

from hadba import pipeline
from hadba.app.taking import Taken, fetcher_for, keep_answer, read_answer
from hadba.errors import HadbaError, InputError
from hadba.ingest.cells import Cells
from hadba.ingest.dates import read_published
from hadba.ingest.entries import Entry
from hadba.ingest.feeds_file import Feed, Watch
from hadba.ingest.fetch import Answer, FetchError, Limits
from hadba.ingest.guard import target_of
from hadba.ingest.kinds import Kind
from hadba.ingest.manners import Manners
from hadba.ingest.origin import Origin
from hadba.ingest.reading import job_of
from hadba.ingest.schedule import failed, succeeded
from hadba.log import logger
from hadba.model.capture import Borne
from hadba.model.report import Report, make_report
from hadba.model.visit import Visit, VisitState
from hadba.store.ledger import SqlLedger

AT_ONCE = 8  # hosts that are asked at one time
LONG_WAIT = 60.0  # seconds: a host that asks for more is left to a later round
_LIST_KINDS = (Kind.FEED, Kind.JSON)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round brought: reports new and known already, refusals, visits that failed."""

    new: int = 0
    known: int = 0
    refused: int = 0
    failed: int = 0

    def __add__(self, other: Round) -> Round:
        return Round(self.new + other.new, self.known + other.known, self.refused + other.refused, self.failed + other.failed)


class Watcher:
    """Rounds over the feeds of one file. ``tell`` gets a line for each thing that came in or went wrong."""

    def __init__(
        self,
        ledger: SqlLedger,
        watch: Watch,
        *,
        cells: Cells,
        clock: Callable[[], datetime],
        tell: Callable[[str], None],
        stop: Event,
    ) -> None:
        self._ledger = ledger
        self._watch = watch
        self._feeds = {feed.url: feed for feed in watch.feeds}
        self._cells = cells
        self._clock = clock
        self._tell = tell
        self._stop = stop
        self._fetcher = fetcher_for(watch.contact, watch.private, Limits(seconds=watch.patience))
        self._manners = Manners(self._fetcher, cells)
        self._free: dict[str, float] = {}  # host -> when it may be asked again (monotonic seconds)

    def next_due(self) -> datetime | None:
        """When the first feed or page is due; null where none is known yet."""
        known = self._ledger.visits.known(self._feeds)
        if len(known) < len(self._feeds):
            return None
        moments = [v.due for v in (*known.values(), *self._ledger.visits.waiting(self._feeds)) if v.due]
        return min(moments, default=None)

    def round(self) -> Round:
        """Visit all that is due, and the pages that it leads to."""
        done = Round()
        waiting: dict[str, deque[Visit]] = defaultdict(deque)
        for visit in self._due():
            waiting[_host(visit)].append(visit)
        busy: dict[Future[Answer], tuple[str, Visit]] = {}
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while waiting or busy:
                if self._stop.is_set():
                    waiting.clear()
                pause = self._start(pool, waiting, busy)
                if not busy:
                    if waiting:
                        self._stop.wait(pause)
                    continue
                for future in wait(busy, timeout=pause, return_when=FIRST_COMPLETED).done:
                    host, visit = busy.pop(future)
                    self._free[host] = monotonic() + max(self._watch.pause, self._manners.delays.get(host, 0.0))
                    outcome, found = self._arrived(host, visit, future, waiting)
                    done += outcome
                    for page in found:
                        waiting[_host(page)].append(page)
        return done

    def _due(self) -> Iterator[Visit]:
        now = self._clock()
        known = self._ledger.visits.known(self._feeds)
        feeds = (known.get(url) or Visit(url, url) for url in self._feeds)
        for visit in (*feeds, *self._ledger.visits.waiting(self._feeds)):
            if visit.due is None or visit.due <= now:
                yield visit

    def _start(
        self, pool: ThreadPoolExecutor, waiting: dict[str, deque[Visit]], busy: dict[Future[Answer], tuple[str, Visit]]
    ) -> float:
        """Ask all hosts that may be asked now; seconds until the next may be."""
        now, pause = monotonic(), 1.0
        asked = {host for host, _ in busy.values()}
        for host in list(waiting):
            left = self._free.get(host, 0.0) - now
            if left > LONG_WAIT:
                del waiting[host]  # its pages stay noted for a later round
            elif host not in asked and len(busy) < AT_ONCE:
                if left > 0:
                    pause = min(pause, left)
                    continue
                visit = waiting[host].popleft()
                if not waiting[host]:
                    del waiting[host]
                busy[pool.submit(self._fetch, visit)] = (host, visit)
        return pause

    def _fetch(self, visit: Visit) -> Answer:
        if self._stop.is_set():
            raise InputError("It was not asked: the watch is being stopped.")
        return self._fetcher.fetch(
            visit.moved or visit.url, etag=visit.etag, modified=visit.modified, admit=self._manners.admit
        )

    # -- what came back ----------------------------------------------------------------------------------------------

    def _arrived(
        self, host: str, visit: Visit, future: Future[Answer], waiting: dict[str, deque[Visit]]
    ) -> tuple[Round, list[Visit]]:
        try:
            return self._taken(visit, future.result())
        except InputError as error:
            if self._stop.is_set():
                return Round(), []
            if isinstance(error, FetchError) and error.retry_after and error.status in (429, 503):
                self._hold(host, error.retry_after, waiting)
            self._failed(visit, error)
        except HadbaError:
            raise  # the ledger refused: that is no fault of the feed
        except Exception as error:  # noqa: BLE001 - one bad feed never stops the rest
            logger().error("visit broke", url=visit.url, exc_info=error)
            self._failed(visit, InputError(f"Reading it broke ({type(error).__name__})."))
        return Round(failed=1), []

    def _hold(self, host: str, seconds: float, waiting: dict[str, deque[Visit]]) -> None:
        """Leave a host alone that asks for it, and note that with its pages, so that another watch does the same."""
        self._free[host] = monotonic() + seconds
        due = self._clock() + timedelta(seconds=seconds)
        self._ledger.visits.put(replace(page, due=due) for page in waiting.pop(host, ()))

    def _failed(self, visit: Visit, error: InputError) -> None:
        after = failed(visit, error, at=self._clock())
        self._ledger.visits.put([after])
        given_up = " It is given up." if after.state is VisitState.GIVEN_UP else ""
        self._tell(f"{visit.url}: {error}{given_up}")

    def _taken(self, visit: Visit, answer: Answer) -> tuple[Round, list[Visit]]:
        feed = self._feeds[visit.feed]
        if answer.status == 304:
            self._put(visit, answer, feed, "unchanged")
            return Round(), []
        taken = keep_answer(self._ledger.archive, visit.url, answer, at=self._clock())
        listed = taken.kind is Kind.SITEMAP or (visit.is_feed and feed.kind != "page" and taken.kind in _LIST_KINDS)
        if listed and feed.pages:
            return Round(), self._listed(visit, taken, feed)
        return self._read(visit, taken, feed), []

    def _listed(self, visit: Visit, taken: Taken, feed: Feed) -> list[Visit]:
        """The pages that a feed or site map names and that are new or changed; noted together with the visit itself."""
        assert taken.kind is not None
        job = job_of("list", taken.kind, self._origin(visit, taken, feed), raw=taken.answer.body)
        answer = self._cells.one(job)
        if answer.listing is None:
            raise FetchError(answer.refused[0].reason if answer.refused else "It could not be read.", passing=True)
        entries = {e.url: e for e in answer.listing.entries if e.url and e.url != feed.url and _may_be_page(e.url)}
        known = self._ledger.visits.known(entries)
        pages = [_page(e, known.get(url), feed) for url, e in entries.items() if _is_news(e, known.get(url))]
        told = f"{len(entries)} entries, {len(pages)} new or changed"
        self._put(visit, taken.answer, feed, told, pages)
        if pages:
            self._tell(f"{visit.url}: {told}")
        return pages

    def _read(self, visit: Visit, taken: Taken, feed: Feed) -> Round:
        origin = self._origin(visit, taken, feed)
        items = [_filled(borne, visit, origin) for borne in read_answer(taken, origin, self._cells)]
        added = pipeline.add(self._ledger, items, at=self._clock())
        told = f"{len(added.new)} new, {len(added.known)} known, {len(added.refused)} refused"
        self._put(replace(visit, reports=visit.reports + len(added.new)), taken.answer, feed, told)
        for refused in added.refused:
            self._tell(f"{refused.origin}: {refused.reason}")
        for title in (b.item.title or b.item.id for b in items if isinstance(b.item, Report) and b.item.id in added.new):
            self._tell(f"{visit.url}: {title}")
        return Round(len(added.new), len(added.known), len(added.refused))

    def _put(self, visit: Visit, answer: Answer, feed: Feed, told: str, pages: Iterable[Visit] = ()) -> None:
        after = succeeded(visit, at=self._clock(), every=feed.every, told=told)
        if answer.moved and answer.moved != visit.moved:
            self._tell(f"{visit.url} has moved to {answer.moved}; it is asked there from now on.")
        if answer.status == 200:
            after = replace(after, etag=answer.header("etag"), modified=answer.header("last-modified"))
        self._ledger.visits.put([*pages, replace(after, moved=answer.moved or visit.moved)])

    def _origin(self, visit: Visit, taken: Taken, feed: Feed) -> Origin:
        return Origin(visit.url, self._clock().date(), feed.outlet, address=taken.answer.address)


def _host(visit: Visit) -> str:
    return target_of(visit.moved or visit.url).host


def _may_be_page(url: str) -> bool:
    try:
        target_of(url)
    except InputError:
        return False
    return True


def _mark(entry: Entry) -> str:
    """What the list says of a page, in short; when it changes, the page has changed."""
    return hashlib.sha256(repr((entry.title, entry.updated, entry.published)).encode("utf-8", "replace")).hexdigest()[:16]


def _is_news(entry: Entry, known: Visit | None) -> bool:
    return known is None or (not known.is_feed and (known.mark != _mark(entry) or (entry.is_list and not entry.updated)))


def _page(entry: Entry, known: Visit | None, feed: Feed) -> Visit:
    assert entry.url is not None
    before = known or Visit(entry.url, feed.url)
    return replace(
        before,
        feed=feed.url,
        state=VisitState.WAITING,
        due=None,
        failures=0,
        mark=_mark(entry),
        title=entry.title,
        published=entry.published,
        author=entry.author,
    )


def _filled(borne: Borne, visit: Visit, origin: Origin) -> Borne:
    """A page's report with the day, title and author that its feed gives, where the page gives none."""
    held = borne.item
    if not isinstance(held, Report) or visit.is_feed:
        return borne
    published = held.published_at or held.published
    if published is None and visit.published:
        try:
            published = read_published(visit.published, today=origin.today)
        except InputError:
            published = None  # the feed's date is none; the page is read without
    whole = make_report(
        held.text,
        outlet=held.outlet,
        title=held.title or visit.title,
        published=published,
        url=held.url,
        lang=held.lang,
        author=held.author or visit.author,
        updated=held.updated_at or held.updated,
    )
    return replace(borne, item=whole)
