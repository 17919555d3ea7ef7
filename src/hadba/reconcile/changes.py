"""What is other about an incident than it was before, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from hadba.model.change import Change, ChangeKind
from hadba.model.incident import Incident, Range
from hadba.model.when import When
from hadba.reconcile.explain import PROVISIONAL, show_range
from hadba.reconcile.phrasing import counted

MOST = 3  # ids that a sentence lists
Name = tuple[str, str]  # kind of figure, victims


def change_of(before: Incident | None, after: Incident, *, at: datetime, came_from: Sequence[str] = ()) -> Change | None:
    """What changed, or null where nothing did. ``came_from`` are other incidents to which claims of it belonged before."""
    others = [i for i in came_from if i != after.incident_id]
    if before is None:
        what = [f"its claims were in {_list(others)}"] if others else [_told_by(after)]
        return Change(after.incident_id, at, ChangeKind.NEW, tuple(what), None, after.claims)
    if before == after:
        return None
    moved = [f"took over claims of {_list(others)}"] if others else []
    what = [*moved, *_differences(before, after)] or ["the words for why its reports belong together changed"]
    return Change(after.incident_id, at, ChangeKind.RESTATED, tuple(what), None, after.claims)


def end_of(was: Incident, *, at: datetime, into: str | None, joins: Sequence[str] = ()) -> Change:
    """That an incident is no more: merged ``into`` another, or withdrawn. ``joins`` are the lines that say why the reports of
    the other belong together; those that join a claim of this one with one of another report are its reasons."""
    what = [f"it was: {described(was)}, {_told_by(was)}"]
    what.append(f"its claims are now in {into}" if into else "no claim of it stands any more")
    what += [f"because {line}" for line in joins if len(set(line.replace(":", "").split()[:3:2]) & set(was.claims)) == 1][:1]
    return Change(was.incident_id, at, ChangeKind.MERGED if into else ChangeKind.WITHDRAWN, tuple(what), into, was.claims)


def described(incident: Incident) -> str:
    """What, when, where, in a few words."""
    return ", ".join(filter(None, (incident.type.replace("_", " "), _days(incident.when), _places(incident))))


def _told_by(incident: Incident) -> str:
    return f"{counted(incident.n_reports, 'report')}, {counted(incident.n_independent, 'independent source')}"


def _differences(before: Incident, after: Incident) -> Iterator[str]:
    for title, old, new in (
        ("type", before.type, after.type),
        ("date", _days(before.when), _days(after.when)),
        ("place", _places(before), _places(after)),
        ("grade", before.grade.value, after.grade.value),
        ("review", before.review_state, after.review_state),
        ("rules", before.rule_version, after.rule_version),
    ):
        if old != new:
            yield f"{title} {old or 'unknown'} -> {new or 'unknown'}"
    yield from _ranges(_flat(before), _flat(after))
    if added := [c for c in after.claims if c not in set(before.claims)]:
        yield f"{counted(len(added), 'claim')} more: {_list(added)}"
    if gone := [c for c in before.claims if c not in set(after.claims)]:
        yield f"{counted(len(gone), 'claim')} fewer: {_list(gone)}"
    if before.n_independent != after.n_independent:
        yield f"independent sources {before.n_independent} -> {after.n_independent}"


def _ranges(before: Mapping[Name, Mapping[str, Range]], after: Mapping[Name, Mapping[str, Range]]) -> Iterator[str]:
    """One sentence for each kind and group of victims whose range changed under a convention; what is said of civilians is not
    said again of all."""
    told: set[tuple[str, str]] = set()
    for kind, victims in sorted({*before, *after}, key=lambda name: (name[0], name[1] == "all", name[1])):
        old, new = before.get((kind, victims), {}), after.get((kind, victims), {})
        changed = [
            f"{convention} {one} -> {other}"
            for convention in dict.fromkeys([*old, *new])
            if (one := _shown(old, convention)) != (other := _shown(new, convention))
        ]
        if changed and (kind, "; ".join(changed)) not in told:
            told.add((kind, "; ".join(changed)))
            yield f"{kind}, {victims}: {'; '.join(changed)}"


def _shown(held: Mapping[str, Range], convention: str) -> str:
    return show_range(held[convention]).replace(PROVISIONAL, " provisional") if convention in held else "none"


def _flat(incident: Incident) -> dict[Name, Mapping[str, Range]]:
    found = {(kind, victims): held for kind, buckets in incident.ranges.items() for victims, held in buckets.items()}
    return found | {(kind, "conceded"): {"by a belligerent": value} for kind, value in incident.conceded.items()}


def _days(when: When) -> str:
    if when.start is None or when.end is None:
        return ""
    return when.start.isoformat() if when.start == when.end else f"{when.start.isoformat()} to {when.end.isoformat()}"


def _places(incident: Incident) -> str:
    return ", ".join(w.name or w.text for w in incident.where)


def _list(ids: Sequence[str]) -> str:
    rest = f" and {len(ids) - MOST} more" if len(ids) > MOST else ""
    return ", ".join(ids[:MOST]) + rest
