"""What incidents were: where an old id leads, and what changed since a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from hadba.errors import UsageError
from hadba.model.change import Change, ChangeKind
from hadba.model.incident import Incident
from hadba.store.ledger import SqlLedger


def heir(ledger: SqlLedger, incident_id: str) -> str | None:
    """The incident that now stands for one that was merged; null for an id that no incident ever had. ``UsageError`` where
    it was withdrawn, with the day and the reason."""
    seen: set[str] = set()
    while next(ledger.incidents([incident_id]), None) is None:
        told = list(ledger.derivations.changes(of=[incident_id]))
        if not told or incident_id in seen:
            return None
        last = told[-1]
        if last.into is None:
            raise UsageError(f"The incident {incident_id} was withdrawn on {last.at:%Y-%m-%d}: {'; '.join(last.what)}.")
        seen.add(incident_id)
        incident_id = last.into
    return incident_id


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one incident since a day: the kinds of change it went through are told by ``kind``, the sentences of all
    of them in order by ``what``. ``now`` is null where it is no more."""

    incident_id: str
    kind: ChangeKind
    what: tuple[str, ...]
    into: str | None
    now: Incident | None


def difference(ledger: SqlLedger, since: datetime) -> Iterator[Difference]:
    """The incidents that are other than they were before ``since``, in the order of their last change."""
    changes: dict[str, list[Change]] = {}
    for change in ledger.derivations.changes(since=since):
        held = changes.pop(change.incident_id, [])
        changes[change.incident_id] = [*held, change]
    live = {i.incident_id: i for i in ledger.incidents(list(changes))}
    for key, held in changes.items():
        first, last = held[0].kind, held[-1].kind
        if first is ChangeKind.NEW and last in (ChangeKind.MERGED, ChangeKind.WITHDRAWN):
            continue  # it came and went in between
        kind = last if last in (ChangeKind.MERGED, ChangeKind.WITHDRAWN) else first
        if first in (ChangeKind.MERGED, ChangeKind.WITHDRAWN) and last is ChangeKind.NEW:
            kind = ChangeKind.RESTATED
        yield Difference(key, kind, tuple(w for c in held for w in c.what), held[-1].into, live.get(key))
