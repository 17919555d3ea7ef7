"""The desk of one ledger: a state of all its incidents in memory, brought up to date when they change."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock, Thread

from hadba.app.desk.columns import Columns, Words, columns_of, no_words
from hadba.app.desk.following import follow
from hadba.app.desk.listing import FORM, Listed
from hadba.app.desk.selecting import Asked, Selection
from hadba.store.codec import decode
from hadba.store.ledger import SqlLedger
from hadba.store.sheets import Sheets

PATIENCE = 0.5  # seconds between two looks for changes made by other programs
AT_ONCE = 300  # changed incidents that a request follows itself: about a second
REMEMBERED = 64  # searches whose findings are kept


@dataclass(frozen=True, slots=True)
class State:
    """The incidents as of a revision."""

    revision: int
    columns: Columns
    words: Words


class Desk:
    """What the web application asks. Safe for many threads: a state is replaced whole, never changed."""

    def __init__(self, ledger: SqlLedger, *, who: str) -> None:
        self.ledger, self.who = ledger, who
        self.sheets = Sheets(ledger)
        self.deciding = Lock()  # one decision at a time: each derives incidents from what the one before left
        self._refreshing = Lock()
        self._looked = 0.0
        words = no_words()
        self._state = State(0, columns_of([], words), words)
        self._found: OrderedDict[tuple[int, str], list[int] | None] = OrderedDict()

    def waiting(self) -> int:
        """How many incidents changed since the desk was last open."""
        self.sheets.use_form(FORM)
        return self.sheets.waiting()

    def open(self, tick: Callable[[int], None] | None = None) -> None:
        """Bring the sheets up to the ledger and load them."""
        self.sheets.use_form(FORM)
        self.refresh(tick)

    def state(self) -> State:
        """The latest state; looks for changes at most every half second.

        A few changes are followed at once; many (a run beside the desk) in the background, while the desk goes on with
        what it has.
        """
        if time.monotonic() - self._looked > PATIENCE and self._refreshing.acquire(blocking=False):
            try:
                self._looked = time.monotonic()
                if self.sheets.waiting() > AT_ONCE:
                    Thread(target=self.refresh, daemon=True).start()
                else:
                    self._refresh(None)
            finally:
                self._refreshing.release()
        return self._state

    def refresh(self, tick: Callable[[int], None] | None = None) -> State:
        """The state of this very moment."""
        with self._refreshing:
            self._refresh(tick)
        return self._state

    def _refresh(self, tick: Callable[[int], None] | None) -> None:
        if self.sheets.waiting():
            follow(self.ledger, self.sheets, tick=tick)
        state = self._state
        revision = self.sheets.revision()
        if revision != state.revision:
            new = list(self.sheets.since(state.revision))
            kept = state.columns.without([s.n for s in new])
            added = columns_of([(s.n, decode(s.json, Listed)) for s in new if s.json is not None], state.words)
            self._state = State(revision, kept.beside(added), state.words)
        self._looked = time.monotonic()

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
