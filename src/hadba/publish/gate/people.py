"""Which names are withheld from one report: its victims' and private persons', but nobody's who speaks in public."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import chain

from hadba.lexicon.actors import dictionary
from hadba.lexicon.persons import person_words
from hadba.model.attribution import Speaker
from hadba.model.claim import Claim
from hadba.model.report import Report
from hadba.publish.gate.addresses import HOME
from hadba.publish.gate.persons import IsPlace, People, is_known_party, is_public, people_in, stands_for_a_word
from hadba.publish.gate.policy import Policy
from hadba.publish.gate.runs import runs
from hadba.publish.gate.victims import may_name_by_one_word, names_of_victims
from hadba.publish.withhold import SHORTEST


def names_in(report: Report, claims: Collection[Claim], policy: Policy, is_place: IsPlace) -> frozenset[str]:
    """The names of a report that are withheld; ``claims`` are its own."""
    words = f"{report.title or ''}\n{report.text}"
    where = tuple(runs(words, of_one=may_name_by_one_word(words)))
    victims = names_of_victims(words, where, (), is_place)
    named = [people for people in (people_in(words, where), *_spoken(claims)) if people.names]
    forced = frozenset(n for n in policy.withhold if n in words)
    if not victims and not named:
        return forced
    public = public_in(report, claims, policy)
    found = frozenset(n for n in victims if not is_public(n, public)).union(*(one.private(public, is_place) for one in named))
    return found - policy.names | forced


def parts_of(names: Iterable[str], public: Collection[str]) -> frozenset[str]:
    """The family and given names in ``names`` that may not stand alone: none that is public, short or a common word."""
    words = {w for name in names for w in name.replace(".", " ").split()}
    long = (w for w in words if len(w) >= SHORTEST and not w.islower())
    return frozenset(w for w in long if not stands_for_a_word(w) and not is_public(w, public))


def _spoken(claims: Iterable[Claim]) -> list[People]:
    """The people whom the claims of a report name as speakers, apart from one whose name is public as it stands."""
    names = {s.name for claim in claims for s in _speakers(claim) if s.start is not None and not s.name.islower()}
    return [people for people in map(_as_speaker, names) if people.names]


@lru_cache(maxsize=10_000)
def _as_speaker(name: str) -> People:
    said = f"{name} said"
    return people_in(said, runs(said, of_one=False))


def public_in(report: Report, claims: Iterable[Claim], policy: Policy) -> frozenset[str]:
    """Casefolded names that a report and its claims make public: the outlet, who speaks in an office, parties, places."""
    names: set[str] = {report.outlet, *policy.names}
    for claim in claims:
        names.update(s.name for s in _speakers(claim) if s.start is None or _speaks_in_public(s.name, s.role, s.source_id))
        names.update(a.text for a in claim.actors if a.actor_id)
        for w in claim.where:
            known = w.place_id is not None
            names.update(n for n in (w.text, w.name, w.within, w.admin1, w.admin2) if n and _is_place_name(n, known))
    return frozenset(n.casefold() for n in names)


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
