"""The brief: the digest that a desk editor would write from the ledger, each sentence with its citation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from hadba.errors import UsageError
from hadba.model.act import Act
from hadba.model.claim import Claim, Family
from hadba.model.incident import Incident
from hadba.model.report import Report
from hadba.model.where import Where
from hadba.publish.difference import standing
from hadba.publish.digest import Cited, Desk, Digest, Part, Passage, Section
from hadba.publish.export import all_facts
from hadba.publish.gate import Released, no_secret_in_text, release
from hadba.publish.lead import common_place, lead, title, weight
from hadba.publish.naming import outlet
from hadba.publish.notes import Notes
from hadba.publish.placing import area, respelled, spellings
from hadba.publish.quarrel import disagreements
from hadba.publish.restated import Since, restated
from hadba.publish.restated import since as compared
from hadba.publish.select import chosen, standing_claims
from hadba.publish.sitrep import charts, key_figures, slots
from hadba.publish.standing import WIDE, background, conditions, control
from hadba.publish.story import story
from hadba.publish.tally import RULES
from hadba.publish.templating import rendered, rendered_by
from hadba.publish.typeset import docx, pdf
from hadba.publish.withhold import shown
from hadba.publish.wording import count, opening

KINDS = ("brief", "sitrep")
FORMATS = ("md", "html")
PRINTED = ("pdf", "docx")
NOWHERE = "Place not known"
FULL = 60  # incidents told in full; the lesser ones in a sentence each
LISTED = 400  # incidents told at all; an editor reads no longer brief


def brief(
    incidents: Sequence[Incident],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    *,
    convention: str = "airwars",
    since: date | None = None,
    until: date | None = None,
    place: str | None = None,
    format: str = "md",
) -> str:
    """``brief_of`` what the cautious default policy lets out; ``claims`` and ``reports`` are by id."""
    out = release(incidents, claims, reports)
    return brief_of(out, convention=convention, since=since, until=until, place=place, format=format)


def print_brief(
    released: Released,
    out: Path,
    *,
    format: str,
    convention: str,
    since: date | None = None,
    until: date | None = None,
    place: str | None = None,
    names: frozenset[str] = frozenset(),
    last: Act | None = None,
    kind: str = "brief",
) -> None:
    """The brief on paper, as one of ``PRINTED``, into ``out``; ``names`` may stand nowhere in it."""
    digest = compose(released, convention=convention, since=since, until=until, place=place, last=last, kind=kind)
    if format == "docx":
        docx(digest, out)
    else:
        source = rendered(digest, "brief.typ.j2")
        no_secret_in_text(source, released.forbidden, names)
        pdf(digest, source, out)


def brief_of(
    out: Released,
    *,
    convention: str = "airwars",
    since: date | None = None,
    until: date | None = None,
    place: str | None = None,
    format: str = "md",
    last: Act | None = None,
    kind: str = "brief",
    template: Path | None = None,
) -> str:
    """The brief of the incidents in a period and place, in Markdown or HTML, or by a template of the user's."""
    if format not in FORMATS:
        raise UsageError(f"A brief is written as {' or '.join(FORMATS)}, not as {format!r}.")
    if convention not in RULES:
        raise UsageError(f"There is no rule {convention!r} for ranges; choose from {', '.join(RULES)}.")
    digest = compose(out, convention=convention, since=since, until=until, place=place, last=last, kind=kind)
    return rendered_by(digest, template, page=format == "html") if template else rendered(digest, f"brief.{format}.j2")


def compose(
    out: Released,
    *,
    convention: str,
    since: date | None = None,
    until: date | None = None,
    place: str | None = None,
    last: Act | None = None,
    kind: str = "brief",
) -> Digest:
    """The brief before it is written out. ``last`` is the last release: what differs from it is told. A ``sitrep`` names the
    sectors of which nothing is known, and has slots for what news cannot tell."""
    if kind not in KINDS:
        raise UsageError(f"There is no {kind!r}; choose from {', '.join(KINDS)}.")
    full = kind == "sitrep"
    claims, incidents = _as_reported(out)
    reports = out.reports
    happened = [i for i in incidents if _is_happening([claims[c] for c in i.claims if c in claims])]
    selected = chosen(happened, since=since, until=until, place=place)
    notes = Notes(reports, lambda report, span: shown(span.of(report.text)))
    desk = Desk(claims, reports, notes, convention, _year(selected), quiet=len(_outlets(selected, reports)) == 1)
    heavy = sorted(selected, key=lambda i: (tuple(-n for n in weight(i, convention)), i.incident_id))
    used = frozenset(c for i in happened for c in i.claims)
    wide = {c: claim for c, claim in claims.items() if claim.family is not Family.EVENT or _is_wide(claim)}
    beside = standing_claims(wide, reports, used, since=since, until=until, place=place)
    within = [wide[c] for i in selected for c in i.claims if c in wide]
    standing = [*beside, *within]
    sections = (
        Section("In short", (Part(None, lead(heavy, standing, desk, place=place)),)),
        _incidents(selected, heavy, desk),
        restated(_since(last, out, convention), selected, desk),
        disagreements([i for i in selected if i in heavy[:FULL]], desk),
        control(standing, desk),
        conditions(standing, desk, empty=full),
        *(slots() if full else ()),
        background(standing, desk),
    )
    return Digest(
        title=("Situation report. " if full else "") + title(selected, place=place, since=since, until=until),
        standfirst=_standfirst(selected, reports, convention),
        sections=tuple(s for s in sections if any(p.passages for p in s.parts)),
        notes=notes.all,
        sources=notes.sources,
        figures=key_figures(selected, convention) if selected else (),
        charts=charts(selected, convention) if full else (),
    )


