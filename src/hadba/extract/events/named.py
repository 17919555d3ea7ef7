"""Victims told by name and by no number: "killing Qari Wali, a commander". Whoever is named is counted, as a part: nothing says
that nobody else was harmed. The figure's words are those of the harm, never the name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hadba.model.actor import Role
from hadba.model.claim import Person, Realis
from hadba.model.figure import Figure, FigureKind, Scope, Victims
from hadba.model.parse import Token

_KINDS = (FigureKind.KILLED, FigureKind.INJURED, FigureKind.ABDUCTED)
_COMBATANT = ("insurgent", "criminal", "military", "police")


def named_victims(
    harms: Iterable[Token], people: Sequence[Person], counted: Iterable[Figure], realis: Realis
) -> tuple[Figure, ...]:
    """A figure a kind of harm for the named people among ``people``, where no figure of that kind counts them already.

    ``harms`` are the tokens whose people they are; the figure stands at the first."""
    word = next(iter(harms), None)
    if word is None or realis is not Realis.ACTUAL:
        return ()
    told = {f.kind for f in counted}
    figures = []
    for kind in _KINDS:
        named = [p for p in people if p.role is Role.TARGET and p.harm is kind and p.name is not None and p.count == 1]
        if not named or kind in told:
            continue
        victims = Victims.COMBATANT if all(p.kind in _COMBATANT for p in named) else Victims.UNKNOWN
        n = len({p.name for p in named})
        figures.append(Figure(kind, victims, n, n, n, word.text, word.span, scope=Scope.PART))
    return tuple(figures)
