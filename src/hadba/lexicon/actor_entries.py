"""The files of the actor dictionary as typed entries, and the checks that fail loudly.

Notation: an alias may end in "@SY" (means the party only in that theatre), in "!" (is also a common word: never matched
in a text all in capitals) or in "?" (known to ``find``, not looked for in running text: bare country names and capitals).
A role is "THEATRE SIDE" and an interval "2013-04-08/2019", either end open.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from hadba.errors import LexiconError
from hadba.lexicon import read_yaml
from hadba.lexicon.actor_names import fold
from hadba.model.actor import Actor, ActorRole

KINDS = frozenset(("state", "rebel", "militia", "coalition", "un", "ngo", "media", "civil"))
SIDES = frozenset(("government", "opposition", "jihadist", "separatist", "militia", "foreign", "peacekeeper", "criminal"))
UNARMED_KINDS = frozenset(("un", "ngo", "media", "civil"))
_FIELDS = frozenset(("id", "name", "kind", "armed", "aliases", "roles", "member_of", "people", "country"))
_ID = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_ALIAS = re.compile(r"^(?P<alias>.+?)(?P<marks>[!?]*)(?:@(?P<theatre>[A-Z]{2}))?$")
_DAY = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


@dataclass(frozen=True, slots=True)
class AliasUse:
    """One party that an alias may mean, in one theatre (ISO) or everywhere (null). ``key`` is the alias folded."""

    alias: str
    key: str
    actor_id: str
    theatre: str | None = None
    scanned: bool = True
    common_word: bool = False


@dataclass(frozen=True, slots=True)
class DictionaryEntry:
    """A party, its aliases with their theatres, the people who speak for it, and its state's country."""

    actor: Actor
    uses: tuple[AliasUse, ...]
    people: tuple[AliasUse, ...] = ()
    country: str | None = None


def read_entries() -> tuple[DictionaryEntry, ...]:
    """All entries of both files, checked."""
    entries = (*(make_entry(raw) for raw in read_yaml("actors")["actors"]), *_state_entries(read_yaml("actors_states")))
    problems = check(entries)
    if problems:
        raise LexiconError("The actor dictionary is broken: " + " ".join(problems))
    return entries


def check(entries: tuple[DictionaryEntry, ...]) -> list[str]:
    """What is wrong, one sentence each: ids, kinds, sides, memberships, dates, clashes of aliases."""
    ids = [e.actor.id for e in entries]
    problems = [f"Id {i} stands twice." for i in sorted({i for i in ids if ids.count(i) > 1})]
    for entry in entries:
        problems.extend(_check_actor(entry.actor, set(ids)))
    return problems + _clashes(entries)


def _check_actor(actor: Actor, ids: set[str]) -> list[str]:
    problems = []
    if not _ID.match(actor.id):
        problems.append(f"Id {actor.id} is no slug.")
    if actor.kind not in KINDS:
        problems.append(f"{actor.id} has the unknown kind {actor.kind}.")
    problems.extend(f"{actor.id} is a member of the unknown {m}." for m in actor.member_of if m not in ids)
    for role in actor.roles:
        if role.side not in SIDES:
            problems.append(f"{actor.id} has the unknown side {role.side}.")
        if role.since and role.until and role.until < role.since:
            problems.append(f"{actor.id} ends in {role.theatre} before it begins.")
    return problems


def _clashes(entries: tuple[DictionaryEntry, ...]) -> list[str]:
    """Two parties may share an alias only where each has its own theatre, or the same one at other times."""
    actors = {e.actor.id: e.actor for e in entries}
    holders: defaultdict[tuple[str, str | None], set[str]] = defaultdict(set)
    for entry in entries:
        for use in entry.uses:
            holders[use.key, use.theatre].add(use.actor_id)
    return [
        f'Alias "{alias}" means both {a} and {b}; give it a theatre ("{alias}@XX").'
        for (alias, theatre), ids in holders.items()
        for a, b in combinations(sorted(ids), 2)
        if theatre is None or _together(actors[a], actors[b], theatre)
    ]


