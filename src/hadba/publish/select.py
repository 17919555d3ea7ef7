"""Which incidents and claims a brief speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from hadba.model.claim import Claim
from hadba.model.incident import Incident
from hadba.model.report import Report
from hadba.model.when import When
from hadba.model.where import Where


def in_period(when: When, since: date | None, until: date | None) -> bool:
    """Whether the interval touches the period; an unknown day is in it only where there is no period."""
    if since is None and until is None:
        return True
    if when.start is None or when.end is None:
        return False
    return (since is None or when.end >= since) and (until is None or when.start <= until)


def at_place(found: Iterable[Where], place: str | None) -> bool:
    """Whether a place, or what holds it, is called ``place`` (case folded, whole name or part of it)."""
    if not place:
        return True
    wanted = place.casefold()
    return any(
        wanted in name.casefold() for w in found for name in (w.text, w.name, w.within, w.admin2, w.admin1, w.country) if name
    )


def chosen(incidents: Sequence[Incident], *, since: date | None, until: date | None, place: str | None) -> tuple[Incident, ...]:
    """The incidents of a period and place, by first day (undated last), then id."""
    kept = [i for i in incidents if in_period(i.when, since, until) and at_place(i.where, place)]
    return tuple(sorted(kept, key=lambda i: (i.when.start or date.max, i.incident_id)))


def standing_claims(
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    used: frozenset[str],
    *,
    since: date | None,
    until: date | None,
    place: str | None,
) -> tuple[Claim, ...]:
    """The claims outside of incidents in the selection; one without a day of its own stands for its report's."""

    def day(claim: Claim) -> When:
        report = reports.get(claim.report_id)
        published = report.published if report else None
        return claim.when if claim.when.start or not published else When(published, published)

    kept = [
        c for c in claims.values() if c.claim_id not in used and in_period(day(c), since, until) and at_place(c.where, place)
    ]
    return tuple(
        sorted(kept, key=lambda c: (day(c).start or date.max, c.report_id, c.spans[0] if c.spans else (0, 0), c.claim_id))
    )
