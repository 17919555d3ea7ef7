"""One look at a ledger through its policy: what every record looks like there."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from hadba.model.claim import Claim
from hadba.model.ids import content_id
from hadba.model.incident import Incident, Lineage, Range
from hadba.model.report import Report
from hadba.model.where import Where
from hadba.publish.gate.addresses import may_hold_one, without_addresses
from hadba.publish.gate.blur import blurred, is_sheltered
from hadba.publish.gate.people import names_in, parts_of, public_in
from hadba.publish.gate.persons import IsPlace
from hadba.publish.gate.policy import Policy
from hadba.publish.gate.redact import NOBODY, Redactor, cut_anew, hide, walk
from hadba.publish.gate.secrets import Secrets
from hadba.publish.withhold import MASK

REMEMBERED = 1024  # masked reports kept at hand: an output comes back to the same few
T = TypeVar("T")


class View:
    """Names, masked reports and sheltered incidents, each worked out when it is first asked for."""

    def __init__(
        self,
        kept: Sequence[Incident],
        claims: Mapping[str, Claim],
        reports: Mapping[str, Report],
        policy: Policy,
        secrets: Secrets,
        is_place: IsPlace,
        beside: Iterable[Claim] = (),
        *,
        own_ids: bool = False,
    ) -> None:
        """``own_ids``: reports keep their ids, though these may tell a name."""
        self._own_ids = own_ids
        self.claims, self.reports, self.policy, self.secrets = claims, reports, policy, secrets
        self._is_place = is_place
        self._by_report: dict[str, list[Claim]] = {}
        for claim in {**{c.claim_id: c for c in beside}, **claims}.values():
            self._by_report.setdefault(claim.report_id, []).append(claim)
        self.incident_of = {c: i for i in kept for c in i.claims}
        self._company: dict[str, set[str]] = {}  # report -> reports of the same incidents: a victim's name is theirs too
        for incident in kept:
            for report in incident.reports:
                self._company.setdefault(report, set()).update(incident.reports)
        self.sheltered = {i.incident_id for i in kept if self._is_sheltered(i)}
        self._names: OrderedDict[str, frozenset[str]] = OrderedDict()
        self._shown: OrderedDict[str, tuple[Report, Redactor]] = OrderedDict()
        self._marked: set[str] = set()  # reports with more masked in them than names: what they bear is always walked
        self._own_id: dict[str, str] = {}  # id under which a report is shown, where its own tells a name -> its own

    def _is_sheltered(self, incident: Incident) -> bool:
        mine = [self.claims[c] for c in incident.claims if c in self.claims]
        return is_sheltered([*incident.where, *(w for c in mine for w in c.where)], mine, self.policy.blur)

    def holds(self, key: str) -> bool:
        """Whether there is a report of that id, its own or the one under which it is shown."""
        return self._own_id.get(key, key) in self.reports

    def shown(self, key: str) -> tuple[Report, Redactor]:
        """The report as it may be seen, and what was masked in it."""
        own = self._own_id.get(key, key)
        return _remembered(self._shown, own, self._mask)

    def _names_of(self, key: str) -> frozenset[str]:
        """The names that the report itself has withheld."""
        return _remembered(self._names, key, self._find_names)

    def _find_names(self, key: str) -> frozenset[str]:
        return names_in(self.reports[key], self._by_report.get(key, ()), self.policy, self._is_place)

    def _mask(self, key: str) -> tuple[Report, Redactor]:
        report, redactor = self.reports[key], self._redactor(key)
        passages = self.secrets.passages.get(report.id, ())
        if redactor is NOBODY and not passages and not may_hold_one(f"{report.text}\n{report.title}\n{report.url}"):
            return report, redactor
        text = redactor.text(hide(report.text, passages) if passages else report.text)
        if passages or (text is not report.text and without_addresses(report.text) is not report.text):
            self._marked.add(report.id)
        title, url = report.title, report.url
        if passages:  # a headline and an address tell what the passage tells
            title = url = None
        title = redactor.text(title) if title else None
        url = None if url and (redactor.tells(url) or MASK in redactor.text(url)) else url
        told = not self._own_ids and redactor.tells(report.id)
        id = content_id("r", report.sha256) if told else report.id
        if (text, title, url, id) == (report.text, report.title, report.url, report.id):
            return report, redactor
        if id != report.id:
            self._own_id[id] = report.id
        return replace(report, id=id, text=text, title=title, url=url), redactor

    def _redactor(self, key: str) -> Redactor:
        """What masks the names of a report, and those of its company that nothing makes public in it."""
        own = self._names_of(key)
        others = {n for r in self._company.get(key, ()) if r != key and r in self.reports for n in self._names_of(r)}
        if not others and not own:
            return NOBODY
        public = public_in(self.reports[key], self._by_report.get(key, ()), self.policy)
        names = own.union(n for n in others if n.casefold() not in public)
        return Redactor.of(names, parts_of(names, public)) if names else NOBODY

    def claim(self, claim: Claim) -> Claim:
        """The claim as it may be seen: without the people whom it names one by one."""
        claim = replace(claim, people=()) if claim.people else claim
        incident = self.incident_of.get(claim.claim_id)
        hidden = incident is not None and incident.incident_id in self.sheltered
        if hidden or is_sheltered(claim.where, [claim], self.policy.blur):
            claim = replace(claim, where=tuple(blurred(w, self.policy.grid) for w in claim.where))
        if claim.report_id not in self.reports:
            return claim
        report, redactor = self.shown(claim.report_id)
        own = self.reports[claim.report_id]
        bare = report.id == own.id and claim.report_id not in self._marked and not redactor.touches(claim)
        if bare and self._is_plain(claim):
            return claim
        if MASK in report.text:
            claim = cut_anew(claim, report)
        return walk(claim, _Rule(redactor, self.policy.quote, {claim.report_id: report.id}))

    def incident(self, incident: Incident) -> Incident:
        """The incident as it may be seen: without secret claims, with the words and points that may stand."""
        one = _without(incident, self.secrets.claims)
        if one.incident_id in self.sheltered:
            one = replace(one, where=tuple(blurred(w, self.policy.grid) for w in one.where))
        if any(_has_an_address(w) for w in one.where):
            one = walk(one, _Rule(NOBODY, self.policy.quote, {r: r for r in one.reports}))
        seen = {r: self.shown(r) for r in one.reports if r in self.reports}
        ids = {own: report.id for own, (report, _) in seen.items()}
        for own, (report, redactor) in seen.items():
            if report.id != own or own in self._marked or redactor.touches(one):
                one = walk(one, _Rule(redactor, self.policy.quote, ids))
        return one

    def _is_plain(self, claim: Claim) -> bool:
        """Whether nothing in it needs a walk, its report being harmless: no words longer than a quotation, and no place
        whose entry (the user's own, perhaps) has an address for a name. Most claims are, and a walk is what costs."""
        longest = self.policy.quote
        for group in (claim.figures, claim.where, claim.actors, claim.objects, claim.weapons):
            for one in group:
                if len(one.text) > longest:
                    return False
        return not any(_has_an_address(w) for w in claim.where)


def _has_an_address(where: Where) -> bool:
    return any(_is_address(name) for name in (where.name, where.within) if name)


@lru_cache(maxsize=20_000)
def _is_address(name: str) -> bool:
    return without_addresses(name) is not name


@dataclass(frozen=True, slots=True)
class _Rule:
    """Masks, and keeps quotations short; ``ids`` of reports become those under which they are shown."""

    redactor: Redactor
    longest: int
    ids: Mapping[str, str]

    def __call__(self, text: str) -> str:
        if text in self.ids:
            return self.ids[text]
        if text.isidentifier() and text.islower():  # an id, a word of the lexicon: no name, no address
            return text
        words = self.redactor.text(text)
        return words if len(words) <= self.longest else words[: self.longest].rstrip() + " ..."


def _remembered(known: OrderedDict[str, T], key: str, make: Callable[[str], T]) -> T:
    held = known.get(key)
    if held is None:
        held = known[key] = make(key)
        if len(known) > REMEMBERED:
            known.popitem(last=False)
    return held


def _without(incident: Incident, secret: frozenset[str]) -> Incident:
    """The incident without a trace of the claims that a person redacted one by one; its numbers stand."""
    if not secret or not secret & set(incident.claims):
        return incident

    def open(range: Range) -> Range:
        left_out = tuple(pair for pair in range.left_out if pair[0] not in secret)
        return replace(range, votes=tuple(v for v in range.votes if v not in secret), left_out=left_out)

    lineages = [Lineage(one.root, tuple(c for c in one.claims if c not in secret), one.edges) for one in incident.lineages]
    return replace(
        incident,
        claims=tuple(c for c in incident.claims if c not in secret),
        lineages=tuple(one for one in lineages if one.claims),
        ranges={k: {v: {c: open(r) for c, r in by.items()} for v, by in held.items()} for k, held in incident.ranges.items()},
        conceded={kind: open(range) for kind, range in incident.conceded.items()},
    )
