"""What changed since the last derivation, and the profiles that must be linked anew because of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hadba.deriving.ruled import Ruled
from hadba.link import closure, linkage_of, months_of, touched
from hadba.model.claim import Claim
from hadba.model.linkage import Linkage, LinkState, Profile
from hadba.model.ports import Derivations, Ledger

REPORTS_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Touched:
    """``linkages`` are those of the reports that changed; ``ids`` are the profiles to be linked anew, ``vanished`` those that
    are no more, ``profiles`` all that stand in a block with one of ``ids``."""

    linkages: tuple[Linkage, ...]
    profiles: tuple[Profile, ...]
    ids: frozenset[str]
    vanished: frozenset[str]


def touched_by(ledger: Ledger, state: LinkState, ruled: Ruled, *, every: bool = False) -> Touched:
    """Compare the ledger's claims and rulings with what was linked last; with ``every``, all is taken for changed."""
    work = ledger.derivations
    dirty = {*work.unlinked(every=every), *ruled.changed(work.ruled())}
    before = _profiles(work.linkages(dirty))
    fresh = tuple(_linked_anew(ledger, sorted(dirty), ruled))
    after = _profiles(fresh)
    vanished = frozenset(p.id for p in before) - {p.id for p in after}
    if len(before) == len(state.incident_of):  # nothing else was linked
        return Touched(fresh, tuple(after), frozenset(p.id for p in after), vanished)
    looked = _Looked(work, dirty, after)
    looked.into(month for p in (*before, *after) for month in months_of(p))
    mates = _joined_with((*before, *after), ruled)
    looked.for_claims(mates)
    ids = touched(looked.others, before, after, state)
    joined = {p.id for p in looked.others if not mates.isdisjoint(p.claims)}
    ids |= closure(joined | _to_try_again(state, ruled), state) - vanished
    looked.for_claims(ids)
    looked.into(month for p in (*after, *looked.others) if p.id in ids for month in months_of(p))
    return Touched(fresh, (*after, *looked.others), ids, vanished)


def _profiles(linkages: Iterable[Linkage]) -> list[Profile]:
    return [p for linkage in linkages for p in linkage.profiles]


def _linked_anew(ledger: Ledger, dirty: Sequence[str], ruled: Ruled) -> Iterator[Linkage]:
    """The linkages of the reports that changed."""
    for start in range(0, len(dirty), REPORTS_AT_ONCE):
        part = dirty[start : start + REPORTS_AT_ONCE]
        read: dict[str, list[Claim]] = {r: [] for r in part}
        for claim in ledger.derivations.claims(part):
            read[claim.report_id].append(claim)
        for report in ledger.reports(part):
            claims = ruled.claims(report.id, read[report.id])
            yield linkage_of(report.id, claims, report, ruled.rulings.cannot, ruled=ruled.hashes.get(report.id, ""))


def otherwise_ruled(state: LinkState, ruled: Ruled) -> set[str]:
    """Incidents on which as a whole something else was ruled than before."""
    verdicts = {i: ruled.verdict(i) for i in ruled.pinned}
    return {i for i in {*verdicts, *state.verdicts} if verdicts.get(i, "") != state.verdicts.get(i, "")}


def _to_try_again(state: LinkState, ruled: Ruled) -> set[str]:
    """Profiles of incidents that could not be reconciled, and of those that no decision names any more: they may lose the
    name that it kept."""
    freed = otherwise_ruled(state, ruled) - {*ruled.pinned}
    return {p for p, incident in state.incident_of.items() if not incident or incident in freed}


def _joined_with(profiles: Sequence[Profile], ruled: Ruled) -> set[str]:
    """The claims that a person joined with one of these profiles; the ruling may be older than the report."""
    own = {claim for p in profiles for claim in p.claims} if ruled.rulings.must else set()
    return {mate for a, b in ruled.rulings.must if not own.isdisjoint((a, b)) for mate in (a, b)} - own


class _Looked:
    """The profiles that were read so far of reports that did not change."""

    def __init__(self, work: Derivations, dirty: Iterable[str], after: Iterable[Profile]) -> None:
        self._work = work
        self._reports = set(dirty)
        self._months: set[str] = set()
        self._ids = {p.id for p in after}
        self.others: list[Profile] = []

    def into(self, months: Iterable[str]) -> None:
        """Read the reports that are looked for under these months."""
        new = set(months) - self._months
        self._months |= new
        self._read(self._work.reports_of(months=new))

    def for_claims(self, ids: Iterable[str]) -> None:
        """Read the reports that bear these claims."""
        self._read(self._work.reports_of(claims=set(ids) - self._ids))

    def _read(self, reports: set[str]) -> None:
        found = _profiles(self._work.linkages(reports - self._reports))
        self._reports |= reports
        self._ids |= {p.id for p in found}
        self.others += found
