"""How well the harm of an incident stands: the first rule that fits, with its reason in a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from hadba.lexicon.allies import allied
from hadba.model.actor import Role
from hadba.model.attribution import Stance
from hadba.model.claim import Claim, Realis
from hadba.model.figure import Figure, FigureKind, Scope, Victims
from hadba.model.incident import Cluster, Grade
from hadba.reconcile.speakers import blamed_by, doers_of, speaks_for_a_belligerent, standing

HARM = (FigureKind.KILLED, FigureKind.INJURED, FigureKind.KILLED_OR_INJURED)
_REFUSING = (Stance.DENIES, Stance.DISPUTES)


def grade(cluster: Cluster, *, discounted: bool = False) -> tuple[Grade, str]:
    """The grade and why. ``discounted``: a reviewer ruled that the harm is not to be counted."""
    harm = [c for c in cluster.claims if any(is_live_harm(c, f) for f in c.figures)]
    if not harm:
        return Grade.NONE, "No claim that stands says that civilians or people of unknown status were killed or injured."
    accepted = _accepted(cluster)
    if accepted:
        return Grade.CONFIRMED, f"{accepted} accepted responsibility."
    if discounted:
        return Grade.DISCOUNTED, "A reviewer ruled that the harm is not to be counted."
    rivals = _rivals(cluster)
    if rivals:
        return Grade.CONTESTED, f"Sources name rival perpetrators: {rivals[0]} and {rivals[1]}."
    roots = _credible_roots(cluster, harm)
    acting = _acting(cluster)
    if len(roots) >= 2 and acting:
        return Grade.FAIR, f"{len(roots)} independent sources report the harm, and {acting} is said to have acted."
    if len(roots) < 2:
        return Grade.WEAK, "Only one independent source reports the harm."
    return Grade.WEAK, f"{len(roots)} independent sources report the harm, but none names a belligerent that acted."


def is_live_harm(claim: Claim, figure: Figure) -> bool:
    """Whether the figure says that people who may be civilians were hurt here; a number need not be given."""
    return (
        figure.kind in HARM
        and figure.victims is not Victims.COMBATANT
        and figure.top != 0
        and figure.scope not in (Scope.CUMULATIVE, Scope.COVERS_SEVERAL)
        and "perpetrator" not in figure.groups
        and claim.realis is Realis.ACTUAL
        and claim.stance not in _REFUSING
    )


def _accepted(cluster: Cluster) -> str | None:
    """The name of a belligerent that accepted responsibility, by its own word or by conceding figures of its own act."""
    for claim in cluster.claims:
        chain = claim.attribution
        speaker = next((s for s in reversed(chain[1:]) if s.named), None)
        if claim.realis is not Realis.ACTUAL or speaker is None:
            continue
        who = standing(claim, chain, doers=blamed_by(claim, cluster.claims))
        own_harm = who.conceding and any(is_live_harm(claim, f) for f in claim.figures)
        said_so = claim.stance in (Stance.CONCEDES, Stance.CLAIMS_RESPONSIBILITY) and (who.belligerent or who.actor_id is None)
        if said_so or own_harm:
            return speaker.name
    return None


def _rivals(cluster: Cluster) -> tuple[str, str] | None:
    """Two perpetrators of different sides that different sources name, no source naming both; null where there are none."""
    accused: defaultdict[str, set[str]] = defaultdict(set)
    shown: dict[str, str] = {}
    lineage_of = _lineages(cluster)
    for claim in cluster.claims:
        if claim.stance in _REFUSING or claim.realis is not Realis.ACTUAL:
            continue
        doers = sorted(i for i in doers_of([claim]) if speaks_for_a_belligerent(i))
        if any(not allied(one, other) for one, other in combinations(doers, 2)):
            continue  # enemies are not accused of one act together: one of them was misread
        for actor_id in doers:
            accused[actor_id].add(lineage_of[claim.claim_id])
            shown.setdefault(actor_id, _name(claim, actor_id))
    for one, other in combinations(sorted(accused), 2):
        if not allied(one, other) and accused[one].isdisjoint(accused[other]):
            return shown[one], shown[other]
    return None


def _credible_roots(cluster: Cluster, harm: Sequence[Claim]) -> set[str]:
    """The independent sources of the harm, rumours left out."""
    lineage_of = _lineages(cluster)
    return {lineage_of[c.claim_id] for c in harm if standing(c, c.attribution, doers=doers_of([c])).reliability != "E"}


def _acting(cluster: Cluster) -> str | None:
    """A belligerent that a standing claim names as the perpetrator, as written; null where none does."""
    for claim in cluster.claims:
        if claim.realis is Realis.ACTUAL and claim.stance not in _REFUSING:
            for actor in claim.actors:
                if actor.role is Role.PERPETRATOR and actor.actor_id and speaks_for_a_belligerent(actor.actor_id):
                    return actor.text
    return None


def _lineages(cluster: Cluster) -> dict[str, str]:
    """Claim id -> root of its lineage."""
    return {claim_id: lineage.root for lineage in cluster.lineages for claim_id in lineage.claims}


def _name(claim: Claim, actor_id: str) -> str:
    return next(a.text for a in claim.actors if a.actor_id == actor_id and a.role is Role.PERPETRATOR)
