"""A figure with its place in the syntax, and the harm that it counts."""

from __future__ import annotations

from dataclasses import dataclass

from hadba.model.figure import Figure, FigureKind

HURTS = frozenset((FigureKind.KILLED, FigureKind.INJURED))


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with the tokens that matter for finding its happening: the counted head and the word of harm."""

    figure: Figure
    head: int
    harm: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Harm:
    """What befell them, and the token that says so; ``part``: they are some of those whom the token names."""

    kind: FigureKind
    token: int
    part: bool = False
