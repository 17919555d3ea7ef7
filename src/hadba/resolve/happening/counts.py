"""What the counts of people tell of two happenings in one report being one; ``told`` are the words told of the earlier."""

from __future__ import annotations

from collections.abc import Sequence

from hadba.model.figure import Figure, FigureKind, Scope
from hadba.resolve.happening.words import Word

_LARGE, _SCALE = 100, 5  # a toll of hundreds, five times what was told
_OTHER_TOLL = 2


def same_toll(word: Word, told: Sequence[Word]) -> bool:
    return bool(_numbers(word.figures) & {n for w in told for n in _numbers(w.figures)})


def another_scale(word: Word, told: Sequence[Word]) -> bool:
    """Whether a bare toll, undated and unplaced, is far above all that is told of the happening: the toll of something else
    ("the protester death count in the hundreds")."""
    if word.type != "killing" or word.days or word.places:
        return False
    counts = {f.kind: n for w in told for f in w.figures if (n := f.high or f.point or f.low) is not None}
    return any((f.low or 0) >= _LARGE and f.kind in counts and (f.low or 0) >= _SCALE * counts[f.kind] for f in word.figures)


def another_toll(word: Word, told: Sequence[Word]) -> bool:
    """Whether the word, which brings up an act ("an air strike killed 60"), counts twice or half the dead that were told of the
    happening in other sentences: a toll grows, but then the act is "the" one."""
    own = _dead(word)
    others = {n for w in told if w.token.sentence != word.token.sentence for n in _dead(w)}
    return bool(own and others) and all(max(a, b) >= _OTHER_TOLL * min(a, b) for a in own for b in others)


def _dead(word: Word) -> set[int]:
    """The numbers of the dead that are totals, 3 and more."""
    totals = (f for f in word.figures if f.kind is FigureKind.KILLED and f.scope is Scope.INCIDENT and not f.groups)
    return {n for f in totals if (n := number_of(f)) >= 3}


def _numbers(figures: tuple[Figure, ...]) -> set[tuple[object, ...]]:
    """Numbers distinctive enough to name a happening, 3 and more, whatever their bound."""
    return {(f.kind, n) for f in figures if (n := number_of(f)) >= 3}


def number_of(figure: Figure) -> int:
    """The one number that a figure is known by: its point, else a bound; 0 where it has none."""
    return figure.point or figure.low or figure.high or 0
