"""Why an incident is one, and which near ones it is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from hadba.link import months_of, near_ones
from hadba.model.claim import Claim
from hadba.model.incident import Incident
from hadba.model.linkage import Profile
from hadba.model.report import Report
from hadba.reconcile import described
from hadba.store.ledger import SqlLedger


def reasons(ledger: SqlLedger, incident: Incident, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> Iterator[str]:
    """Lines of plain text: each join with its evidence, then the nearest other incidents with what spoke against them."""
    if incident.joins:
        yield "One incident because (positive speaks for, negative against):"
    for line in incident.joins:
        yield f"  {_with_outlets(line, claims, reports)}"
    lines = list(_near(ledger, incident))
    if lines:
        yield "Near ones that it is not:"
        yield from lines


def _near(ledger: SqlLedger, incident: Incident) -> Iterator[str]:
    work = ledger.derivations
    incident_of = work.state().incident_of
    own = [p for x in work.linkages(incident.reports) for p in x.profiles if incident_of.get(p.id) == incident.incident_id]
    others: defaultdict[str, list[Profile]] = defaultdict(list)
    for linkage in work.linkages(work.reports_of(months={month for p in own for month in months_of(p)})):
        for profile in linkage.profiles:
            home = incident_of.get(profile.id, "")
            if home and home != incident.incident_id:
                others[home].append(profile)
    nearest = near_ones(own, others)
    known = {i.incident_id: i for i in ledger.incidents([near.incident_id for near in nearest])}
    for near in nearest:
        what = f" ({described(known[near.incident_id])})" if near.incident_id in known else ""
        apart = "; a report tells the two apart" if near.apart else ""
        if not apart and near.weight > 0:
            apart = f"; taken one by one, their reports do not fit ({near.fit:+.1f} on average)"
        yield f"  {near.incident_id}{what}: {near.weight:+.1f} ({'; '.join(near.evidence)}){apart}"


def _with_outlets(line: str, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> str:
    """The line with the outlet behind each claim that it names."""

    def shown(word: str) -> str:
        claim = claims.get(word.strip(":"))
        report = reports.get(claim.report_id) if claim else None
        return f"{word.strip(':')} [{report.outlet}]{':' if word.endswith(':') else ''}" if report else word

    return " ".join(shown(word) for word in line.split(" "))
