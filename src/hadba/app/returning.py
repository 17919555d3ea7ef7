"""An edited CSV back into the ledger: told first, then recorded as the person's decisions."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from hadba.app.looking import Selection
from hadba.app.publishing import export
from hadba.deriving import Derived, derive
from hadba.errors import UsageError
from hadba.model.claim import Claim
from hadba.model.decision import Action, make_decision
from hadba.publish.returning import Change, Fault, compare, read_edited
from hadba.review import rulings
from hadba.review.correct import correct
from hadba.review.live import live
from hadba.store.ledger import SqlLedger


@dataclass(frozen=True, slots=True)
class Returned:
    """What an edited file would change (``changes``, by line), and what cannot be taken from it (``faults``)."""

    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]


def read_back(ledger: SqlLedger, path: Path, *, who: str) -> Returned:
    """What a person changed in the full CSV at ``path``; nothing is stored. A change that contradicts another cell of its
    claim (low above high, an end before its start) is a fault of the claim's first changed cell."""
    edited = read_edited(path)
    rows = csv.DictReader(export(ledger, Selection(), format="csv", convention="airwars"))
    found = list(compare(rows, edited))
    changes = sorted((c for c in found if isinstance(c, Change)), key=lambda c: (c.line, c.column))
    faults = [f for f in found if isinstance(f, Fault)]
    good: list[Change] = []
    for claim_id, mine in _by_claim(changes).items():
        machine = next(ledger.claims([claim_id]))
        ruled = next(iter(rulings.apply([machine], ledger.decisions()).claims), machine)
        shifted = [replace(c, path=_machine_path(c.path, machine, ruled)) for c in mine]
        try:
            correct(machine, {**_earlier(ledger, claim_id), **{c.path: c.value for c in shifted}}, who=who)
        except UsageError as error:
            faults.append(Fault(mine[0].line, mine[0].column, str(error)))
        else:
            good += shifted
    return Returned(tuple(sorted(good, key=lambda c: (c.line, c.column))), tuple(sorted(faults, key=lambda f: f.line)))


def take_back(ledger: SqlLedger, changes: Sequence[Change], *, who: str, why: str, now: datetime) -> Derived:
    """Record the changes as decisions of the person, one a claim, and derive the incidents anew."""
    for claim_id, mine in _by_claim(changes).items():
        values = {c.path: c.value for c in mine}
        ledger.add_decision(make_decision(Action.CORRECT, (claim_id,), who=who, at=now, why=why, values=values))
    return derive(ledger, at=now)


def _by_claim(changes: Sequence[Change]) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.claim_id, []).append(change)
    return found


def _earlier(ledger: SqlLedger, claim_id: str) -> dict[str, str]:
    """The corrections of the claim that hold already."""
    mine = [d for d in live(ledger.decisions()) if d.action is Action.CORRECT and claim_id in d.targets]
    return {path: value for d in mine for path, value in d.values.items()}


def _machine_path(path: str, machine: Claim, ruled: Claim) -> str:
    """The path with the figure's number in the machine's own list, in which corrections count."""
    steps = path.split(".")
    if steps[0] != "figures" or len(machine.figures) == len(ruled.figures):
        return path
    span = ruled.figures[int(steps[1])].span
    number = next(n for n, figure in enumerate(machine.figures) if figure.span == span)
    return ".".join((steps[0], str(number), *steps[2:]))
