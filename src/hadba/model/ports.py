"""What the stages need from outside, as protocols; ``app`` chooses who keeps them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from hadba.model.capture import Bearing
from hadba.model.change import Change
from hadba.model.claim import Claim
from hadba.model.decision import Decision
from hadba.model.incident import Incident
from hadba.model.linkage import Linkage, LinkState
from hadba.model.parse import Parsed
from hadba.model.quarantine import Quarantined
from hadba.model.reading import Reading
from hadba.model.report import Report
from hadba.model.where import Place

A = TypeVar("A")
B = TypeVar("B")


class LanguageModel(Protocol):
    """Turns text into tokens with syntax."""

    def parse(self, texts: Iterable[str]) -> Iterator[Parsed]:
        """One ``Parsed`` a text, in order; offsets are into the text as given."""
        ...


class Gazetteer(Protocol):
    """Knows places by name, by key and by containment."""

    def named(self, name: str) -> Sequence[Place]:
        """Places of which ``name`` is a known spelling (case and accents folded), the user's own first, then by population."""
        ...

    def similar(self, name: str, *, within: Sequence[str]) -> Sequence[tuple[Place, float]]:
        """Places inside any of the place ids ``within`` whose spelling is close, with a likeness in [0, 1], best first."""
        ...

    def place(self, place_id: str) -> Place | None:
        """The place of that id."""
        ...

    def knows(self, name: str) -> bool:
        """Whether ``named`` would find anything; cheap."""
        ...


class Engine(Protocol):
    """Runs a pure, picklable function over items."""

    def map(
        self,
        function: Callable[[Sequence[A]], list[B]],
        batches: Iterable[Sequence[A]],
        *,
        lost: Callable[[A], B] | None = None,
    ) -> Iterator[list[B]]:
        """``function`` of each batch, in the order of the batches; it gives one result an item.

        ``lost`` makes the result of an item on which a worker died twice; where it is null, that ends the run.
        """
        ...


class Fetcher(Protocol):
    """Gets the bytes behind an address."""

    def fetch(self, url: str) -> bytes:
        """The body; raises ``InputError`` with a clear sentence where it cannot be had."""
        ...


class Derivations(Protocol):
    """Keeps what is derived, so that a later derivation only does again what new reports and decisions touch."""

    def unlinked(self, *, every: bool = False) -> list[str]:
        """Reports whose claims are other than when they were last linked, by id; with ``every``, all that were read."""
        ...

    def ruled(self) -> dict[str, str]:
        """Report id -> the hash of what was ruled on its claims when they were last linked, where anything was."""
        ...

    def linkages(self, reports: Iterable[str]) -> Iterator[Linkage]:
        """The linkages of these reports, in no order."""
        ...

    def reports_of(self, *, months: Iterable[str] = (), claims: Iterable[str] = ()) -> set[str]:
        """The reports that are looked for under one of these months, or bear one of these claims."""
        ...

    def claims(self, reports: Iterable[str]) -> Iterator[Claim]:
        """The claims of these reports as the machine read them, in no order."""
        ...

    def state(self) -> LinkState:
        """How the profiles hung together the last time; empty where nothing was linked yet."""
        ...

    def save(
        self,
        linkages: Iterable[Linkage],
        incidents: Iterable[tuple[Incident, Change | None]],
        gone: Iterable[Change],
        state: LinkState,
    ) -> None:
        """Keep the outcome of a derivation, all at once: these linkages and incidents in place of those of the same id; an
        incident that is not in ``state`` is dropped. ``incidents`` may be lazy and is read in order."""
        ...

    def changes(self, *, since: datetime | None = None, of: Iterable[str] | None = None) -> Iterator[Change]:
        """The history of incidents, in order; null asks for all of it."""
        ...


class Ledger(Protocol):
    """Keeps reports, claims and decisions for ever, and incidents as long as they hold. Used as a context manager."""

    def __enter__(self) -> Ledger: ...

    def __exit__(self, *exc: object) -> None: ...

    def close(self) -> None: ...

    @property
    def derivations(self) -> Derivations:
        """What is derived from claims and decisions, and kept."""
        ...

    def add_reports(
        self, reports: Iterable[Report], *, at: datetime, bearings: Iterable[Bearing] = ()
    ) -> tuple[list[str], list[str]]:
        """Store new reports, and which captures they were read from; returns (ids added, ids already there). Adding the
        same again changes nothing."""
        ...

    def quarantine(self, items: Iterable[Quarantined], *, at: datetime) -> None:
        """Keep what could not be used."""
        ...

    def quarantined(self) -> Iterator[Quarantined]: ...

    def reports(self, ids: Iterable[str] | None = None) -> Iterator[Report]:
        """Reports, ordered by id; all of them where ``ids`` is null."""
        ...

    def unread(self, version: str) -> Iterator[Report]:
        """Reports without a reading of that extractor version, ordered by id."""
        ...

    def count_unread(self, version: str) -> int:
        """How many ``unread`` would give."""
        ...

    def save_readings(self, readings: Iterable[Reading], *, version: str) -> None:
        """Store readings with their claims, one transaction; a report is then no longer unread."""
        ...

    def forget_readings(self) -> None:
        """Drop readings and claims; reports and decisions stay, and incidents until they are derived again. For
        ``run --rebuild``."""
        ...

    def readings(self, report_ids: Iterable[str] | None = None) -> Iterator[Reading]:
        """Readings, ordered by report id."""
        ...

    def claims(self, ids: Iterable[str] | None = None) -> Iterator[Claim]:
        """Claims as the machine read them, ordered by report, then first span, then id."""
        ...

    def add_decision(self, decision: Decision) -> None:
        """Append; a decision of the same id is the same decision."""
        ...

    def decisions(self) -> Iterator[Decision]:
        """In order of time, then id."""
        ...

    def replace_incidents(self, incidents: Iterable[Incident]) -> None:
        """Make these the derived incidents, all at once."""
        ...

    def incidents(self, ids: Iterable[str] | None = None) -> Iterator[Incident]:
        """Incidents, ordered by first day (undated last), then id."""
        ...

    def add_places(self, places: Iterable[Place]) -> None:
        """Keep the user's own places; one of the same id replaces the earlier."""
        ...

    def places(self) -> Iterator[Place]:
        """The user's own places, ordered by id."""
        ...

    def verify(self) -> list[str]:
        """What does not hold (a hash, a chain), one sentence each; empty when all is well."""
        ...
