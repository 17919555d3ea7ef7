"""What most independent sources of an incident agree on: type, date, places, parties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from hadba.lexicon.linking import linking_words
from hadba.lexicon.spelling import skeleton
from hadba.model.actor import ActorMention, Role
from hadba.model.attribution import Stance
from hadba.model.claim import UNDATED, Claim, Realis
from hadba.model.incident import Cluster
from hadba.model.when import Precision, When
from hadba.model.where import PlacePrecision, Where

K = TypeVar("K", bound=Hashable)

_GRAIN = {Precision.DAY: 0, Precision.WEEK: 1, Precision.MONTH: 2, Precision.YEAR: 3}
_FINE = (
    PlacePrecision.SITE,
    PlacePrecision.NEIGHBOURHOOD,
    PlacePrecision.TOWN,
    PlacePrecision.DISTRICT,
    PlacePrecision.PROVINCE,
    PlacePrecision.COUNTRY,
    PlacePrecision.NONE,
)


def agreed_type(cluster: Cluster) -> str:
    """The type of most claims; types that only say that there was harm count where there is no other."""
    bare = linking_words().bare
    telling = [c.type for c in _standing(cluster) if c.type not in bare]
    counts = Counter(telling or [c.type for c in cluster.claims])
    return min(counts, key=lambda t: (-counts[t], t))


def agreed_when(cluster: Cluster) -> When:
    """Of the finest intervals given the one that most sources give, then most claims, then the earliest. A window that
    only follows from publication counts where no words give a date.

    The words and their span belong to one report and are not carried over; ``basis`` says how many sources agree.
    """
    dated = [(c, c.when.start, c.when.end) for c in _first_dated(cluster) if c.when.start and c.when.end]
    known = [(c, (start, end)) for c, start, end in dated if c.when.precision in _GRAIN]
    if not known:
        return UNDATED
    known = [(c, days) for c, days in known if c.when.text is not None or c.when.precision is Precision.DAY] or known
    grain = min(_GRAIN[c.when.precision] for c, _ in known)
    finest = [(c, days) for c, days in known if _GRAIN[c.when.precision] == grain]
    support = _support(cluster, finest)
    start, end = min(support, key=lambda k: (-support[k][0], -support[k][1], k))
    chosen = [c.when for c, days in finest if days == (start, end)]
    others = sorted({days[0] for _, days in finest} - {start})
    return When(
        start=start,
        end=end,
        precision=chosen[0].precision,
        basis=_basis(support[start, end][0], others),
        inferred=all(w.inferred for w in chosen),
    )


def _first_dated(cluster: Cluster) -> list[Claim]:
    """The claims that say what happened, each date as written once: others of its report took the date over from there."""
    told: dict[Hashable, Claim] = {}
    for claim in sorted(_standing(cluster), key=lambda c: not (c.when.span and any(s.contains(c.when.span) for s in c.spans))):
        told.setdefault((claim.report_id, claim.when.span) if claim.when.span else claim.claim_id, claim)
    return list(told.values())


def _basis(sources: int, others: Sequence[date]) -> str:
    said = f"given by {sources} independent source{'s' if sources > 1 else ''}"
    return f"{said}; others say {', '.join(d.isoformat() for d in others)}" if others else said


def agreed_places(cluster: Cluster) -> tuple[Where, ...]:
    """The places that two sources give (all where there is none such), the finest first; then the others.

    A place that could not be located stays only where two sources give it, or where nothing else is known. A place that
    another one lies in is left to that one, and a country beside a finer place to the party whose it is.
    """
    named = [(c, w) for c in _standing(cluster) for w in c.where]
    support = _support(cluster, ((c, _key(w)) for c, w in named))
    best: dict[str, Where] = {}
    for _, where in sorted(named, key=lambda cw: (_worth(cw[1]), cw[0].claim_id, cw[1].span)):
        best.setdefault(_key(where), where)
    if any(_rank(w) < _FINE.index(PlacePrecision.COUNTRY) for w in best.values()):
        best = {k: w for k, w in best.items() if w.precision is not PlacePrecision.COUNTRY}
    kept = {k: w for k, w in best.items() if not any(_holds(w, other) for other in best.values() if other is not w)}
    agreed = min(2, max((support[k][0] for k in kept), default=0))
    order = sorted(kept, key=lambda k: (support[k][0] < agreed, _rank(kept[k]), -support[k][0], -support[k][1], k))
    sure = [k for k in order if kept[k].lat is not None or support[k][0] >= 2] or order
    return tuple(replace(kept[k], candidates=()) for k in sure)


def _worth(where: Where) -> tuple[bool, int, int, float]:
    """Of several readings of one name the located, the finest, and the surest comes first."""
    return (where.place_id is None, _rank(where), _FINE.index(where.precision), -where.score)


def _rank(where: Where) -> int:
    """0 for the finest; an unknown place within a known one is finer than its point."""
    return _FINE.index(where.precision if where.within is None else PlacePrecision.NEIGHBOURHOOD)


def _key(where: Where) -> str:
    """One place, one key: its id, or its spelling where it has none of its own."""
    return where.place_id if where.place_id and where.within is None else skeleton(where.text)


def _holds(outer: Where, inner: Where) -> bool:
    """Whether ``inner`` is said or known to lie in ``outer``, which is the coarser."""
    if _rank(outer) < _rank(inner) or outer.within is not None:
        return False
    above = {n.casefold() for n in (inner.within, inner.admin2, inner.admin1) if n}
    country = outer.precision is PlacePrecision.COUNTRY and outer.country is not None and outer.country == inner.country
    names = {n.casefold() for n in (outer.name, outer.text) if n}
    return country or bool(names & above and outer.precision is not PlacePrecision.NONE and _key(outer) != _key(inner))


def agreed_actors(cluster: Cluster) -> tuple[ActorMention, ...]:
    """Each party once a role, by id where known, the best supported first; certain where one source is."""
    named = [(c, a) for c in _standing(cluster) for a in c.actors]
    support = _support(cluster, ((c, (a.role, a.actor_id or a.text.casefold())) for c, a in named))
    merged: defaultdict[tuple[Role, str], list[ActorMention]] = defaultdict(list)
    for _, actor in sorted(named, key=lambda ca: (ca[0].claim_id, ca[1].span)):
        merged[actor.role, actor.actor_id or actor.text.casefold()].append(actor)
    ordered = sorted(merged, key=lambda k: (-support[k][0], -support[k][1], str(k)))
    return tuple(replace(merged[k][0], certain=any(a.certain for a in merged[k])) for k in ordered)


def _standing(cluster: Cluster) -> Sequence[Claim]:
    """The claims that say what happened; all of them where every one denies."""
    live = [c for c in cluster.claims if c.realis is Realis.ACTUAL and c.stance not in (Stance.DENIES, Stance.DISPUTES)]
    return live or cluster.claims


def _support(cluster: Cluster, said: Iterable[tuple[Claim, K]]) -> dict[K, tuple[int, int]]:
    """What was said -> (independent sources, claims) that say it."""
    lineage_of = {claim_id: lineage.root for lineage in cluster.lineages for claim_id in lineage.claims}
    claims: defaultdict[K, set[str]] = defaultdict(set)
    for claim, what in said:
        claims[what].add(claim.claim_id)
    return {what: (len({lineage_of.get(i, i) for i in ids}), len(ids)) for what, ids in claims.items()}
