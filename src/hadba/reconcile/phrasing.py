"""What the words around a figure say of it (brought up to date, overtaken, on top of another), and words for counts."""

from __future__ import annotations

from hadba.lexicon.linking import linking_words
from hadba.model.claim import Claim
from hadba.model.figure import Figure
from hadba.model.report import Report
from hadba.model.span import cover
from hadba.text.similarity import folded

NEAR = 60  # characters
LEADING_IN = 5  # words: "its earlier death toll of"


def has_grown(claim: Claim, figure: Figure, report: Report | None) -> bool:
    """Whether a word of growth or correction stands in the claim's passage near the figure."""
    if report is None or not claim.spans:
        return False
    whole = cover(list(claim.spans))
    start, end = max(whole.start, figure.span.start - NEAR), min(whole.end, figure.span.end + NEAR)
    return not linking_words().growth.isdisjoint(folded(report.text[start:end]))


def is_overtaken(figure: Figure, report: Report | None) -> bool:
    """Whether the words before the figure say that it was an earlier toll, or that the toll rose from it."""
    before = _before(figure, report)[-LEADING_IN:]
    lexicon = linking_words()
    told = [n for n, w in enumerate(before) if w in lexicon.overtaken]
    named = any(w in lexicon.tolls for n in told for w in before[n + 1 : n + 3])
    return named or before[-2:] == ["up", "from"] or (before[-1:] == ["from"] and bool(lexicon.growth & set(before)))


def is_addition(figure: Figure, report: Report | None) -> bool:
    """Whether the count comes on top of another."""
    own = folded(figure.text)
    added = linking_words().additions
    told = any(w in added and own[n + 1 : n + 2] != ["than"] for n, w in enumerate(own))
    return told or any(w in added - {"more"} for w in _before(figure, report)[-1:])


def counted(n: int, noun: str) -> str:
    """ "1 report", "3 reports"."""
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _before(figure: Figure, report: Report | None) -> list[str]:
    """The words of the line before the figure."""
    if report is None:
        return []
    line = report.text[max(0, figure.span.start - NEAR) : figure.span.start].rpartition("\n")[2]
    return folded(line)
