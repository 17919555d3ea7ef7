"""What a decision makes of the incidents: the derivation itself, watched; before a decision rehearsed, so that what is
previewed is what comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from hadba.app.desk.desk import Desk
from hadba.app.outgoing import policy_of
from hadba.deriving import derive
from hadba.model.change import Change as Step
from hadba.model.decision import Decision
from hadba.model.incident import Incident
from hadba.model.linkage import Linkage, LinkState
from hadba.model.ports import Ledger
from hadba.publish import gate


@dataclass(frozen=True, slots=True)
class Change:
    """Incidents as they were and as they are after a decision, with names hidden; those that stay the same are in neither."""

    before: tuple[Incident, ...]
    after: tuple[Incident, ...]
    unusable: tuple[tuple[str, str], ...] = ()


def changed_by(desk: Desk, new: Decision) -> Change:
    """What ``new`` would change. Nothing is written."""
    return _derived(desk, new, rehearsed=True)


def made_by(desk: Desk, new: Decision) -> Change:
    """Derive after ``new``, which the ledger holds already, and tell what it changed."""
    return _derived(desk, new, rehearsed=False)


def _derived(desk: Desk, new: Decision, *, rehearsed: bool) -> Change:
    kept = _Watched(desk, desk.ledger.derivations, writes=not rehearsed)
    done = derive(cast(Ledger, _Before(desk.ledger, kept, (new,) if rehearsed else ())), at=new.at)
    made = {i.incident_id: i for i in kept.incidents}
    before = [i for k, i in kept.held.items() if made.get(k) != i]
    after = [i for k, i in made.items() if kept.held.get(k) != i]
    shown = _names_hidden(desk, [*before, *after])
    return Change(
        before=shown[: len(before)],
        after=shown[len(before) :],
        unusable=tuple(u for u in done.unusable if u[0] == new.id),
    )


def _names_hidden(desk: Desk, incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """The incidents without names of private persons: nobody asked for names on a preview."""
    reports = {r.id: r for r in desk.sheets.reports({r for i in incidents for r in i.reports})}
    claims = {c.claim_id: c for c in desk.ledger.claims_in(reports)}
    return gate.names_hidden(incidents, claims, reports, policy=policy_of(desk.ledger)).incidents


@dataclass(frozen=True)
class _Before:
    """A ledger whose derivations are watched, in which ``more`` decisions are made already."""

    ledger: Any
    derivations: _Watched
    more: tuple[Decision, ...]

    def decisions(self) -> Iterator[Decision]:
        yield from sorted((*self.ledger.decisions(), *self.more), key=lambda d: (d.at, d.id))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.ledger, name)


@dataclass
class _Watched:
    """Derivations of which is known what they write; ``held`` is what stood in its place. They write it where ``writes``."""

    desk: Desk
    derivations: Any
    writes: bool
    incidents: list[Incident] = field(default_factory=list)
    held: dict[str, Incident] = field(default_factory=dict)

    def save(
        self,
        linkages: Iterable[Linkage],
        incidents: Iterable[tuple[Incident, Step | None]],
        gone: Iterable[Step],
        state: LinkState,
    ) -> None:
        """The incidents that are written, and those that were in their place or end."""
        made, ended = list(incidents), list(gone)
        self.incidents = [incident for incident, _ in made]
        ids = {*(i.incident_id for i in self.incidents), *(step.incident_id for step in ended)}
        self.held = {i.incident_id: i for i in self.desk.sheets.incidents(ids)}
        if self.writes:
            self.derivations.save(linkages, made, ended, state)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.derivations, name)
