"""What a ledger lets out: its publishing policy, as the person responsible wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from hadba.errors import UsageError
from hadba.model.claim import Claim
from hadba.model.incident import Incident
from hadba.model.when import When
from hadba.model.where import Where
from hadba.publish.select import at_place, in_period

HELD_BACK = frozenset({"redacted", "rejected"})  # never published, whatever the policy
STATES = ("proposed", "corrected", "accepted", "discounted", "published")
SHELTERED = ("hospital", "ambulance", "camp", "shelter", "house")  # types of objects.yaml
LONGEST_QUOTE = 300  # characters: short quotations are lawful, full texts are not


@dataclass(frozen=True, slots=True)
class Embargo:
    """What is not published yet: incidents that meet all of the conditions given. It ends on the day ``lifts`` (null: when
    somebody takes it out). An incident without a day may fall into any period, and is held back with it."""

    since: date | None = None
    until: date | None = None
    place: str | None = None
    types: tuple[str, ...] = ()
    lifts: date | None = None
    why: str = ""

    def holds(self, when: When, where: Iterable[Where], type: str, *, today: date) -> bool:
        """Whether something of that day, place and type is under embargo."""
        if self.lifts is not None and today >= self.lifts:
            return False
        dated = when.start is None or in_period(when, self.since, self.until)
        return dated and at_place(where, self.place) and (not self.types or type in self.types)


@dataclass(frozen=True, slots=True)
class Policy:
    """``states`` are the states of review that a published row may have. ``grid`` is the side in degrees of the cells to
    whose middle points are blurred, of incidents that hit one of ``blur`` (types of things) or lie at such a place.
    ``names`` lists persons whose names may stand although nothing makes them public, ``withhold`` names that never may."""

    states: frozenset[str] = frozenset(STATES)
    embargoes: tuple[Embargo, ...] = ()
    blur: frozenset[str] = frozenset(SHELTERED)
    grid: float = 0.1
    quote: int = LONGEST_QUOTE
    names: frozenset[str] = field(default_factory=frozenset)
    withhold: frozenset[str] = field(default_factory=frozenset)

    def embargoed(self, what: Incident | Claim, *, today: date) -> bool:
        """Whether an incident or a claim is under embargo."""
        return any(e.holds(what.when, what.where, what.type, today=today) for e in self.embargoes)

    def admits(self, state: str) -> bool:
        """Whether a row in this state of review may be published."""
        return state not in HELD_BACK and (state in self.states or (state not in STATES and "proposed" in self.states))


def read_policy(text: str) -> Policy:
    """The policy of a YAML text; ``UsageError`` with the entry that is wrong."""
    try:
        raw = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        raise UsageError(f"The policy is no YAML: {' '.join(str(error).split())}.") from error
    if not isinstance(raw, dict):
        raise UsageError("The policy must be a mapping of its entries (states, embargoes, blur, grid, quote, names, withhold).")
    known = {"states", "embargoes", "blur", "grid", "quote", "names", "withhold"}
    if unknown := sorted(set(map(str, raw)) - known):
        raise UsageError(f"The policy has the unknown entry {unknown[0]}; known are {', '.join(sorted(known))}.")
    plain = Policy()
    states = _words(raw, "states", plain.states)
    if wrong := sorted(states - set(STATES)):
        raise UsageError(f"The policy's states name {wrong[0]}; there are {', '.join(STATES)}.")
    return Policy(
        states=states,
        embargoes=tuple(_embargo(one) for one in _entries(raw.get("embargoes") or [])),
        blur=_words(raw, "blur", plain.blur),
        grid=_number(raw, "grid", plain.grid, most=5.0),
        quote=int(_number(raw, "quote", plain.quote, most=1000)),
        names=_words(raw, "names", plain.names),
        withhold=_words(raw, "withhold", plain.withhold),
    )


def _entries(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise UsageError("The policy's embargoes must be a list.")
    return value


def _words(raw: dict[str, Any], name: str, default: frozenset[str]) -> frozenset[str]:
    value = raw.get(name)
    if value is None:
        return default
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UsageError(f"The policy's {name} must be a list of words.")
    return frozenset(value)


def _number(raw: dict[str, Any], name: str, default: float, *, most: float) -> float:
    value = raw.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
        raise UsageError(f"The policy's {name} must be a number above 0 and up to {most:g}.")
    return value


def _embargo(raw: Any) -> Embargo:
    known = {"since", "until", "place", "types", "lifts", "why"}
    if not isinstance(raw, dict) or set(raw) - known or not set(raw) & {"since", "until", "place", "types"}:
        raise UsageError("An embargo needs since, until, place or types (and may have lifts and why), and nothing else.")
    days = {name: raw.get(name) for name in ("since", "until", "lifts")}
    for name, value in days.items():
        if value is not None and type(value) is not date:
            raise UsageError(f"An embargo's {name} must be a day as 2017-05-28, not {value!r}.")
    types = raw.get("types") or []
    if not isinstance(types, list) or not all(isinstance(one, str) for one in types):
        raise UsageError("An embargo's types must be a list of types of incident.")
    place = raw.get("place")
    return Embargo(**days, place=str(place) if place else None, types=tuple(types), why=str(raw.get("why") or ""))
