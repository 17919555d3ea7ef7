"""One report in full: its text cut where something was read, the claims beside it, and what may be corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hadba.app.desk.desk import Desk
from hadba.app.desk.dossier import history
from hadba.app.desk.reading_claims import ruled
from hadba.app.outgoing import policy_of
from hadba.errors import UsageError
from hadba.model.claim import Claim
from hadba.model.decision import Decision
from hadba.model.reading import Reading
from hadba.model.report import Report
from hadba.model.span import Span
from hadba.publish import gate


@dataclass(frozen=True, slots=True)
class Marked:
    """Something read at a span. ``kind`` is claim, figure, place, date, speaker, actor or event; ``told`` says in lines what
    was read and how it was resolved; ``claim_id`` is the claim that it belongs to, null where it is a mere mention."""

    key: str
    kind: str
    span: Span
    told: tuple[str, ...]
    claim_id: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks; ``keys`` are theirs, the widest first."""

    start: int
    text: str
    kinds: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A report for reading. ``incidents`` maps a claim to the incident that it is in."""

    report: Report
    pieces: tuple[Piece, ...]
    marks: tuple[Marked, ...]
    claims: tuple[Claim, ...]
    machine: Mapping[str, Claim]
    states: Mapping[str, str]
    added: frozenset[str]
    incidents: Mapping[str, str]
    history: tuple[tuple[Decision, bool], ...]
    masked: bool


def open_report(desk: Desk, report_id: str, *, names: bool) -> OpenReport:
    """The report of that id with all that was read in it. Names of victims are masked unless ``names``."""
    report = next(desk.sheets.reports([report_id]), None)
    if report is None:
        raise UsageError(f"There is no report {report_id[:80]}.")
    decisions = list(desk.ledger.decisions())
    seen = ruled(desk, reports=[report_id], decisions=decisions)
    claims: Mapping[str, Claim] = seen.claims
    shown = report
    if not names:
        out = gate.names_hidden((), seen.claims, {report_id: report}, policy=policy_of(desk.ledger))
        shown, claims = out.reports[report_id], {k: out.claims[k] for k in seen.claims}
    reading = next(desk.ledger.readings([report_id]), None)
    marks = [*_of_claims(list(claims.values())), *(_of_mentions(reading, shown.text) if reading else ())]
    return OpenReport(
        report=shown,
        pieces=tuple(pieces(shown.text, marks)),
        marks=tuple(marks),
        claims=tuple(claims.values()),
        machine=seen.machine,
        states=seen.states,
        added=seen.added,
        incidents=desk.sheets.incidents_of(claims),
        history=history(decisions, {report_id, *claims}),
        masked=shown is not report,
    )


def pieces(text: str, marks: Sequence[Marked]) -> Iterator[Piece]:
    """The text cut at every edge of a mark; the pieces make up the whole text, in order, none of them empty."""
    edges = sorted({0, len(text), *(e for m in marks for e in m.span if 0 <= e <= len(text))})
    ordered = sorted(marks, key=lambda m: (m.span.start - m.span.end, m.span, m.kind, m.key))
    for start, end in pairwise(edges):
        over = [m for m in ordered if m.span.start <= start and m.span.end >= end]
        kinds = tuple(dict.fromkeys(m.kind for m in over))
        yield Piece(start, text[start:end], kinds, tuple(dict.fromkeys(m.key for m in over)))


def _of_claims(claims: Sequence[Claim]) -> Iterator[Marked]:
    for c in claims:
        for n, span in enumerate(c.spans):
            yield Marked(f"{c.claim_id}.s{n}", "claim", span, (c.type.replace("_", " "),), c.claim_id)
        for n, f in enumerate(c.figures):
            counted = f"{f.kind.replace('_', ' ')}, {f.victims}"
            told = (counted, f"read as {_numbers(f.low, f.point, f.high)} {f.unit}", f.scope.replace("_", " "))
            yield Marked(f"{c.claim_id}.f{n}", "figure", f.span, told, c.claim_id)
        for n, w in enumerate(c.where):
            taken = f"taken for {w.name} ({w.precision}, score {w.score:.2f})" if w.place_id else "not found on the map"
            yield Marked(f"{c.claim_id}.w{n}", "place", w.span, (w.text, taken), c.claim_id)
        if c.when.span:
            days = f"{c.when.start} to {c.when.end}" if c.when.start != c.when.end else str(c.when.start)
            yield Marked(f"{c.claim_id}.d", "date", c.when.span, (days, c.when.basis or ""), c.claim_id)
        for n, s in enumerate(c.attribution):
            if s.start is not None and s.end is not None:
                told = (s.name, s.role or "", f"cue: {s.cue}" if s.cue else "")
                yield Marked(f"{c.claim_id}.p{n}", "speaker", Span(s.start, s.end), tuple(t for t in told if t), c.claim_id)
        for n, a in enumerate(c.actors):
            known = "" if a.actor_id else "not in the dictionary"
            lines = (a.text, a.role.value, known, "" if a.certain else "not certain")
            yield Marked(f"{c.claim_id}.a{n}", "actor", a.span, tuple(t for t in lines if t), c.claim_id)


def _numbers(low: int | None, point: int | None, high: int | None) -> str:
    if point is not None:
        return f"{point:,}"
    if low is not None and high is not None:
        return f"{low:,} to {high:,}"
    if low is not None:
        return f"{low:,} or more"
    return f"up to {high:,}" if high is not None else "no number"


def _of_mentions(reading: Reading, text: str) -> Iterator[Marked]:
    for n, t in enumerate(reading.times):
        days = f"{t.start} to {t.end}" if t.start != t.end else str(t.start)
        yield Marked(f"t{n}", "date", t.span, (days if t.start else "no day", t.basis or ""))
    for n, p in enumerate(reading.places):
        found = p.where if p.where and p.where.place_id else None
        taken = f"taken for {found.name} ({found.precision})" if found else "not found on the map"
        yield Marked(f"l{n}", "place", p.span, (p.span.of(text), taken))
    for n, s in enumerate(reading.attributions):
        if s.source:
            cue = f"cue: {s.cue.of(text)}" if s.cue else ""
            yield Marked(f"q{n}", "speaker", s.source, tuple(w for w in (" > ".join(x.name for x in s.chain), cue) if w))
