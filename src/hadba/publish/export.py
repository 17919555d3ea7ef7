"""The data files that are text, over whatever passed the gate; one incident at a time, so that memory stays the same
however long the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

import msgspec

from hadba.errors import UsageError
from hadba.lexicon.export_types import plover_types
from hadba.model.claim import Claim
from hadba.model.incident import Incident
from hadba.publish import acled, flat, ged, geojson, hxl
from hadba.publish.cells import head
from hadba.publish.facts import LICENCE, Facts, facts
from hadba.publish.gate import Released
from hadba.publish.tally import RULES

OF_INCIDENTS: Mapping[str, Callable[[Iterable[Facts]], Iterator[str]]] = {
    "acled": acled.rows,
    "ged": ged.rows,
    "hxl": hxl.rows,
    "geojson": geojson.features,
}
WITH_LOOSE = ("claims-jsonl", "csv")  # formats that hold claims which belong to no incident
SEPARATED = ("geojson",)  # formats with a mark between their lines
FORMATS = ("jsonl", "claims-jsonl", "csv", *sorted(OF_INCIDENTS))
_HEADS: Mapping[str, Callable[[], str]] = {
    "csv": flat.head,
    "acled": lambda: head(acled.COLUMNS),
    "ged": lambda: head(ged.COLUMNS),
    "hxl": lambda: head(hxl.COLUMNS),
    "geojson": lambda: geojson.HEAD,
}


def export_lines(format: str, released: Iterable[Released], *, convention: str, revision: str) -> Iterator[str]:
    """The lines of a data file. ``released`` comes in parts: incidents in order of their first day, at the end claims that
    belong to none; equal ledgers give equal bytes, however they are cut. ``revision`` names the state of the ledger."""
    check(format, convention)
    bodies = (lines_of(format, part, convention=convention, revision=revision) for part in released)
    return framed(format, chain.from_iterable(bodies))


def check(format: str, convention: str) -> None:
    """``UsageError`` where there is no such format or rule."""
    if format not in FORMATS:
        raise UsageError(f"There is no export format {format!r}; choose from {', '.join(FORMATS)}.")
    if convention not in RULES:
        raise UsageError(f"There is no rule {convention!r} for ranges; choose from {', '.join(RULES)}.")


def framed(format: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines with what stands before, between and after them."""
    if format in _HEADS:
        yield _HEADS[format]()
    if format not in SEPARATED:
        yield from lines
        return
    yield from (f"{',' if n else ''}{line}" for n, line in enumerate(lines))
    yield geojson.TAIL


def lines_of(format: str, part: Released, *, convention: str, revision: str) -> Iterator[str]:
    """The lines of one part, without head and tail: what one process can make while others make theirs."""
    if format == "csv":
        return flat.flat(with_claims(part, convention, revision), part.reports, revision=revision)
    if format == "claims-jsonl":
        return (_line(claim) for _, claims in with_claims(part, convention, revision) for claim in claims)
    held = all_facts([part], convention=convention, revision=revision)
    if format == "jsonl":
        return (_line(IncidentLine.of(f)) for f in held)
    return OF_INCIDENTS[format](held)


def all_facts(released: Iterable[Released], *, convention: str, revision: str) -> Iterator[Facts]:
    """What formats ask for, of one incident after the other."""
    for part in released:
        for incident in sorted(part.incidents, key=lambda i: (i.when.start or date.max, i.incident_id)):
            yield facts(incident, part.claims, part.reports, fuzzed=part.fuzzed, convention=convention, revision=revision)


def with_claims(part: Released, convention: str, revision: str) -> Iterator[tuple[Facts | None, Sequence[Claim]]]:
    """Each incident of a part with its claims, then (null) the claims that belong to none."""
    used: set[str] = set()
    for one in all_facts([part], convention=convention, revision=revision):
        used.update(one.incident.claims)
        yield one, one.claims
    loose = [part.claims[key] for key in part.claims if key not in used]
    if loose:
        yield None, sorted(loose, key=lambda c: (c.report_id, c.spans, c.claim_id))


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident with what makes a release of it: the chosen rule, the revision, the licence."""

    incident: Incident
    plover: str | None
    location_fuzzed: bool
    convention: str
    revision: str
    licence: str

    @classmethod
    def of(cls, facts: Facts) -> IncidentLine:
        """The line of one incident."""
        return cls(
            facts.incident, plover_types().get(facts.incident.type), facts.fuzzed, facts.convention, facts.revision, LICENCE
        )


def _line(record: IncidentLine | Claim) -> str:
    if isinstance(record, IncidentLine):
        flat_record = msgspec.to_builtins(record, order="deterministic")
        whole = {**flat_record.pop("incident"), **flat_record}
        return msgspec.json.encode(whole).decode("utf-8") + "\n"
    return msgspec.json.encode(record, order="deterministic").decode("utf-8") + "\n"
