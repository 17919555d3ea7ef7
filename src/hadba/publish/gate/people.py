"""Which names are withheld from one report: its victims' and private persons', but nobody's who speaks in public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from hadba.lexicon.actors import dictionary
from hadba.lexicon.persons import person_words
from hadba.model.attribution import Speaker
from hadba.model.claim import Claim
from hadba.model.report import Report
from hadba.publish.gate.addresses import HOME
from hadba.publish.gate.persons import IsPlace, is_known_party, is_public, private_names, stands_for_a_word
from hadba.publish.gate.policy import Policy
from hadba.publish.gate.runs import runs
from hadba.publish.gate.victims import names_of_victims
from hadba.publish.withhold import SHORTEST


@dataclass(frozen=True, slots=True)
class Names:
    """Of one report: names that are withheld, and casefolded names that may stand."""

    withheld: frozenset[str]
    public: frozenset[str]

    def parts(self, names: Iterable[str]) -> frozenset[str]:
        """The family and given names in ``names`` that may not stand alone: none that is public, short or a common word."""
        words = {w for name in names for w in name.replace(".", " ").split()}
        long = (w for w in words if len(w) >= SHORTEST and not w.islower())
        return frozenset(w for w in long if not stands_for_a_word(w) and not is_public(w, self.public))


def names_in(report: Report, claims: Iterable[Claim], policy: Policy, is_place: IsPlace) -> Names:
    """The names of a report; ``claims`` are its own."""
    held = tuple(claims)
    public = {report.outlet.casefold(), *(n.casefold() for n in policy.names), *_public_in(held)}
    words = f"{report.title or ''}\n{report.text}"
    where = tuple(runs(words))
    found = names_of_victims(words, where, public, is_place) | private_names(words, where, public, is_place)
    for one in {s.name for claim in held for s in _speakers(claim) if s.start is not None and not s.name.islower()}:
        if one.casefold() not in public:
            found |= private_names(f"{one} said", runs(f"{one} said"), public, is_place)
    forced = {n for n in policy.withhold if n in words}
    return Names(frozenset(found) - policy.names | forced, frozenset(public))


def _public_in(claims: Iterable[Claim]) -> set[str]:
    """Casefolded names that the claims of a report make public: who speaks in an office, parties, places."""
    names: set[str] = set()
    for claim in claims:
        names.update(s.name for s in _speakers(claim) if s.start is None or _speaks_in_public(s.name, s.role, s.source_id))
        names.update(a.text for a in claim.actors if a.actor_id)
        for w in claim.where:
            known = w.place_id is not None
            names.update(n for n in (w.text, w.name, w.within, w.admin1, w.admin2) if n and _is_place_name(n, known))
    return {n.casefold() for n in names}


def _speakers(claim: Claim) -> Iterable[Speaker]:
    told = [f.attribution for f in claim.figures if f.attribution]
    return chain(claim.attribution, *told) if told else claim.attribution


@lru_cache(maxsize=4096)
def _speaks_in_public(name: str, role: str | None, source_id: str | None) -> bool:
    """An institution, or a person who speaks in an office: not a resident, a survivor, a mother."""
    if source_id in dictionary().by_id:
        return True
    words = person_words()
    spoken = set((role or "").lower().replace(",", " ").split())
    if spoken & words.private:
        return False
    return bool(spoken & words.offices) or not _bears_a_given_name(name)


def is_private_name(name: str) -> bool:
    """Whether words that stand for themselves (a party, a speaker, a place of the user's own) hold the name of somebody who
    is nobody public: a given name in them, and no entry of the dictionary."""
    return _bears_a_given_name(name) and not is_known_party(name)


def is_a_home(name: str) -> bool:
    """Whether the words for a place name a home."""
    return HOME.search(name) is not None


@lru_cache(maxsize=4096)
def _bears_a_given_name(name: str) -> bool:
    given = person_words().given
    return any(part.lower().removeprefix("al-") in given for part in name.replace(".", " ").split())


@lru_cache(maxsize=4096)
def _is_place_name(name: str, known: bool) -> bool:
    """Whether the words for a place name no home; ``known``: it has an entry of the gazetteer."""
    return not HOME.search(name) and (known or not _bears_a_given_name(name))
