"""The desk of one ledger: a state of all its incidents in memory, brought up to date when they change."""

from __future__ import annotations

import gc
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock, Thread

from hadba.app.desk.columns import Columns, Words, columns_of, no_words
from hadba.app.desk.following import follow
from hadba.app.desk.listing import FORM, Listed
from hadba.app.desk.selecting import Asked, Selection
from hadba.log import logger
from hadba.store.codec import decode
from hadba.store.ledger import SqlLedger
from hadba.store.parts import parts
from hadba.store.sheets import Sheets

PATIENCE = 0.5  # seconds between two looks for changes made by other programs
AT_ONCE = 300  # changed incidents that a request follows itself: about a second
A_LOAD = 5_000  # sheets that are taken in before the state shows them
BREATH = 0.02  # seconds between two rounds behind the pages, so that what waits for the lock gets it
REMEMBERED = 64  # searches whose findings are kept


@dataclass(frozen=True, slots=True)
class State:
    """The incidents as of a revision."""

    revision: int
    columns: Columns
    words: Words


@dataclass(frozen=True, slots=True)
class Unlisted:
    """The desk is still reading the ledger: ``listed`` of ``whole`` incidents so far."""

    listed: int
    whole: int


class Desk:
    """What the web application asks. Safe for many threads: a state is replaced whole, never changed."""

    def __init__(self, ledger: SqlLedger, *, who: str) -> None:
        self.ledger, self.who = ledger, who
        self.sheets = Sheets(ledger)
        self.deciding = Lock()  # one decision at a time: each derives incidents from what the one before left
        self._refreshing = Lock()
        self._looked = 0.0
        self._behind: Thread | None = None
        words = no_words()
        self._state = State(0, columns_of([], words), words)
        self._found: OrderedDict[tuple[int, str], list[int] | None] = OrderedDict()

    def open(self, tick: Callable[[int], None] | None = None) -> None:
        """Bring the sheets up to the ledger and load them."""
        self.sheets.use_form(FORM)
        self.refresh(tick)

    def open_behind(self, *, wait: float = 0.0) -> None:
        """The same while pages are served already, which say how far it is (``unlisted``); returns after ``wait`` seconds,
        in which a small ledger is through."""
        self._behind = Thread(target=self._catch_up, daemon=True)
        self._behind.start()
        self._behind.join(wait)

    def unlisted(self) -> Unlisted | None:
        """How far the desk is; null where it lists all of the ledger."""
        if not self._catching_up:
            return None
        return Unlisted(self._state.columns.size, max(self._state.columns.size, self.sheets.count_incidents()))

    @property
    def _catching_up(self) -> bool:
        return self._behind is not None and self._behind.is_alive()

    def state(self) -> State:
        """The latest state; looks for changes at most every half second.

        A few changes are followed at once; many (a run beside the desk) in the background, while the desk goes on with
        what it has.
        """
        if time.monotonic() - self._looked > PATIENCE and self._refreshing.acquire(blocking=False):
            try:
                self._looked = time.monotonic()
                if not self._catching_up:
                    if self.sheets.waiting() > AT_ONCE:
                        self.open_behind()
                    else:
                        self._refresh(None)
            finally:
                self._refreshing.release()
        return self._state

    def refresh(self, tick: Callable[[int], None] | None = None, *, first: Sequence[str] = ()) -> State:
        """The state of this very moment; while the desk is still reading the ledger, that of the incidents ``first``."""
        with self._refreshing:
            if self._catching_up:
                follow(self.ledger, self.sheets, only=first)
                self._load()
            else:
                self._refresh(tick)
        return self._state

    def _catch_up(self) -> None:
        """All that waits, a round at a time."""
        try:
            with self._refreshing:
                self.sheets.use_form(FORM)
                self._load()
            while self.sheets.waiting():
                with self._refreshing:
                    follow(self.ledger, self.sheets, rounds=1)
                    self._load()
                time.sleep(BREATH)
            gc.collect()
            gc.freeze()  # what is listed stays: the collector need not go through it while pages wait
        except Exception as error:  # noqa: BLE001 - pages go on with what is listed; the next look starts again
            logger().error("the desk could not read all of the ledger", exc_info=error)

    def _refresh(self, tick: Callable[[int], None] | None) -> None:
        if self.sheets.waiting():
            follow(self.ledger, self.sheets, tick=tick)
        self._load()
        self._looked = time.monotonic()

    def _load(self) -> None:
        """Take in the sheets that are newer than the state; pages see each part as soon as it is there."""
        revision, since = self.sheets.revision(), self._state.revision
        if revision == since:
            return
        for new in parts(self.sheets.since(since), A_LOAD):
            state = self._state
            kept = state.columns.without([s.n for s in new])
            added = columns_of([(s.n, decode(s.json, Listed)) for s in new if s.json is not None], state.words)
            self._state = State(since, kept.beside(added), state.words)
        self._state = State(revision, self._state.columns, self._state.words)

    def select(self, asked: Asked) -> Selection:
        """The incidents asked for."""
        state = self.state()
        found = self._search(state.revision, asked.text) if asked.text.strip() else None
        return Selection(state.columns, state.words, asked, found)

    def _search(self, revision: int, typed: str) -> list[int] | None:
        key = (revision, typed)
        if key not in self._found:
            self._found[key] = self.sheets.search(typed)
            while len(self._found) > REMEMBERED:
                self._found.popitem(last=False)
        return self._found.get(key)

    def sheets_of(self, numbers: Sequence[int]) -> list[Listed]:
        """The sheets of those numbers, in that order."""
        return [decode(s.json, Listed) for s in self.sheets.of(numbers) if s.json is not None]
