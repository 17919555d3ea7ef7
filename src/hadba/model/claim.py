"""One thing that a report says about one happening or state."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hadba.model.actor import ActorMention, Responsibility, Role
from hadba.model.attribution import Speaker, Stance
from hadba.model.figure import Figure, FigureKind
from hadba.model.ids import content_id
from hadba.model.span import Span
from hadba.model.when import When
from hadba.model.where import Where


class Family(StrEnum):
    """The three families of claims."""

    EVENT = "event"
    CONTROL = "control"
    CONDITION = "condition"


class Realis(StrEnum):
    """Whether it is said to have happened."""

    ACTUAL = "actual"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    GENERIC = "generic"


UNDATED = When()


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word that bears the claim."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon as written, with its type from the lexicon."""

    type: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class StruckObject:
    """A thing that was hit and what became of it: destroyed, damaged, struck or threatened."""

    type: str
    effect: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """People whom it befell (target) or who did it (perpetrator), as written.

    ``span`` covers the whole phrase ("former minister Ada Lom", "two hooded men"), ``name`` the name in it and ``office``
    the words that say who they are; of a short name both may stand elsewhere in the report. ``kind`` is from the lexicon
    (official, police ...; null for ordinary people), ``harm`` what the words say befell them, ``count`` how many, null for
    several of unknown number. Names of victims stay inside: publishing drops all of it.
    """

    role: Role
    text: str
    span: Span
    name: Span | None = None
    office: Span | None = None
    kind: str | None = None
    former: bool = False
    harm: FigureKind | None = None
    count: int | None = None
    responsibility: Responsibility = Responsibility.TOLD


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim, immutable. ``attribution`` runs from the outlet to the innermost speaker and has one link at least.

    ``happening`` is a key that claims of one report share when the report speaks of the same happening; it means
    nothing across reports. ``detail`` holds what one family needs and the others do not: for control the verb
    (holds, took, lost, advances, encircles), for a condition its sector. ``main`` is false for background.
    """

    claim_id: str
    report_id: str
    family: Family
    type: str
    realis: Realis
    spans: tuple[Span, ...]
    trigger: Trigger
    attribution: tuple[Speaker, ...]
    stance: Stance = Stance.ASSERTS
    hedge: str | None = None
    said_on: When | None = None
    when: When = UNDATED
    where: tuple[Where, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    objects: tuple[StruckObject, ...] = ()
    figures: tuple[Figure, ...] = ()
    happening: str = ""
    main: bool = True
    detail: str | None = None
    people: tuple[Person, ...] = ()


def claim_id(report_id: str, family: Family, type: str, spans: tuple[Span, ...], figures: tuple[Figure, ...]) -> str:
    """The id of a claim: a hash of report, family, type, spans and figures as read."""
    counted = [[f.kind, f.victims, f.low, f.point, f.high, list(f.span)] for f in figures]
    return content_id("c", report_id, family, type, [list(s) for s in spans], counted)
