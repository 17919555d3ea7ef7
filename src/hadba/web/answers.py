"""Records as JSON answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from starlette.responses import Response

from hadba.app.desk.deriving import Change
from hadba.app.desk.listing import Listed, Toll
from hadba.model.incident import Incident
from hadba.publish import cells


class Json(Response):
    """Any records of the model as JSON."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The bytes."""
        return msgspec.json.encode(content)


def short(incident: Incident) -> dict[str, Any]:
    """An incident in the few fields that a preview shows."""
    return {
        "incident_id": incident.incident_id,
        "type": incident.type,
        "when": incident.when,
        "where": [w.name or w.text for w in incident.where],
        "claims": incident.claims,
        "n_reports": incident.n_reports,
        "n_independent": incident.n_independent,
        "ranges": incident.ranges,
        "grade": incident.grade,
        "grade_reason": incident.grade_reason,
        "review_state": incident.review_state,
    }


def change(found: Change) -> dict[str, Any]:
    """What a decision changes, before and after."""
    return {
        "before": [short(i) for i in found.before],
        "after": [short(i) for i in found.after],
        "unusable": [{"decision": d, "reason": why} for d, why in found.unusable],
    }


COLUMNS = (
    *("incident_id", "family", "type", "start", "end", "date_precision", "place", "within", "lat", "lon", "reach_km"),
    *("killed_low", "killed_best", "killed_high", "killed_open", "victims", "injured_low", "injured_high", "conceded_low"),
    *("conceded_high", "convention", "grade", "review_state", "reports", "independent_sources", "claims", "actors", "outlets"),
)


def table(sheets: Iterable[Listed], convention: str) -> Iterator[str]:
    """The lines of a CSV file, with its head."""
    return cells.table(COLUMNS, (_row(s, convention) for s in sheets))


def _row(s: Listed, convention: str) -> list[cells.Cell]:
    killed, injured = s.killed.get(convention), s.injured.get(convention)
    return [
        *(s.incident_id, s.family, s.type, s.start, s.end, s.precision, s.place, s.within, s.lat, s.lon, s.reach_km),
        *_ends(killed, "low", "best", "high", "high_open", "victims"),
        *_ends(injured, "low", "high"),
        *_ends(s.conceded, "low", "high"),
        *(convention, s.grade, s.review_state, s.n_reports, s.n_independent, s.n_claims),
        *("; ".join(s.actors), "; ".join(s.outlets)),
    ]


def _ends(toll: Toll | None, *names: str) -> list[cells.Cell]:
    return [getattr(toll, name) if toll else None for name in names]
