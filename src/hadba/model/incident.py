"""Claims judged to be about the same happening, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from hadba.model.actor import ActorMention
from hadba.model.claim import Claim
from hadba.model.when import When
from hadba.model.where import Where


class Grade(StrEnum):
    """How well the harm of an incident stands, first match wins (design, rules of reconciliation)."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Proof:
    """Why one report is taken to echo another: the rule's name and, where words prove it, their span in the child."""

    rule: str
    start: int | None = None
    end: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """``child`` repeats ``parent``; both are node names (a report id, or ``source:NAME`` where that report is not held)."""

    child: str
    parent: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class Lineage:
    """One root, one vote. ``root`` is a report id, or ``source:NAME`` as a placeholder for a report that is not held."""

    root: str
    claims: tuple[str, ...]
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims judged to be about one happening, before anything is counted.

    ``claims`` are in the order of the ledger; ``evidence`` says in words why they were joined, one line a join.
    """

    incident_id: str
    claims: tuple[Claim, ...]
    lineages: tuple[Lineage, ...]
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """low <= best <= high of a figure under one convention. ``best`` is null where the convention leaves it blank.

    ``high_open`` prints as "20+". ``votes`` are the ids of the claims that were counted; ``left_out`` pairs a claim id
    with the rule that kept it out; ``provisional`` marks IBC's "fewer than two independent sources".
    """

    low: int | None
    best: int | None
    high: int | None
    high_open: bool
    votes: tuple[str, ...]
    provisional: bool = False
    left_out: tuple[tuple[str, str], ...] = ()


# kind of figure -> victims -> convention -> range
Ranges = Mapping[str, Mapping[str, Mapping[str, Range]]]


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident, always derivable again from claims and decisions; it holds nothing that no claim bears.

    ``conceded`` is what a belligerent accepts (kind -> range), kept apart from ``ranges``. ``joins`` says why its reports
    were taken to tell of one happening, a line a join.
    """

    incident_id: str
    type: str
    when: When
    where: tuple[Where, ...]
    actors: tuple[ActorMention, ...]
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    lineages: tuple[Lineage, ...]
    n_reports: int
    n_independent: int
    ranges: Ranges
    conceded: Mapping[str, Range]
    grade: Grade
    grade_reason: str
    review_state: str
    rule_version: str
    joins: tuple[str, ...] = ()