def _as_reported(out: Released) -> tuple[dict[str, Claim], list[Incident]]:
    """The claims and incidents with towns and provinces spelled as the reports spell them."""
    claims = dict(out.claims.items())
    spelled = spellings(w for c in claims.values() for w in c.where)
    if not spelled:
        return claims, list(out.incidents)

    def places(found: Sequence[Where]) -> tuple[Where, ...]:
        return tuple(respelled(w, spelled) for w in found)

    told = {key: replace(c, where=places(c.where)) for key, c in claims.items()}
    return told, [replace(i, where=places(i.where)) for i in out.incidents]


def _since(last: Act | None, out: Released, convention: str) -> Since | None:
    """How the incidents stand beside the last release; null where there is none under this rule."""
    if last is None or last.convention != convention:
        return None
    held = all_facts([out], convention=convention, revision="")
    return compared(last, {f.incident.incident_id: standing(f) for f in held})


def _is_happening(claims: Sequence[Claim]) -> bool:
    """Whether claims tell of one happening, and not of a state of things or of totals over a period alone."""
    events = [c for c in claims if c.family is Family.EVENT and (c.type != "war" or c.figures)]
    return any(not c.figures or any(f.scope not in WIDE for f in c.figures) for c in events)


def _is_wide(claim: Claim) -> bool:
    return any(f.scope in WIDE for f in claim.figures)


def _year(incidents: Sequence[Incident]) -> int | None:
    """The one year of all incidents, which the title gives and the sentences need not; else null."""
    years = {d.year for i in incidents for d in (i.when.start, i.when.end) if d}
    return years.pop() if len(years) == 1 else None


def _incidents(incidents: Sequence[Incident], heavy: Sequence[Incident], desk: Desk) -> Section:
    """The incidents by place, the place with the earliest first, and by day; the lesser ones in a sentence each.

    ``heavy`` are the same, the weightiest first."""
    full = {i.incident_id for i in heavy[:FULL]}
    kept = {i.incident_id for i in heavy[:LISTED]}
    by_area: dict[str, list[Incident]] = {}
    for incident in sorted(incidents, key=lambda i: area(i.where) is None):
        if incident.incident_id in kept:
            by_area.setdefault(area(incident.where) or NOWHERE, []).append(incident)
    parts = []
    for name, found in by_area.items():
        town = "" if name == NOWHERE else name
        passages = [
            p
            for n, i in enumerate(found)
            if (p := story(i, desk, town=town, turn=n + 1, whole=i.incident_id in full)) is not None
        ]
        if passages:
            parts.append(Part(name if len(by_area) > 1 or name != common_place(incidents) else None, tuple(passages)))
    left_out = len(incidents) - len(kept)
    if left_out:
        words = f"The ledger holds {count(left_out, 'more incident', 'more incidents')} of this selection."
        parts.append(Part(None, (Passage((Cited(words),)),)))
    return Section("Incidents", tuple(parts))


def _standfirst(incidents: Sequence[Incident], reports: Mapping[str, Report], convention: str) -> str:
    if not incidents:
        return "No incident in the ledger falls within this selection."
    held = {r for i in incidents for r in i.reports}
    outlets = _outlets(incidents, reports)
    whose = f"by {outlet(next(iter(outlets)))}" if len(outlets) == 1 else f"of {count(len(outlets), 'outlet', 'outlets')}"
    return (
        f"{_opening(len(incidents))} from {count(len(held), 'report', 'reports')} {whose}. "
        f"Ranges follow the {RULES[convention]} rule. Numbers in brackets lead to the reports' own words."
    )


def _opening(n: int) -> str:
    words = opening(n)
    return f"{words.capitalize()} incident{'s' if n != 1 else ''}" if words else f"In all, {n:,} incidents"


def _outlets(incidents: Sequence[Incident], reports: Mapping[str, Report]) -> frozenset[str]:
    return frozenset(reports[r].outlet for i in incidents for r in i.reports if r in reports)
