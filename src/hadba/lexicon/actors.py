"""The dictionary of parties: who is meant by a name, in which war, at which time.

``actors.yaml`` lists parties one by one; ``actors_states.yaml`` lists countries, from which the government, the armed
forces, the air force and the police of each are made. An alias holds everywhere ("Hezbollah"), or in one theatre only
("SNA@SY"): a context alias, which means nothing until the war is known. Facts are public knowledge; dates are those of
founding, of first fighting in that theatre and of dissolution, to the day, month or year that is known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from hadba.lexicon.actor_entries import AliasUse, DictionaryEntry, read_entries
from hadba.lexicon.actor_names import Hit, Scanner, case_fits, fold, needs_article
from hadba.lexicon.linking import linking_words
from hadba.model.actor import Actor

BELLIGERENT_KINDS = frozenset(("state", "rebel", "militia", "coalition"))


@dataclass(frozen=True)
class ActorDictionary:
    """All parties. ``by_id`` is the way in by id, ``find`` by name, ``scan`` by text."""

    by_id: Mapping[str, Actor]
    country_of: Mapping[str, str]  # actor id -> ISO country whose state it belongs to
    uses: Mapping[str, tuple[AliasUse, ...]]  # folded alias -> who may be meant
    people: Mapping[str, str]  # folded name of a person -> the actor for whom he or she speaks
    scanner: Scanner

    def find(self, alias: str, *, country: str | None = None, on: date | None = None) -> Actor | None:
        """The party that ``alias`` means, or null where nobody or more than one may be meant.

        ``country`` (ISO) is where the war is, ``on`` the day; a context alias ("the army") needs the country.
        """
        fitting = self._uses_as_written(alias)
        general = {u.actor_id for u in fitting if u.theatre is None}
        local = {u.actor_id for u in fitting if u.theatre is not None and u.theatre == country}
        meant = local or general
        if len(meant) > 1 and on is not None:
            meant = {a for a in meant if self.exists(a, on, country)}
        return self.by_id[meant.pop()] if len(meant) == 1 else None

    def may_mean(self, alias: str) -> tuple[Actor, ...]:
        """All parties that ``alias`` means in one theatre or another."""
        return tuple(dict.fromkeys(self.by_id[u.actor_id] for u in self._uses_as_written(alias)))

    def _uses_as_written(self, alias: str) -> list[AliasUse]:
        uses = self.uses.get(fold(alias), ())
        spellings = {(u.alias, u.common_word) for u in uses}
        fitting = {s for s, exact in spellings if alias.isupper() or case_fits(s, alias, exact=exact)}
        return [u for u in uses if u.alias in fitting]

    def exists(self, actor_id: str, on: date, country: str | None = None) -> bool:
        """Whether the party was there on that day: in ``country`` where it has a role there, else anywhere."""
        roles = self.by_id[actor_id].roles
        here = [r for r in roles if r.theatre == country] or list(roles)
        return not here or any((r.since is None or r.since <= on) and (r.until is None or on <= r.until) for r in here)

    def scan(self, text: str) -> Iterator[Hit]:
        """Names of parties in ``text``, longest first; ``Hit.folded`` is a key of ``uses``."""
        return self.scanner.scan(text)

    def is_belligerent(self, actor_id: str) -> bool:
        """Whether the party (or source of that id) fights or commands those who do."""
        actor = self.by_id.get(actor_id)
        return actor is not None and actor.armed and actor.kind in BELLIGERENT_KINDS

    def groups_of(self, actor_id: str) -> frozenset[str]:
        """The party itself and all that it belongs to, at any remove."""
        found: set[str] = set()
        waiting = [actor_id]
        while waiting:
            current = waiting.pop()
            if current not in found:
                found.add(current)
                waiting.extend(self.by_id[current].member_of if current in self.by_id else ())
        return frozenset(found)

    def same_side(self, one: str, other: str) -> bool:
        """Whether one is the other or belongs to it."""
        return other in self.groups_of(one) or one in self.groups_of(other)

    def source_id(
        self, name: str, role: str | None = None, *, named: bool = True, country: str | None = None, on: date | None = None
    ) -> str | None:
        """One id for one and the same source: of the institution where the dictionary knows it, or where ``role`` makes
        the person its voice ("director of ..."); else a folded slug of a named speaker; null for an unnamed one.

        ``country`` and ``on`` are those of the war, for names that depend on it ("the army").
        """
        known = self._institution(name, country, on)
        if known or not named:
            return known
        return (self._institution_in(role, country, on) if role and _VOICE.search(role) else None) or _slug(name)

    def _institution(self, name: str, country: str | None, on: date | None) -> str | None:
        person = " ".join(w for w in name.split() if w.strip(".").casefold() not in linking_words().titles)
        for spelling in dict.fromkeys((name, _strip_kind(name), person)):
            actor = self.find(spelling, country=country, on=on)
            if actor or fold(spelling) in self.people:
                return actor.id if actor else self.people[fold(spelling)]
        return None

    def _institution_in(self, role: str, country: str | None, on: date | None) -> str | None:
        """The one institution that ``role`` names, context aliases in lower case ("the army") left out."""
        names = (hit.span.of(role) for hit in self.scan(role))
        found = {a.id for n in names if not n.islower() and (a := self.find(n, country=country, on=on))}
        return found.pop() if len(found) == 1 else None


_VOICE = re.compile(r"\b(spokes(?:man|woman|person)|director|head|chief|founder|representative|commander|president of)\b", re.I)
_KIND_WORDS = "news ?agency|news ?paper|daily|website|television|tv|channel|network|group|press release"
_KIND = re.compile(rf"^(?:the|a)\s|\s*\([^)]*\)$|(?:'s|’s)$|,?\s(?:{_KIND_WORDS})\b.*$", re.I)


def _strip_kind(name: str) -> str:
    """``name`` without article, bracket and the word for what it is ("the Reuters news agency", "SANA (Syria)")."""
    plain = name.strip()
    for _ in range(3):
        plain = _KIND.sub("", plain).strip()
    return plain or name


def _slug(name: str) -> str | None:
    """The folded words of a name, titles left out, joined by hyphens."""
    words = fold(name).split()
    kept = [w for w in words if w not in linking_words().titles] or words
    return "-".join(kept) or None


@cache
def dictionary() -> ActorDictionary:
    """The dictionary that comes with the package, read and checked once."""
    return build(read_entries())


def build(entries: tuple[DictionaryEntry, ...]) -> ActorDictionary:
    """A dictionary of checked entries."""
    uses: defaultdict[str, list[AliasUse]] = defaultdict(list)
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    common: set[str] = set()
    for entry in entries:
        for use in entry.uses:
            uses[use.key].append(use)
            if use.scanned:
                spellings[use.key].add(use.alias)
            if use.common_word or needs_article(use.alias):
                common.add(use.key)
    return ActorDictionary(
        by_id={e.actor.id: e.actor for e in entries},
        country_of={e.actor.id: e.country for e in entries if e.country},
        uses={key: tuple(dict.fromkeys(found)) for key, found in uses.items()},
        people={fold(person): e.actor.id for e in entries for person in e.people},
        scanner=Scanner(spellings, frozenset(common)),
    )
