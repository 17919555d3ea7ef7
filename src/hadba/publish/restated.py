"""What numbers are not what the last release gave, told as such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hadba.model.act import Act, Standing
from hadba.model.incident import Incident
from hadba.publish.difference import Difference, Restated, difference
from hadba.publish.digest import Cited, Desk, Part, Passage, Section
from hadba.publish.quarrel import name
from hadba.publish.wording import count, day, sentence

MOST = 30  # restated numbers of one brief; the release's manifest has all


@dataclass(frozen=True, slots=True)
class Since:
    """The last release and what changed since."""

    number: int
    at: datetime
    change: Difference


def since(last: Act, now: Mapping[str, Standing]) -> Since:
    """From the ``last`` release to how incidents stand ``now``."""
    claims = {c for one in now.values() for c in one.claims}
    held = {id: one for id, one in last.standing.items() if id in now or not claims.isdisjoint(one.claims)}
    return Since(last.number, last.at, difference(held, now))


def restated(found: Since | None, incidents: Sequence[Incident], desk: Desk) -> Section:
    """One sentence for each number of an incident of this brief that differs from the last release's."""
    if found is None:
        return Section("Restated", ())
    by_id = {i.incident_id: i for i in incidents}
    held = [r for r in found.change.restated if r.incident in by_id]
    issue = f"release {found.number} of {day(found.at.date(), year=None)}"
    sentences = [Cited(_told(r, by_id[r.incident], issue, desk), _notes(by_id[r.incident], desk)) for r in held[:MOST]]
    new = sum(1 for id in found.change.new if id in by_id)
    if new:
        sentences.append(
            Cited(sentence(f"{count(new, 'incident', 'incidents')} of this brief {'is' if new == 1 else 'are'} new"))
        )
    if not sentences:
        sentences = [Cited(f"Nothing that this brief counts differs from {issue}.")]
    return Section(f"Restated since {issue}", (Part(None, (Passage(tuple(sentences)),)),))


def _told(change: Restated, incident: Incident, issue: str, desk: Desk) -> str:
    if change.what == "grade":
        return sentence(f"{name(incident, desk)} is graded {change.now} now; {issue} graded it {change.before}")
    return sentence(
        f"the count of the {change.what} in {name(incident, desk)} is {change.now} now; {issue} gave {change.before}"
    )


def _notes(incident: Incident, desk: Desk) -> tuple[int, ...]:
    held = [desk.claims[c] for c in incident.claims if c in desk.claims and desk.claims[c].figures]
    return tuple(dict.fromkeys(n for claim in held[:3] for n in desk.notes.cite(claim, claim.figures)))
