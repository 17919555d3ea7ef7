"""Looking into a ledger: which incidents, which claims, what an id means, what bears it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from hadba.app.history import heir
from hadba.errors import UsageError
from hadba.model.claim import Claim
from hadba.model.decision import Decision
from hadba.model.incident import Incident
from hadba.model.report import Report
from hadba.publish.select import at_place, in_period
from hadba.review.live import live
from hadba.review.rulings import added_claims
from hadba.store.ledger import SqlLedger


@dataclass(frozen=True, slots=True)
class Selection:
    """Which incidents are asked for; null asks for all. Days are compared with the incident's interval, ends included."""

    since: date | None = None
    until: date | None = None
    place: str | None = None
    grades: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    def admits(self, incident: Incident) -> bool:
        """Whether the incident is among those asked for. An undated one is left out where a day is asked for."""
        return (
            in_period(incident.when, self.since, self.until)
            and at_place(incident.where, self.place)
            and (not self.grades or incident.grade in self.grades)
            and (not self.types or incident.type in self.types)
        )


def incidents(ledger: SqlLedger, selection: Selection) -> Iterator[Incident]:
    """The incidents asked for, in order of their first day."""
    return (i for i in ledger.incidents() if selection.admits(i))


def claims(
    ledger: SqlLedger,
    *,
    report: str | None = None,
    incident: str | None = None,
    family: str | None = None,
    type: str | None = None,
) -> Iterator[Claim]:
    """Claims as the machine read them, in order; null asks for all."""
    wanted = None
    if incident is not None:
        held = next(ledger.incidents([heir(ledger, incident) or incident]), None)
        if held is None:
            raise UsageError(f"There is no incident {incident}; `hadba incidents` lists them.")
        wanted = held.claims
    for claim in ledger.claims(wanted):
        if (
            (report or claim.report_id) == claim.report_id
            and (family or claim.family) == claim.family
            and (type or claim.type) == claim.type
        ):
            yield claim


Record = Report | Claim | Incident | Decision


def find(ledger: SqlLedger, beginning: str) -> Record:
    """The one record whose id is ``beginning`` or begins so; ``UsageError`` where there is none or more than one.
    The id of an incident that was merged leads to the one that stands for it now."""
    found = ledger.ids_like(beginning) if beginning else []
    exact = [f for f in found if f[1] == beginning]
    if not found and (current := heir(ledger, beginning)):
        exact = [("incident", current)]
    if len(exact or found) != 1:
        told = ", ".join(f"{kind} {key}" for kind, key in found)
        raise UsageError(
            f"{beginning} may be {told}; give more of it." if found else f"Nothing in the ledger has the id {beginning}."
        )
    kind, key = (exact or found)[0]
    readers: dict[str, Callable[[list[str]], Iterator[Record]]] = {
        "report": ledger.reports,
        "claim": ledger.claims,
        "incident": ledger.incidents,
        "decision": lambda ids: (d for d in ledger.decisions() if d.id in ids),
    }
    return next(readers[kind]([key]))


def borne_by(ledger: SqlLedger, record: Record) -> tuple[list[Claim], dict[str, Report]]:
    """The claims that belong to a record, in order, and their reports by id."""
    if isinstance(record, Decision):
        ids = list(record.targets)
    elif isinstance(record, Claim):
        ids = [record.claim_id]
    elif isinstance(record, Incident):
        ids = list(record.claims)
    else:
        return list(claims(ledger, report=record.id)), {record.id: record}
    held = list(ledger.claims(ids))
    missing = set(ids) - {c.claim_id for c in held}
    if missing:  # what a person added is no reading of the machine's
        added, _ = added_claims(live(ledger.decisions()))
        held += [c for c in added if c.claim_id in missing]
    return held, {r.id: r for r in ledger.reports({c.report_id for c in held})}


def versions(ledger: SqlLedger, report: Report) -> list[Report]:
    """The other reports of this outlet at this address: what the page said before and after, by day of change, then id."""
    if report.url is None:
        return []
    same = (r for r in ledger.reports() if r.url == report.url and r.outlet == report.outlet and r.id != report.id)
    return sorted(same, key=lambda r: (r.updated or r.published or date.min, r.id))


def explained(ledger: SqlLedger, beginning: str) -> list[Incident]:
    """The incident of that id, or those that rest on the claim of that id."""
    record = find(ledger, beginning)
    if isinstance(record, Incident):
        return [record]
    if isinstance(record, Claim):
        found = [i for i in ledger.incidents() if record.claim_id in i.claims]
        if found:
            return found
        raise UsageError(f"The claim {record.claim_id} is in no incident: it was rejected, or says nothing of one.")
    raise UsageError(f"{beginning} is no incident or claim; `hadba show {beginning}` shows it.")