def _together(one: Actor, other: Actor, theatre: str) -> bool:
    """Whether both were in the theatre at the same time."""
    return any(
        (x.since or date.min) <= (y.until or date.max) and (y.since or date.min) <= (x.until or date.max)
        for x in _roles_in(one, theatre)
        for y in _roles_in(other, theatre)
    )


def _roles_in(actor: Actor, theatre: str) -> list[ActorRole]:
    return [r for r in actor.roles if r.theatre == theatre] or [ActorRole(theatre, "government")]


def make_entry(raw: Any) -> DictionaryEntry:
    """An entry of the file as a party; ``LexiconError`` where a field is missing, unknown or unreadable."""
    if not isinstance(raw, dict) or not {"id", "name", "kind"} <= raw.keys() <= _FIELDS:
        raise LexiconError(f"Actor entry {raw!r} lacks id, name or kind, or has an unknown field.")
    id, kind = str(raw["id"]), str(raw["kind"])
    uses = tuple(_use(str(a), id) for a in (raw["name"], *raw.get("aliases", ())))
    actor = Actor(
        id=id,
        name=str(raw["name"]),
        kind=kind,
        aliases=tuple(u.alias for u in uses[1:]),
        roles=tuple(_role(str(r), id) for r in raw.get("roles", ())),
        member_of=tuple(raw.get("member_of", ())),
        armed=bool(raw.get("armed", kind not in UNARMED_KINDS)),
    )
    return DictionaryEntry(actor, uses, tuple(_use(str(p), id) for p in raw.get("people", ())), raw.get("country"))


def _use(notation: str, actor_id: str) -> AliasUse:
    found = _ALIAS.match(notation)
    key = fold(found["alias"]) if found else ""
    if not found or not key:
        raise LexiconError(f"{actor_id} has the alias {notation!r}, which holds no word.")
    return AliasUse(found["alias"], key, actor_id, found["theatre"], "?" not in found["marks"], "!" in found["marks"])


def _role(notation: str, actor_id: str) -> ActorRole:
    theatre, side, *interval = notation.split()
    since, _, until = (interval[0] if interval else "/").partition("/")
    return ActorRole(theatre, side, _day(since, actor_id, last=False), _day(until, actor_id, last=True))


def _day(notation: str, actor_id: str, *, last: bool) -> date | None:
    """The first or last day of "2013", "2013-04" or "2013-04-08"."""
    if not notation:
        return None
    found = _DAY.match(notation)
    if not found:
        raise LexiconError(f"{actor_id} has the date {notation!r}; write 2013, 2013-04 or 2013-04-08.")
    year, month, day = int(found[1]), int(found[2] or (12 if last else 1)), found[3]
    return date(year, month, int(day) if day else (monthrange(year, month)[1] if last else 1))


def _state_entries(raw: Any) -> list[DictionaryEntry]:
    """Government, forces, air force and police of each country, by the patterns at the head of the file."""
    entries = []
    for state in raw["states"]:
        for branch, pattern in raw["branches"].items():
            own = state.get(branch, {})
            fill = {"name": state["name"], "adjective": state["adjectives"][0]}
            aliases = [p.format(name=state["name"], adjective=a) for p in pattern["aliases"] for a in state["adjectives"]]
            if branch == "government":
                aliases += [f"{name}?" for name in (state["name"], *state.get("names", ()))]
            generic = [f"{phrase}@{state['iso']}" for phrase in pattern["context"]]
            entries.append(
                make_entry(
                    {
                        "id": f"{state['iso'].lower()}-{branch.replace('_', '-')}",
                        "name": pattern["name"].format(**fill),
                        "kind": "state",
                        "aliases": list(dict.fromkeys([*aliases, *own.get("aliases", ()), *generic])),
                        "people": own.get("people", ()),
                        "roles": [f"{state['iso']} government", *own.get("roles", ())],
                        "member_of": [f"{state['iso'].lower()}-{parent}" for parent in pattern.get("member_of", ())],
                        "country": state["iso"],
                    }
                )
            )
    return entries
