"""A figure with its place in the syntax."""

from __future__ import annotations

from dataclasses import dataclass

from hadba.model.figure import Figure


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with the tokens that matter for finding its happening: the counted head and the word of harm."""

    figure: Figure
    head: int
    harm: int
    sentence: int
