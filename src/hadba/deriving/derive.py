"""The second half of the way, over a ledger: decisions -> link -> reconcile, as far as something changed.

What comes out is a function of claims, decisions and reports alone: neither the order in which they came nor the number of
derivations shows. Only the history (``Change``) tells when each incident became what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hadba.deriving.collecting import SELDOM, seldom_collecting
from hadba.deriving.ruled import Ruled, ruled_by
from hadba.deriving.touching import Touched, otherwise_ruled, touched_by
from hadba.link import Group, anchored, cluster_of, components, name_of
from hadba.log import logger
from hadba.model.change import Change
from hadba.model.claim import Claim
from hadba.model.incident import Incident
from hadba.model.linkage import LinkState
from hadba.model.ports import Ledger
from hadba.model.quarantine import Quarantined
from hadba.reconcile import change_of, end_of, reconcile
from hadba.review import rulings

CLAIMS_AT_ONCE = 400  # bounds memory, and keeps each look into the database to one statement


@dataclass(frozen=True, slots=True)
class Derived:
    """``incidents`` counts them; ``unusable`` pairs a decision's id with the reason why it no longer applies; ``refused``
    are clusters that could not be reconciled; ``touched`` counts the incidents that were derived anew, which were all where the
    rules were others (``anew``)."""

    incidents: int
    unusable: tuple[tuple[str, str], ...]
    refused: tuple[Quarantined, ...]
    touched: int = 0
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A group with the id of its incident, and the incidents to which its profiles belonged before."""

    incident_id: str
    group: Group
    came_from: tuple[str, ...]


@seldom_collecting(*SELDOM)
def derive(ledger: Ledger, *, at: datetime, rules: str | None = None) -> Derived:
    """Bring the incidents up to date with the claims and decisions; all of them where they were last derived by other
    ``rules``. Null asks for no more than what changed, and leaves the name of the rules as it is."""
    before = ledger.derivations.state()
    ruled = ruled_by(ledger)
    anew = rules is not None and rules != before.rules and bool(before.incident_of)
    touched = touched_by(ledger, before, ruled, every=anew)
    state, linked = _link(before, ruled, touched)
    named = sorted((*linked, *_judged(ledger, before, ruled, touched)), key=lambda n: n.incident_id)
    refused: list[Quarantined] = []
    incident_of = dict(state.incident_of)

    def lost(one: Named, error: Exception) -> None:
        logger().error("incident not reconciled", incident=one.incident_id, exc_info=error)
        reason = f"Its claims could not be reconciled ({error}); the other incidents went on."
        refused.append(Quarantined(one.incident_id, reason, "reconcile"))
        incident_of.update(dict.fromkeys(one.group.profiles, ""))  # tried again by the next derivation

    live = {*state.incident_of.values()}
    gone = sorted({i for i in before.incident_of.values() if i} - live)
    heirs = {claim: one.incident_id for one in named for claim in one.group.claims}
    ledger.derivations.save(
        touched.linkages,
        _incidents(ledger, named, ruled, at=at, lost=lost),
        list(_ends(ledger, gone, heirs, {one.incident_id: one.group.evidence for one in named}, at=at)),
        replace(state, incident_of=incident_of, rules=before.rules if rules is None else rules),
    )
    unusable = (*ruled.rulings.unusable, *_lost_decisions(ledger, ruled, live))
    return Derived(len({*incident_of.values()} - {""}), unusable, tuple(refused), len(named), anew)


def _link(before: LinkState, ruled: Ruled, touched: Touched) -> tuple[LinkState, list[Named]]:
    """How the profiles hang together now, and the groups that were formed anew."""
    must, cannot = ruled.rulings.must, ruled.rulings.cannot
    again = touched.ids
    dropped = again | touched.vanished
    held = [c for c in before.components if dropped.isdisjoint(c)]
    incident_of = {p: i for p, i in before.incident_of.items() if p not in dropped}
    profiles = {p.id: p for p in touched.profiles}
    named: list[Named] = []
    for component in components(touched.profiles, only=again, must=must, cannot=cannot):
        if len(component.profiles) > 1:
            held.append(component.profiles)
        for group in component.groups:
            name = name_of((profiles[i] for i in group.profiles), ruled.pinned)
            came_from = tuple(sorted({i for p in group.profiles if (i := before.incident_of.get(p))}))
            incident_of.update(dict.fromkeys(group.profiles, name))
            named.append(Named(name, group, came_from))
    verdicts = {i: verdict for i in ruled.pinned if (verdict := ruled.verdict(i))}
    ordered = {p: incident_of[p] for p in sorted(incident_of)}
    return LinkState(tuple(sorted(held)), ordered, verdicts), named


