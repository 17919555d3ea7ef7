"""What linking keeps of a report, so that a later run compares it with new ones without reading its claims again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Interval = tuple[date, date]


class Sort(StrEnum):
    """What kind of cluster a claim belongs to; claims of different sorts are never joined."""

    HAPPENING = "happening"
    TOTAL = "total"  # a war's or a period's figure
    PROSPECT = "prospect"  # planned, hypothetical or generic
    CONTROL = "control"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as the linker sees it. ``own`` and ``above`` are consonant skeletons of its names and of what it lies in.

    The point of a place that is only known to lie in another is that of the other; the truth is within ``slack`` km.
    """

    own: frozenset[str]
    above: frozenset[str]
    place_id: str | None
    fineness: int
    lat: float | None
    lon: float | None
    slack: float
    country: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What one report says of one happening, as far as happenings are compared.

    ``id`` is the least of ``claims``; ``key`` is the report's own for the happening, empty where it gave none; ``types``
    counts the claims of each. ``figures`` are (kind, number), ``sayings`` the same after the key of their source; ``names``
    are those in the claims' passages, ``wording`` marks of the words of those passages that bear a figure, a few a passage.
    """

    id: str
    report: str
    sort: Sort
    claims: tuple[str, ...]
    key: str
    types: Mapping[str, int]
    day: Interval | None
    published: date | None
    spots: tuple[Spot, ...] = ()
    perpetrators: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    figures: frozenset[tuple[str, int]] = frozenset()
    sayings: frozenset[tuple[str, str, int]] = frozenset()
    objects: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    details: frozenset[str] = frozenset()
    outlet: str = ""
    wording: tuple[frozenset[int], ...] = ()


@dataclass(frozen=True, slots=True)
class Linkage:
    """A report's profiles, and a hash of what people ruled on its claims (empty where nothing). ``months`` are those under
    which others look for them ("2017-05", or "undated")."""

    report_id: str
    profiles: tuple[Profile, ...]
    months: tuple[str, ...]
    ruled: str = ""


@dataclass(frozen=True, slots=True)
class LinkState:
    """How the profiles hung together when incidents were last derived.

    ``components`` are the groups of profile ids that evidence connects (those that stand alone are left out);
    ``incident_of`` maps each profile to the incident that its claims came to; ``rules`` names the rules by which all of this
    was derived, empty where it was not told.
    """

    components: tuple[tuple[str, ...], ...] = ()
    incident_of: Mapping[str, str] = field(default_factory=dict)
    verdicts: Mapping[str, str] = field(default_factory=dict)  # incident id -> what people had ruled on it as a whole
    rules: str = ""
