"""Records -> rows: the whole record as JSON, and beside it the columns that are searched or sorted by."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from hadba.model.claim import Claim
from hadba.model.ids import content_id
from hadba.model.incident import Incident
from hadba.model.quarantine import Quarantined
from hadba.model.report import Report
from hadba.store.codec import encode


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def report_row(report: Report, at: datetime) -> dict[str, Any]:
    return {
        "id": report.id,
        "sha256": report.sha256,
        "outlet": report.outlet,
        "published": _day(report.published),
        "json": encode(report),
        "added_at": at.isoformat(),
    }


def claim_row(claim: Claim) -> dict[str, Any]:
    return {
        "claim_id": claim.claim_id,
        "report_id": claim.report_id,
        "first_char": min((s.start for s in claim.spans), default=0),
        "family": claim.family,
        "type": claim.type,
        "start_day": _day(claim.when.start),
        "end_day": _day(claim.when.end),
        "json": encode(claim),
    }


def incident_row(incident: Incident) -> dict[str, Any]:
    return {
        "incident_id": incident.incident_id,
        "type": incident.type,
        "start_day": _day(incident.when.start),
        "end_day": _day(incident.when.end),
        "grade": incident.grade,
        "json": encode(incident),
    }


def quarantine_row(item: Quarantined, at: datetime) -> dict[str, Any]:
    return {
        "id": content_id("q", item.origin, item.stage, item.reason, item.sample),
        "origin": item.origin,
        "stage": item.stage,
        "reason": item.reason,
        "sample": item.sample,
        "at": at.isoformat(),
    }
