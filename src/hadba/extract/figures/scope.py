"""What a figure is a total of."""

from __future__ import annotations

import re

from hadba.extract.figures.bounds import Quantity
from hadba.extract.figures.clause import clause_of
from hadba.extract.figures.counted import Harm
from hadba.extract.figures.partitives import some_of_the_hurt
from hadba.extract.figures.periods import over_a_period
from hadba.extract.figures.several import covers_several
from hadba.model.figure import FigureKind, Scope
from hadba.model.parse import Parsed, Sentence

_PART = re.compile(
    r"\b(?:including|include[sd]?)\b"
    r"|\b(?:of (?:them|whom)|among (?:them|whom|the (?:dead|victims|killed|wounded|injured)))"
    r"(?: (?:are|were|was|is))?[,:]?(?: [^,.;]{1,24} and)?\s*$"
)
# what follows is a total of its own: "was shot dead, bringing to 189 the number of soldiers killed since"
_BRINGING = re.compile(r",? (?:bringing|taking|raising|pushing|lifting|making)\b")


def scope_of(parsed: Parsed, sentence: Sentence, q: Quantity, harm: Harm, *, part: bool, goes_on: bool = False) -> Scope:
    """Part, cumulative, covers several, or the incident's own; decided by words in the figure's own clause and above it.
    ``goes_on``: it adds to a period's total told just before ("112 since Sunday ... another 42")."""
    before = parsed.text[max(sentence.span.start, parsed.tokens[q.first].start - 24) : parsed.tokens[q.first].start].lower()
    if part or _PART.search(before) or some_of_the_hurt(parsed, q, harm.kind):
        return Scope.PART
    clause = clause_of(parsed, sentence, q, harm)
    told = parsed.text[sentence.span.start : parsed.tokens[q.first].start]
    rest = _BRINGING.split(parsed.text[parsed.tokens[q.last - 1].end : sentence.span.end].lower())[0]
    if goes_on and not clause.dated() and not clause.one_act():
        return Scope.CUMULATIVE
    if over_a_period(
        clause,
        before=told.lower(),
        rest=rest,
        previous=parsed.sentences[sentence.i - 1].span.of(parsed.text).lower() if sentence.i else "",
        number=q.low or q.high or 0,
        counted=q.point is not None,
        deaths=harm.kind is FigureKind.KILLED,
    ):
        return Scope.CUMULATIVE
    return Scope.COVERS_SEVERAL if covers_several(clause, before=told) else Scope.INCIDENT
