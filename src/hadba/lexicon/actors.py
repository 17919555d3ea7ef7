"""The dictionary of parties: who is meant by a name, in which war, at which time.

``actors.yaml`` lists parties one by one; ``actors_states.yaml`` lists countries, from which the government, the armed
forces, the air force and the police of each are made. An alias holds everywhere ("Hezbollah"), or in one theatre only
("SNA@SY"): a context alias, which means nothing until the war is known. Facts are public knowledge; dates are those of
founding, of first fighting in that theatre and of dissolution, to the day, month or year that is known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache

from hadba.lexicon.actor_entries import AliasUse, DictionaryEntry, read_entries
from hadba.lexicon.actor_names import Hit, Scanner, case_fits, fold
from hadba.lexicon.source_names import describes, is_mouthpiece, is_voice, slug, without_kind, without_titles
from hadba.model.actor import Actor

_ALIASES_KEPT = 20_000
BELLIGERENT_KINDS = frozenset(("state", "rebel", "militia", "coalition"))


@dataclass(frozen=True)
class ActorDictionary:
    """All parties. ``by_id`` is the way in by id, ``find`` by name, ``scan`` by text."""

    by_id: Mapping[str, Actor]
    country_of: Mapping[str, str]  # actor id -> ISO country whose state it belongs to
    uses: Mapping[str, tuple[AliasUse, ...]]  # folded alias -> who may be meant
    people: Mapping[str, AliasUse]  # folded name of a person -> the actor for whom he or she speaks
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
        return tuple(self.by_id[id] for id in dict.fromkeys(u.actor_id for u in self._uses_as_written(alias)))

    @cached_property
    def _uses_as_written(self) -> Callable[[str], tuple[AliasUse, ...]]:
        """Who may be meant by an alias as written; readers ask for the same few again and again."""
        return lru_cache(maxsize=_ALIASES_KEPT)(self._find_uses)

    def _find_uses(self, alias: str) -> tuple[AliasUse, ...]:
        uses = self.uses.get(fold(alias), ())
        spellings = {(u.alias, u.common_word) for u in uses}
        fitting = {s for s, exact in spellings if alias.isupper() or case_fits(s, alias, exact=exact)}
        return tuple(u for u in uses if u.alias in fitting)

    def exists(self, actor_id: str, on: date, country: str | None = None) -> bool:
        """Whether the party was there on that day: in ``country`` where it has a role there, else anywhere."""
        roles = self.by_id[actor_id].roles
        here = [r for r in roles if r.theatre == country] or list(roles)
        return not here or any((r.since is None or r.since <= on) and (r.until is None or on <= r.until) for r in here)

    def scan(self, text: str) -> tuple[Hit, ...]:
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
        where = self._bracketed_country(name) or country
        known = self._institution(name, where, on) or self._voice(name, role, where, on)
        return known or (slug(name) if named else None)

    def _bracketed_country(self, name: str) -> str | None:
        """The country in "NNA (Lebanon)"."""
        found = _BRACKET.search(name)
        state = self.find(found[1]) if found else None
        return self.country_of.get(state.id) if state else None

    def _institution(self, name: str, country: str | None, on: date | None) -> str | None:
        """The institution (or the one for whom the person speaks) of which ``name`` is a name, kind words left out."""
        for spelling in dict.fromkeys((name, without_kind(name), without_titles(name))):
            actor = self.find(spelling, country=country, on=on)
            use = self.people.get(fold(spelling))
            if actor is not None:
                return actor.id
            if use is not None and (use.theatre is None or country in (None, use.theatre)):
                return use.actor_id
        return None

    def _voice(self, name: str, role: str | None, country: str | None, on: date | None) -> str | None:
        """The one institution that speaks in a longer description ("the Pentagon's investigation", "Arabic-language
        al-Forat"), or whose voice the office makes the speaker ("Rami X, director of ...")."""
        for words in dict.fromkeys((name, without_kind(name))):
            hits = self._proper_hits(words)
            if hits and _around(words, hits):
                return self._only(words, hits, country, on)
        office = next((words for words in (name, role) if words and is_voice(words)), None)
        return self._only(office, self._proper_hits(office), country, on) if office else None

    def _proper_hits(self, words: str) -> list[Hit]:
        return [h for h in self.scan(words) if not h.span.of(words).islower()]

    def _only(self, text: str, hits: list[Hit], country: str | None, on: date | None) -> str | None:
        """The one party that ``hits`` name, null where there are more."""
        found = {a.id for h in hits if (a := self.find(h.span.of(text), country=country, on=on))}
        return found.pop() if len(found) == 1 else None


_BRACKET = re.compile(r"\(([^)]+)\)$")


def _around(words: str, hits: list[Hit]) -> bool:
    """Whether what stands around the names leaves them the source."""
    return describes(words[: hits[0].span.start]) and is_mouthpiece(words[hits[-1].span.end :])


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
            if use.common_word:
                common.add(use.key)
    return ActorDictionary(
        by_id={e.actor.id: e.actor for e in entries},
        country_of={e.actor.id: e.country for e in entries if e.country},
        uses={key: tuple(dict.fromkeys(found)) for key, found in uses.items()},
        people={use.key: use for e in entries for use in e.people},
        scanner=Scanner(spellings, frozenset(common)),
    )
