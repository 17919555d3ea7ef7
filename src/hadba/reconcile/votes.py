"""What a source says of one kind of figure, as a vote."""

from __future__ import annotations

from dataclasses import dataclass

from hadba.model.figure import Victims


@dataclass(frozen=True, slots=True)
class Vote:
    """One source's word. ``low``, ``point``, ``high`` as in ``Figure``; one of them at least is given, and low <= high.

    ``claims`` are those that bear it (two where a source counts civilians and combatants apart). ``reliability`` runs
    from A (best) to E. ``belligerent``: the speaker is an armed party; ``sure``: the perpetrator is certain.
    """

    claims: tuple[str, ...]
    lineage: str
    victims: Victims
    low: int | None
    point: int | None
    high: int | None
    belligerent: bool = False
    conceded: bool = False
    sure: bool = True
    reliability: str = "C"

    @property
    def top(self) -> int:
        """high, else point, else low."""
        return next(n for n in (self.high, self.point, self.low) if n is not None)

    @property
    def open(self) -> bool:
        """Whether the words leave the upper end open ("at least 20")."""
        return self.high is None and self.low is not None
