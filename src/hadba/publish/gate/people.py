"""Which names are withheld from one report: its victims' and private persons', but nobody's who speaks in public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hadba.lexicon.actors import dictionary
from hadba.lexicon.persons import person_words
from hadba.model.attribution import Speaker
from hadba.model.claim import Claim
from hadba.model.report import Report
from hadba.publish.gate.addresses import HOME
from hadba.publish.gate.persons import IsPlace, is_public, private_names, stands_for_a_word
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


def _public_in(claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        yield from (s.name.casefold() for s in _speakers(claim) if _speaks_in_public(s))
        yield from (a.text.casefold() for a in claim.actors if a.actor_id)
        for where in claim.where:
            names = (where.text, where.name, where.within, where.admin1, where.admin2)
            yield from (n.casefold() for n in names if n and _is_place_name(n, where.place_id))


def _speakers(claim: Claim) -> Iterator[Speaker]:
    yield from claim.attribution
    for figure in claim.figures:
        yield from figure.attribution or ()


def _speaks_in_public(speaker: Speaker) -> bool:
    """An institution, or a person who speaks in an office: not a resident, a survivor, a mother."""
    if speaker.start is None or speaker.source_id in dictionary().by_id:
        return True
    words = person_words()
    spoken = set((speaker.role or "").lower().replace(",", " ").split())
    if spoken & words.private:
        return False
    return bool(spoken & words.offices) or not _bears_a_given_name(speaker.name)


def _bears_a_given_name(name: str) -> bool:
    return any(part.lower().removeprefix("al-") in person_words().given for part in name.replace(".", " ").split())


def _is_place_name(name: str, place_id: str | None) -> bool:
    return not HOME.search(name) and (place_id is not None or not _bears_a_given_name(name))
