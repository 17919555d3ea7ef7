"""How our types are filed in ACLED and UCDP GED: the typed view of the two mapping tables, checked against events.yaml."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations_with_replacement

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml

CONDITIONS = frozenset(("civilians", "harm", "detained", "state", "rebel"))
ELSEWHERE = "Other"  # ACLED's own drawer for what it has no type for


@dataclass(frozen=True, slots=True)
class AcledType:
    """Event type, sub-event type and disorder type, as ACLED names them."""

    event: str
    sub_event: str
    disorder: str


@dataclass(frozen=True, slots=True)
class AcledRule:
    """``plain`` holds unless a condition does, first match wins."""

    plain: AcledType
    refined: tuple[tuple[str, AcledType], ...] = ()

    def of(self, conditions: Collection[str]) -> AcledType:
        """The one type under the conditions that hold."""
        return next((found for condition, found in self.refined if condition in conditions), self.plain)


@cache
def acled_types() -> Mapping[str, AcledRule]:
    """Our type -> rule."""
    data = read_yaml("export_acled")
    subs = {name: AcledType(event, name, disorder) for name, (event, disorder) in data["sub_events"].items()}
    rules = {}
    for type, entry in data["types"].items():
        refined = tuple((condition, subs[sub]) for condition, sub in entry.get("if", ()))
        unknown = {condition for condition, _ in refined} - CONDITIONS
        if unknown:
            raise LexiconError(f"export_acled.yaml: {type} has the unknown conditions {sorted(unknown)}.")
        rules[type] = AcledRule(subs[entry["is"]], refined)
    _check_complete("export_acled.yaml", rules)
    return rules


@cache
def acled_sub_events() -> frozenset[str]:
    """The names of all sub-event types."""
    return frozenset(read_yaml("export_acled")["sub_events"])


@cache
def acled_targeting() -> frozenset[str]:
    """Sub-event types that are aimed at civilians whoever else is named."""
    return frozenset(read_yaml("export_acled")["targeting"])


@cache
def acled_classes() -> tuple[str, ...]:
    """The classes of actors in the order of their numbers."""
    return tuple(read_yaml("export_acled")["classes"])


@cache
def acled_interactions() -> Mapping[tuple[str, ...], str]:
    """One class, or two in the order of their numbers -> the interaction's title."""
    data, classes = read_yaml("export_acled"), acled_classes()
    titles: dict[tuple[str, ...], str] = {(one,): f"{one} only" for one in classes}
    titles |= {pair: "-".join(pair) for pair in combinations_with_replacement(classes, 2)}
    for title in data["otherwise"]:
        pair = next((p for p in titles if len(p) == 2 and "-".join(reversed(p)) == title), None)
        if pair is None:
            raise LexiconError(f"export_acled.yaml: {title} is no pair of classes.")
        titles[pair] = title
    return titles


@cache
def ged_types() -> Mapping[str, str]:
    """Our type -> "1", "2", "3", "parties" or "none"."""
    found = {name: str(value) for name, value in read_yaml("export_ged")["types"].items()}
    wrong = {name for name, value in found.items() if value not in ("1", "2", "3", "parties", "none")}
    if wrong:
        raise LexiconError(f"export_ged.yaml: {sorted(wrong)} have no type of violence.")
    _check_complete("export_ged.yaml", found)
    return found


@dataclass(frozen=True, slots=True)
class GedActor:
    """A party as UCDP names it, with its id in UCDP's list of actors."""

    name: str
    id: int


@cache
def ged_actors() -> Mapping[str, GedActor]:
    """Our actor -> UCDP's, where both mean the same party."""
    return {id: GedActor(str(name), int(number)) for id, (name, number) in read_yaml("export_ged")["actors"].items()}


@cache
def ged_apart() -> frozenset[str]:
    """Our actors of kind state that are no country's government."""
    return frozenset(read_yaml("export_ged")["apart"])


@cache
def ged_governments() -> Mapping[str, int]:
    """ISO alpha-2 -> UCDP's id of the country's government."""
    return {iso2: int(number) for iso2, number in read_yaml("export_ged")["governments"].items()}


@cache
def plover_types() -> Mapping[str, str | None]:
    """Our type -> PLOVER's category; null for what PLOVER does not code."""
    data = read_yaml("export_plover")
    found = {type: None if category == "none" else category for type, category in data["types"].items()}
    strange = set(found.values()) - set(data["categories"]) - {None}
    if strange:
        raise LexiconError(f"export_plover.yaml: {sorted(map(str, strange))} are no categories of PLOVER.")
    _check_complete("export_plover.yaml", found)
    return found


def _check_complete(file: str, found: Collection[str]) -> None:
    missing = set(read_yaml("events")["types"]) - set(found)
    if missing:
        raise LexiconError(f"{file} says nothing of the types {sorted(missing)}.")
