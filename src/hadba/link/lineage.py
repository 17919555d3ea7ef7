"""Who repeats whom within one incident: edges with their proof, and the lineages that follow from them.

Each claim has at most one parent: the innermost named source of its chain; for words without a named source the source
that the same report names for the same thing, an agency's signature, a link, or the same words in an earlier report. A
lineage is all claims that lead to one root; a cycle is one lineage. Of two that share their words without naming anybody the
later repeats the earlier; where one of them names the source or is signed, both have it from there, whichever came first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from hadba.lexicon.agencies import signature
from hadba.link.echo import Echoes, order, rests_on, shares_figure
from hadba.link.speakers import SourceNames, source_names
from hadba.model.attribution import Speaker
from hadba.model.claim import Claim
from hadba.model.incident import Edge, Lineage, Proof
from hadba.model.report import Report


def trace(claims: Sequence[Claim], reports: Mapping[str, Report]) -> tuple[Lineage, ...]:
    """The lineages of an incident's claims, ordered by root; every claim is in exactly one."""
    names = source_names(claims)
    outlets = {c.report_id: (names.key(c.attribution[0]) if c.attribution else None) or f"report {c.report_id}" for c in claims}
    once = tuple(sorted(claims, key=lambda c: c.claim_id))
    signed = {i for i in outlets if i in reports and signature(reports[i].text)}
    sourced = frozenset(c.claim_id for c in once if c.report_id in signed or _credited(c, names, outlets[c.report_id]))
    return _Tracer(once, reports, names, outlets, Echoes(once, reports, outlets, sourced)).lineages(claims)


def _credited(claim: Claim, names: SourceNames, outlet: str) -> list[Speaker]:
    """The speakers with a name below the outlet, the innermost last; the outlet is no source of its own."""
    return [s for s in claim.attribution[1:] if names.key(s) not in (None, outlet)]


@dataclass
class _Tracer:
    claims: tuple[Claim, ...]
    reports: Mapping[str, Report]
    names: SourceNames
    outlet_of: Mapping[str, str]  # report id -> key of its outlet
    echoes: Echoes
    edges: dict[str, list[Edge]] = field(default_factory=dict)
    agencies: dict[str, str] = field(default_factory=dict)  # key -> name, of those that only sign

    def lineages(self, ordered: Sequence[Claim]) -> tuple[Lineage, ...]:
        """One lineage a root; claims in the order given."""
        outlets = self._outlets()
        parents = {claim.claim_id: self._parent(claim, outlets) for claim in self.claims}
        members: defaultdict[str, list[str]] = defaultdict(list)
        for claim in ordered:
            members[self._root(claim, parents, outlets)].append(claim.claim_id)
        return tuple(Lineage(root, tuple(ids), self._edges_of(ids)) for root, ids in sorted(members.items()))

    def _outlets(self) -> dict[str, list[Claim]]:
        """Key of an outlet -> the claims of its own reports, the earliest report first."""
        found: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(self.claims, key=lambda c: (order(c, self.reports), c.claim_id)):
            found[self._outlet(claim)].append(claim)
        return dict(found)

    def _outlet(self, claim: Claim) -> str:
        return self.outlet_of[claim.report_id]

    def _parent(self, claim: Claim, outlets: Mapping[str, list[Claim]]) -> Claim | str | None:
        """The claim or the source (by key) that this claim repeats; null where it is its report's own word."""
        chain = _credited(claim, self.names, self._outlet(claim))
        if chain:
            self._link_chain(claim, chain, outlets)
            key = self.names.key(chain[-1]) or ""
            return self._told_by(claim, outlets[key]) if key in outlets else key
        return self._own_word(claim, outlets)

    def _own_word(self, claim: Claim, outlets: Mapping[str, list[Claim]]) -> Claim | str | None:
        if (source := rests_on(claim, self._with_source[claim.report_id])) is not None:
            return source
        report = self.reports.get(claim.report_id)
        if report is None:
            return None
        signed = signature(report.text)
        key = self.names.key(Speaker(signed.agency)) if signed else None
        if signed and key and key != self._outlet(claim):
            self.agencies[key] = signed.agency
            self._add(claim, self._node(key, outlets), Proof("agency tag", *signed.span, signed.span.of(report.text)))
            return self._told_by(claim, outlets[key]) if key in outlets else key
        found = self.echoes.found(claim)
        if found is None:
            return None
        parent, proof = found
        self._add(claim, parent.report_id, proof)
        return parent

    @cached_property
    def _with_source(self) -> Mapping[str, Sequence[Claim]]:
        """Report id -> its claims that name a source."""
        found: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            if _credited(claim, self.names, self._outlet(claim)):
                found[claim.report_id].append(claim)
        return found

    def _told_by(self, claim: Claim, own: Sequence[Claim]) -> Claim:
        """Of the claims of the source's own reports the one that this claim repeats: of the same figure, else the first."""
        alike = [c for c in own if shares_figure(claim, c)]
        return (alike or list(own))[0]

    def _link_chain(self, claim: Claim, chain: Sequence[Speaker], outlets: Mapping[str, list[Claim]]) -> None:
        child = claim.report_id
        for speaker in chain:
            parent = self._node(self.names.key(speaker) or "", outlets)
            if parent != child:
                words = self._words(claim, speaker)
                self._add(claim, parent, Proof("attribution", speaker.start, speaker.end, words), child=child)
            child = parent

    def _words(self, claim: Claim, speaker: Speaker) -> str | None:
        report = self.reports.get(claim.report_id)
        known = report is not None and speaker.start is not None and speaker.end is not None
        return report.text[speaker.start : speaker.end] if known and report else speaker.name

    def _node(self, key: str, outlets: Mapping[str, list[Claim]]) -> str:
        """The source's first report of this incident where one is held, else a placeholder."""
        if key in outlets:
            return outlets[key][0].report_id
        return f"source:{self.names.shown.get(key) or self.agencies.get(key, key)}"

    def _add(self, claim: Claim, parent: str, proof: Proof, *, child: str | None = None) -> None:
        self.edges.setdefault(claim.claim_id, []).append(Edge(child or claim.report_id, parent, proof))

    def _root(self, claim: Claim, parents: Mapping[str, Claim | str | None], outlets: Mapping[str, list[Claim]]) -> str:
        seen: list[Claim] = [claim]
        while True:
            parent = parents[seen[-1].claim_id]
            if parent is None:
                return outlets[self._outlet(seen[-1])][0].report_id
            if isinstance(parent, str):
                return self._node(parent, outlets)
            if parent in seen:
                return min(c.report_id for c in seen[seen.index(parent) :])
            seen.append(parent)

    def _edges_of(self, ids: Sequence[str]) -> tuple[Edge, ...]:
        found = {edge for i in ids for edge in self.edges.get(i, ())}
        return tuple(sorted(found, key=lambda e: (e.child, e.parent, e.proof.rule, e.proof.start or 0)))
