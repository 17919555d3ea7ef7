"""Signs that a claim without a named source repeats another claim of the same incident."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from hadba.lexicon.actors import dictionary
from hadba.lexicon.speaking_for import speaks_for
from hadba.model.attribution import Stance
from hadba.model.claim import Claim
from hadba.model.figure import Scope
from hadba.model.incident import Proof
from hadba.model.report import Report
from hadba.model.span import Span, cover
from hadba.text.similarity import SHINGLE, containment, passages, shingles

COPIED = 0.6  # share of a passage's five-word runs that stand in the earlier report
LEAST_RUNS = 6  # runs of five words: ten words at least
COPIED_RUN = 12  # words in a row: shorter shared runs are names of bodies and stock phrases (measured, decision record 63)
QUOTED_RUN = 8  # words in a row within quotation marks: two reports heard, or read, the same speaker
_QUOTED = re.compile(r"[\"“«„][^\"“”«»„\n]{20,}[\"”»“]")
NEAR_LINK = 400  # characters from the claim to an address that it may rest on
_ADDRESS = re.compile(r"https?://[^\s)\]>\"']+")
_NOT_TELLING = (Stance.DENIES, Stance.DISPUTES, Stance.CLAIMS_RESPONSIBILITY)


def order(claim: Claim, reports: Mapping[str, Report]) -> tuple[str, str]:
    """By which claims of an incident follow each other: the day of publication (unknown last), then the report."""
    report = reports.get(claim.report_id)
    day = report.published if report else None
    return (day.isoformat() if day else "9999", claim.report_id)


def shares_figure(one: Claim, other: Claim) -> bool:
    """Whether both give one number of one kind."""
    return not _numbers(one).isdisjoint(_numbers(other))


def _numbers(claim: Claim) -> frozenset[tuple[str, int]]:
    return frozenset((f.kind.value, n) for f in claim.figures for n in (f.low, f.point, f.high) if n is not None)


def rests_on(claim: Claim, credited: Sequence[Claim]) -> Claim | None:
    """The claim with a named source, of the same report, that words without one rest on.

    A headline's or lead's number is that of the source that the report names for this number, or for its parts. Words
    without a number, or with one of a kind that no named source gives ("the raid also injured 25"), go on from the source
    named last before them, else from the first. A rival number of a kind for which a source is named is the report's own.
    """
    telling = sorted((c for c in credited if c.stance not in _NOT_TELLING and _may_be(c, claim)), key=_place)
    given = {f.kind for f in claim.figures if f.top is not None}
    for fits in (shares_figure, _gives_parts):
        if given and (found := next((c for c in telling if fits(c, claim)), None)):
            return found
    if given & {f.kind for c in telling for f in c.figures}:
        return None
    counting = [c for c in telling if c.figures] if given else telling
    before = [c for c in counting if _place(c) < _place(claim)]
    return before[-1] if before else next(iter(counting), None)


def _may_be(source: Claim, claim: Claim) -> bool:
    """Whether an unnamed speaker of ``claim`` ("a monitor") may be the named one of ``source``: nobody calls an army so."""
    parties = (speaks_for(speaker) for speaker in source.attribution[1:])
    return len(claim.attribution) < 2 or not any(dictionary().is_belligerent(party or "") for party in parties)


def _gives_parts(claim: Claim, whole: Claim) -> bool:
    """Whether ``claim`` counts parts and no total of their kind, none of them larger than the number of ``whole``."""
    counted = {f.kind for f in claim.figures if f.scope is Scope.INCIDENT and f.top is not None}
    parts = [f for f in claim.figures if f.scope is Scope.PART and f.top is not None and f.kind not in counted]
    totals = {f.kind: f.top for f in whole.figures if f.scope is Scope.INCIDENT and f.top is not None}
    return bool(parts) and all((f.top or 0) <= totals.get(f.kind, -1) for f in parts)


def _place(claim: Claim) -> tuple[int, str]:
    return (claim.spans[0].start if claim.spans else 0, claim.claim_id)


@dataclass
class Echoes:
    """Finds what a claim repeats among the claims of other outlets, by address and by words.

    ``outlet_of`` maps a report id to the key of its outlet; ``sourced`` are the ids of the claims that tell a source.
    """

    claims: Sequence[Claim]
    reports: Mapping[str, Report]
    outlet_of: Mapping[str, str]
    sourced: frozenset[str]

    def found(self, claim: Claim) -> tuple[Claim, Proof] | None:
        """The claim that ``claim`` repeats, and what proves it."""
        if claim.report_id not in self.reports or not claim.spans or not self._several:
            return None
        return self.cited(claim) or self.copied(claim)

    def cited(self, claim: Claim) -> tuple[Claim, Proof] | None:
        """The claim of the report whose address stands near ``claim``."""
        text, span = self.reports[claim.report_id].text, cover(list(claim.spans))
        for found in _ADDRESS.finditer(text, max(0, span.start - NEAR_LINK), span.end + NEAR_LINK):
            told = [c for c in self._by_address.get(found.group().rstrip("/.,;"), ()) if self._other_outlet(c, claim)]
            if told:
                best = min(told, key=lambda c: (not shares_figure(claim, c), _place(c)))
                return best, Proof("link", found.start(), found.end(), found.group())
        return None

    def copied(self, claim: Claim) -> tuple[Claim, Proof] | None:
        """The claim of an earlier report, or of a later one that tells its source, in which the passage of ``claim`` stands
        word for word: most of it, a long run of it, or what it quotes."""
        text, span = self.reports[claim.report_id].text, cover(list(claim.spans))
        part = _shingles(span.of(text))
        if len(part) < LEAST_RUNS:
            return None
        near = {c.claim_id: c for run in part for c in self._by_run.get(run, ())}
        told = [c for c in near.values() if self._other_outlet(c, claim)]
        earlier = [c for c in told if self._order(c) < self._order(claim) or c.claim_id in self.sourced]
        refuted = set()  # reports, each looked into once
        for other in sorted(earlier, key=lambda c: (self._order(c), not shares_figure(claim, c), _place(c))):
            if other.report_id not in refuted:
                proof = _copy(text, span, part, self.reports[other.report_id].text)
                if proof is not None:
                    return other, proof
                refuted.add(other.report_id)
        return None

    @cached_property
    def _several(self) -> bool:
        """Whether more than one outlet tells of it."""
        return len(set(self.outlet_of.values())) > 1

    @cached_property
    def _by_address(self) -> Mapping[str, Sequence[Claim]]:
        found: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            report = self.reports.get(claim.report_id)
            if report and report.url:
                found[report.url.rstrip("/")].append(claim)
        return found

    @cached_property
    def _by_run(self) -> Mapping[int, Sequence[Claim]]:
        """Five-word run -> the claims in whose passage it stands."""
        found: defaultdict[int, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            report = self.reports.get(claim.report_id)
            if report and claim.spans:
                for run in _shingles(cover(list(claim.spans)).of(report.text)):
                    found[run].append(claim)
        return found

    def _other_outlet(self, one: Claim, other: Claim) -> bool:
        return self.outlet_of[one.report_id] != self.outlet_of[other.report_id]

    def _order(self, claim: Claim) -> tuple[str, str]:
        return order(claim, self.reports)


def _copy(text: str, span: Span, part: frozenset[int], source: str) -> Proof | None:
    """What proves that the passage at ``span`` has the words of ``source``, with the longest shared run; or null."""
    whole = _shingles(source)
    if len(part & whole) <= QUOTED_RUN - SHINGLE:
        return None
    runs = [
        (r.words, r.left.start + span.start, r.left.end + span.start) for r in passages(span.of(text), source, least=SHINGLE)
    ]
    if not runs:
        return None
    longest, start, end = max(runs, key=lambda r: (r[0], -r[1]))
    if longest >= COPIED_RUN or containment(part, whole) >= COPIED:
        return Proof("same words", start, end, text[start:end])
    quoted = [Span(m.start(), m.end()) for m in _QUOTED.finditer(text, max(0, span.start - 1), span.end + 1)]
    for count, start, end in runs:
        if count >= QUOTED_RUN and any(q.start <= start and end <= q.end for q in quoted):
            return Proof("same quotation", start, end, text[start:end])
    return None


@lru_cache(maxsize=4096)
def _shingles(text: str) -> frozenset[int]:
    return shingles(text)
