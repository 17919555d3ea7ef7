"""Typed view of relevance.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml


@dataclass(frozen=True, slots=True)
class Limit:
    """Weight a hit, and the most that all hits of a group may add (or take, where both are negative)."""

    weight: float
    limit: float

    def of(self, hits: float) -> float:
        """What ``hits`` hits add."""
        total = self.weight * hits
        return min(total, self.limit) if self.limit > 0 else max(total, self.limit)


@dataclass(frozen=True, slots=True)
class Weakly:
    """The ``share`` asked of a text of more than ``over`` characters whose score is less than ``margin`` above its need."""

    over: int
    margin: float
    share: float


@dataclass(frozen=True, slots=True)
class Passing:
    """What tells a report of conflict from one that only mentions it.

    ``share`` of the text in sentences that may bear a claim; ``needed_more`` score a 1,000 characters beyond the ``free``
    ones; ``throughout``: so many such sentences tell of conflict in a text of any length; ``weakly`` asks more of those whose
    score is barely enough. Beyond ``long`` words, what speaks against conflict weighs the less the longer the text is.
    """

    share: float
    free: int
    needed_more: Limit
    throughout: int
    long: int
    weakly: Weakly


@dataclass(frozen=True, slots=True)
class Brief:
    """A text of fewer characters than ``under``, which needs less to bear a soft claim."""

    under: int
    needed_soft: float


@dataclass(frozen=True, slots=True)
class Enough:
    """From so much ``public`` life on, a soft claim needs less."""

    public: float
    needed_soft: float


@dataclass(frozen=True, slots=True)
class Addressed:
    """How often a text says "you" outside quotations when it speaks to its reader, and what that weighs."""

    times: int
    weight: float


@dataclass(frozen=True, slots=True)
class RelevanceWords:
    """Word groups with their limits, and what a claim needs.

    ``of_a_war``: words that say that there is one; ``idle``: phrases whose words count for nothing; ``bystanders``: words that
    speak against conflict unless one of ``bearing_arms`` stands in the text; ``thrown``: acts that are none where
    ``figures_of_speech`` follow.
    """

    groups: Mapping[str, tuple[Limit, frozenset[str]]]
    of_a_war: frozenset[str]
    hard_trigger: Limit
    addressed: Addressed
    idle: frozenset[str]
    thrown: frozenset[str]
    figures_of_speech: frozenset[str]
    public_life: tuple[Limit, frozenset[str]]
    public_people: frozenset[str]
    bystanders: frozenset[str]
    bearing_arms: frozenset[str]
    armed_party: Limit
    hard_types: frozenset[str]
    needed_hard: float
    needed_soft: float
    brief: Brief
    public_enough: Enough
    other_causes: frozenset[str]
    accidental: frozenset[str]
    rehearsals: frozenset[str]
    passing: Passing

    def soft_in(self, text: str) -> float:
        """The score that a soft claim needs in a report of that text."""
        return self.brief.needed_soft if len(text) < self.brief.under else self.needed_soft


@cache
def relevance_words() -> RelevanceWords:
    """relevance.yaml, checked: weight and limit of a group have one sign."""
    data = read_yaml("relevance")
    for name, group in data["groups"].items():
        if group["weight"] * group["limit"] <= 0:
            raise LexiconError(f"relevance.yaml: weight and limit of {name} must have one sign.")
    return RelevanceWords(
        groups={name: _group(group) for name, group in data["groups"].items()},
        public_life=_group(data["public_life"]),
        public_people=frozenset(data["public_people"]),
        of_a_war=frozenset(data["of_a_war"]),
        hard_trigger=Limit(**data["hard_trigger"]),
        addressed=Addressed(**data["addressed"]),
        idle=frozenset(data["idle"]),
        bystanders=frozenset(data["bystanders"]["words"]),
        bearing_arms=frozenset(data["bystanders"]["unless"]),
        thrown=frozenset(data["thrown"]),
        figures_of_speech=frozenset(data["figures_of_speech"]),
        armed_party=Limit(**data["armed_party"]),
        hard_types=frozenset(data["hard_types"]),
        needed_hard=data["needed_hard"],
        needed_soft=data["needed_soft"],
        brief=Brief(**data["brief"]),
        public_enough=Enough(**data["public_enough"]),
        other_causes=frozenset(data["other_causes"]),
        accidental=frozenset(data["accidental"]),
        rehearsals=frozenset(data["rehearsals"]),
        passing=Passing(
            **data["passing"]
            | {"needed_more": Limit(**data["passing"]["needed_more"]), "weakly": Weakly(**data["passing"]["weakly"])}
        ),
    )


def _group(group: Mapping[str, Any]) -> tuple[Limit, frozenset[str]]:
    return Limit(group["weight"], group["limit"]), frozenset(str(word) for word in group["words"])