def _judged(ledger: Ledger, before: LinkState, ruled: Ruled, touched: Touched) -> Iterator[Named]:
    """Incidents on which as a whole something else was ruled, and nothing else changed: they hold together as they did."""
    judged = otherwise_ruled(before, ruled) & {*ruled.pinned}
    profiles: dict[str, list[str]] = {}
    for profile, incident in before.incident_of.items() if judged else ():
        if incident in judged:
            profiles.setdefault(incident, []).append(profile)
    again = touched.ids | touched.vanished
    ids = [incident for incident, own in profiles.items() if again.isdisjoint(own)]
    for held in ledger.incidents(ids) if ids else ():
        group = Group(tuple(sorted(profiles[held.incident_id])), held.claims, held.joins)
        yield Named(held.incident_id, group, (held.incident_id,))


def _incidents(
    ledger: Ledger, named: Sequence[Named], ruled: Ruled, *, at: datetime, lost: Callable[[Named, Exception], None]
) -> Iterator[tuple[Incident, Change]]:
    """The incidents that are other than before, each with what changed."""
    for part in _parts(named):
        ids = [claim for one in part for claim in one.group.claims]
        claims = _claims(ledger, ids, ruled)
        reports = {r.id: r for r in ledger.reports({c.report_id for c in claims.values()})}
        known = {i.incident_id: i for i in ledger.incidents([one.incident_id for one in part])}
        for one in part:
            try:
                own = [claims[c] for c in one.group.claims]
                cluster = cluster_of(one.incident_id, own, one.group.evidence, reports)
                pins = anchored(one.group.claims, ruled.pinned) or (one.incident_id,)
                discounted = not ruled.rulings.discounted.isdisjoint(pins)
                incident = ruled_on(reconcile(cluster, reports, discounted=discounted), ruled.rulings, names=pins)
            except Exception as error:  # noqa: BLE001 - one incident that breaks a rule must not cost all the others
                lost(one, error)
                continue
            change = change_of(known.get(one.incident_id), incident, at=at, came_from=one.came_from)
            if change is not None:
                yield incident, change


def _parts(named: Sequence[Named]) -> Iterator[list[Named]]:
    part: list[Named] = []
    size = 0
    for one in named:
        if part and size + len(one.group.claims) > CLAIMS_AT_ONCE:
            yield part
            part, size = [], 0
        part.append(one)
        size += len(one.group.claims)
    if part:
        yield part


def _claims(ledger: Ledger, ids: Sequence[str], ruled: Ruled) -> dict[str, Claim]:
    """The claims of these ids as they stand after the rulings."""
    corrected = {key: claim for own in ruled.by_report.values() for key, claim in own.items()}
    read = {c.claim_id: c for c in ledger.claims(ids)}
    return {**read, **{key: corrected[key] for key in ids if key in corrected}}


def _ends(
    ledger: Ledger, gone: Sequence[str], heirs: Mapping[str, str], joins: Mapping[str, Sequence[str]], *, at: datetime
) -> Iterator[Change]:
    """What became of the incidents that are no more: merged into the one that has most of their claims, or withdrawn."""
    for old in ledger.incidents(gone) if gone else ():
        went = Counter(heirs[c] for c in old.claims if c in heirs)
        into = min(went, key=lambda i: (-went[i], i), default=None)
        yield end_of(old, at=at, into=into, joins=joins.get(into or "", ()))


def _lost_decisions(ledger: Ledger, ruled: Ruled, live: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Decisions on incidents that were withdrawn."""
    missing = set(ruled.pinned) - set(live)
    if not missing:
        return
    last = {c.incident_id: c for c in ledger.derivations.changes(of=missing)}
    for decision in ledger.decisions():
        for target in decision.targets:
            if target in missing and (target not in last or last[target].into is None):
                yield decision.id, f"the incident {target} is no longer there"


def ruled_on(incident: Incident, ruled: rulings.Rulings, *, names: Sequence[str] = ()) -> Incident:
    """An incident with the state that a person gave it as a whole, under its id or another of ``names`` that it goes by."""
    states = {ruled.states[name] for name in (incident.incident_id, *names) if name in ruled.states}
    return replace(incident, review_state=next(s for s in rulings.STATES if s in states)) if states else incident
