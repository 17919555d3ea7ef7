"""What a decision makes of the incidents: the derivation itself, rehearsed, so that what is previewed is what comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from hadba.app.desk.desk import Desk
from hadba.deriving import derive
from hadba.model.change import Change as Step
from hadba.model.decision import Decision
from hadba.model.incident import Incident
from hadba.model.linkage import Linkage, LinkState
from hadba.model.ports import Ledger


@dataclass(frozen=True, slots=True)
class Change:
    """Incidents as they were and as they are after a decision; those that stay the same are in neither."""

    before: tuple[Incident, ...]
    after: tuple[Incident, ...]
    unusable: tuple[tuple[str, str], ...] = ()


def changed_by(desk: Desk, new: Decision) -> Change:
    """What ``new`` changes. Nothing is written."""
    rehearsed = _Rehearsal(desk.ledger, new)
    done = derive(cast(Ledger, rehearsed), at=new.at)
    kept = rehearsed.derivations
    held = {i.incident_id: i for i in desk.sheets.incidents({*(i.incident_id for i in kept.incidents), *kept.gone})}
    made = {i.incident_id: i for i in kept.incidents}
    return Change(
        before=tuple(i for k, i in held.items() if made.get(k) != i),
        after=tuple(i for k, i in made.items() if held.get(k) != i),
        unusable=tuple(u for u in done.unusable if u[0] == new.id),
    )


class _Rehearsal:
    """A ledger in which the decision is made already and nothing that is derived is kept."""

    def __init__(self, ledger: Any, new: Decision) -> None:
        self._ledger, self._new = ledger, new
        self.derivations = _Unkept(ledger.derivations)

    def decisions(self) -> Iterator[Decision]:
        yield from sorted((*self._ledger.decisions(), self._new), key=lambda d: (d.at, d.id))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)


@dataclass
class _Unkept:
    """Takes what a derivation would keep."""

    held: Any
    incidents: list[Incident] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def save(
        self,
        linkages: Iterable[Linkage],
        incidents: Iterable[tuple[Incident, Step | None]],
        gone: Iterable[Step],
        state: LinkState,
    ) -> None:
        """The incidents that would be written, and the ids of those that would end."""
        self.incidents = [incident for incident, _ in incidents]
        self.gone = [step.incident_id for step in gone]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.held, name)
