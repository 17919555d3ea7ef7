"""The footnotes of a brief: each is one passage of one report, in its own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from hadba.model.claim import Claim
from hadba.model.figure import Figure
from hadba.model.report import Report
from hadba.model.span import Span

LONGEST = 300  # characters of one quotation: short quotations are lawful, full texts are not

Quote = Callable[[Report, Span], str]


@dataclass(frozen=True, slots=True)
class Note:
    """Footnote ``n``: the quoted words and where they stand (offsets into the report's text)."""

    n: int
    source: int
    outlet: str
    published: str
    span: Span
    quote: str
    claim_id: str


@dataclass(frozen=True, slots=True)
class Source:
    """Report ``n`` of the list of sources."""

    n: int
    report: Report


@dataclass(slots=True)
class Notes:
    """Gives each cited passage its number, in the order in which the brief cites them."""

    reports: Mapping[str, Report]
    quote: Quote
    _numbers: dict[tuple[str, Span], Note] = field(default_factory=dict)
    _sources: dict[str, Source] = field(default_factory=dict)

    def cite(self, claim: Claim, figures: Iterable[Figure] = ()) -> tuple[int, ...]:
        """The numbers of the passages that bear ``claim`` (and those of ``figures``, where they stand elsewhere)."""
        report = self.reports.get(claim.report_id)
        if report is None:
            return ()
        wanted = [_around(report.text, claim, figure) for figure in figures] or [_around(report.text, claim, None)]
        return tuple(dict.fromkeys(self._number(report, claim, span) for span in wanted))

    def has_cited(self, claim: Claim) -> bool:
        """Whether the passage that bears ``claim`` has its number already."""
        report = self.reports.get(claim.report_id)
        return report is not None and (report.id, _around(report.text, claim, None)) in self._numbers

    def _number(self, report: Report, claim: Claim, span: Span) -> int:
        key = (report.id, span)
        if key not in self._numbers:
            source = self._sources.setdefault(report.id, Source(len(self._sources) + 1, report))
            published = report.published.isoformat() if report.published else "undated"
            words = " ".join(self.quote(report, span).split())
            note = Note(len(self._numbers) + 1, source.n, report.outlet, published, span, words, claim.claim_id)
            self._numbers[key] = note
        return self._numbers[key].n

    def passage(self, claim: Claim) -> str:
        """The words of the passage that bears ``claim``, which get no number by it; "" where its report is not at hand."""
        report = self.reports.get(claim.report_id)
        return " ".join(self.quote(report, _around(report.text, claim, None)).split()) if report else ""

    @property
    def all(self) -> tuple[Note, ...]:
        """All footnotes, by number."""
        return tuple(self._numbers.values())

    @property
    def sources(self) -> tuple[Source, ...]:
        """The cited reports, in the order of first citation."""
        return tuple(self._sources.values())


def _around(text: str, claim: Claim, figure: Figure | None) -> Span:
    """The sentence that holds the figure (or the trigger), or what of it can be quoted around them."""
    core = figure.span if figure else Span(claim.trigger.start, claim.trigger.end)
    whole = sentence_around(text, core)
    if whole.end - whole.start <= LONGEST:
        return whole
    passage = next((s for s in claim.spans if s.contains(core) and s.end - s.start <= LONGEST), None)
    if passage:
        return passage
    spare = max(0, LONGEST - (core.end - core.start)) // 2
    start = _word_start(text, max(whole.start, core.start - spare), whole.start)
    return Span(start, _word_end(text, min(whole.end, start + LONGEST), whole.end))


def quotation(report: Report, claim: Claim) -> str:
    """The short passage of ``report`` that bears ``claim``, on one line."""
    return " ".join(_around(report.text, claim, next(iter(claim.figures), None)).of(report.text).split())


_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s)|\n")
_NO_END = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Sgt|Brig|Gov|Sen|Rep|St|No|vs|etc|approx|Jan|Feb|Aug|Sept?|Oct|Nov|Dec))$"
)


def sentence_around(text: str, core: Span) -> Span:
    """The bounds of the sentence in which ``core`` stands, without the space around it. ``core`` is never cut."""
    start, end = 0, len(text)
    for found in _END.finditer(text):
        if _NO_END.search(text[: found.start()][-6:]):
            continue
        if found.end() <= core.start:
            start = found.end()
        elif found.start() >= core.end - 1:
            end = found.end()
            break
    while start < core.start and text[start].isspace():
        start += 1
    while end > core.end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _word_start(text: str, at: int, floor: int) -> int:
    while at > floor and not text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, at: int, ceiling: int) -> int:
    while at < ceiling and not text[at].isspace():
        at += 1
    return at
