"""The one way out: redact first, then validate, then write, all or nothing. Every output passes here.

Nothing downstream sees what was held back: reports come out with masked texts, claims with the words that are left,
places with blurred points. So a template, an export or a page cannot leak by mistake.
"""

from __future__ import annotations

import math
import os
import re
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hadba.errors import PublishError
from hadba.model.claim import Claim
from hadba.model.figure import Figure
from hadba.model.incident import Incident
from hadba.model.report import Report
from hadba.model.span import Span
from hadba.model.where import PlacePrecision, Where
from hadba.publish.withhold import MASK, mask, names_of_victims

HELD_BACK = frozenset({"redacted", "rejected"})
SHELTERED = frozenset({"hospital", "ambulance", "camp", "shelter"})  # types of objects.yaml whose points are blurred
_SHELTERED_PLACE = re.compile(r"\b(?:hospital|clinic|health cent(?:er|re)|medical|camp|shelter)\b", re.I)
REMEMBERED = 1024  # masked reports kept at hand: an output comes back to the same few
CELL = 0.1  # degrees: about 11 km, the grain of a district
_EXACT = frozenset({PlacePrecision.SITE, PlacePrecision.NEIGHBOURHOOD})


@dataclass(frozen=True, slots=True)
class Released:
    """What may be published. ``fuzzed``: ids of incidents with a blurred point; ``withheld`` counts incidents held back."""

    incidents: tuple[Incident, ...]
    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    fuzzed: frozenset[str]
    withheld: int


def release(incidents: Sequence[Incident], claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> Released:
    """Redact: drop incidents that a person held back, mask victims' names, blur the points of sheltered places.

    Reports and claims are redacted as they are looked up, so that an output pays for what it shows.
    """
    kept = [i for i in incidents if i.review_state not in HELD_BACK]
    barred = frozenset(c for i in incidents if i.review_state in HELD_BACK for c in i.claims)
    masked = _Reports(claims, reports)
    fuzzed = frozenset(i.incident_id for i in kept if _is_sheltered(i, claims))
    out = tuple(_blurred_incident(i) if i.incident_id in fuzzed else i for i in kept)
    return Released(out, _Claims(claims, barred, masked), masked, fuzzed, len(incidents) - len(kept))


class _Reports(Mapping[str, Report]):
    """The reports with victims' names masked."""

    def __init__(self, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> None:
        self._reports = reports
        self._claims: dict[str, list[Claim]] = {}
        for claim in claims.values():
            self._claims.setdefault(claim.report_id, []).append(claim)
        self._known: OrderedDict[str, Report] = OrderedDict()

    def __getitem__(self, key: str) -> Report:
        if key not in self._known:
            self._known[key] = _masked_report(self._reports[key], self._claims.get(key, ()))
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._reports)

    def __len__(self) -> int:
        return len(self._reports)


class _Claims(Mapping[str, Claim]):
    """The claims but those of incidents held back, with the words that the masks leave and without exact points."""

    def __init__(self, claims: Mapping[str, Claim], barred: frozenset[str], reports: Mapping[str, Report]) -> None:
        self._claims, self._barred, self._reports = claims, barred, reports

    def __getitem__(self, key: str) -> Claim:
        if key in self._barred:
            raise KeyError(key)
        claim = replace(self._claims[key], people=())
        report = self._reports.get(claim.report_id)
        return _blurred_claim(_masked_claim(claim, report) if report and MASK in report.text else claim)

    def __iter__(self) -> Iterator[str]:
        return (key for key in self._claims if key not in self._barred)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _masked_report(report: Report, claims: Iterable[Claim]) -> Report:
    public = {report.outlet.casefold()}
    for claim in claims:
        public.update(s.name.casefold() for s in claim.attribution)
        public.update(s.name.casefold() for f in claim.figures for s in f.attribution or ())
        public.update(a.text.casefold() for a in claim.actors if a.actor_id)
        public.update(n.casefold() for w in claim.where for n in (w.text, w.name, w.within, w.admin1, w.admin2) if n)
    title = report.title or ""
    names = names_of_victims(report.text, public) | names_of_victims(title, public)
    if not names:
        return report
    return replace(report, text=mask(report.text, names, public), title=mask(title, names, public) or report.title)


def _masked_claim(claim: Claim, report: Report) -> Claim:
    """The claim with every text cut anew from the masked report."""

    def cut(one: Any) -> Any:
        return replace(one, text=one.span.of(report.text)) if MASK in one.span.of(report.text) else one

    figures: tuple[Figure, ...] = tuple(cut(f) for f in claim.figures)
    span = Span(claim.trigger.start, claim.trigger.end)
    return replace(
        claim,
        trigger=replace(claim.trigger, text=span.of(report.text)),
        figures=figures,
        actors=tuple(cut(a) for a in claim.actors),
        objects=tuple(cut(o) for o in claim.objects),
        weapons=tuple(cut(w) for w in claim.weapons),
    )


def _is_sheltered(incident: Incident, claims: Mapping[str, Claim]) -> bool:
    """Whether an exact point of the incident may be that of a medical place, a shelter or a camp."""
    if not any(w.lat is not None and w.precision in _EXACT for w in incident.where):
        return False
    mine = [claims[c] for c in incident.claims if c in claims]
    return any(o.type in SHELTERED for c in mine for o in c.objects) or any(
        _SHELTERED_PLACE.search(w.text) for w in incident.where
    )


def _blurred_incident(incident: Incident) -> Incident:
    return replace(incident, where=tuple(_blurred(w) for w in incident.where))


def _blurred_claim(claim: Claim) -> Claim:
    sheltered = any(o.type in SHELTERED for o in claim.objects)
    if not any(w.precision in _EXACT and (sheltered or _SHELTERED_PLACE.search(w.text)) for w in claim.where):
        return claim
    return replace(claim, where=tuple(_blurred(w) for w in claim.where))


def _blurred(where: Where) -> Where:
    """The place at the middle of its cell, without the candidates that would give the point away."""
    if where.lat is None or where.lon is None or where.precision not in _EXACT:
        return where
    return replace(where, lat=_cell(where.lat), lon=_cell(where.lon), candidates=())


def _cell(degrees: float) -> float:
    return round((math.floor(degrees / CELL) + 0.5) * CELL, 4)


def write(out: Path, content: Iterable[str], *, validate: Callable[[Path], None] | None = None) -> Path:
    """Write ``content`` to ``out`` in UTF-8, whole or not at all: a file beside it, checked, then renamed over it."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part")
    except OSError as error:
        raise PublishError(f"{out} could not be written: {error.strerror or error}.") from error
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        if validate:
            validate(part)
        part.replace(out)
    except OSError as error:
        raise PublishError(f"{out} could not be written: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)
    return out
