"""Who those counted were, as far as the words say."""

from __future__ import annotations

from dataclasses import dataclass

from hadba.extract.figures.bounds import Quantity
from hadba.extract.figures.nouns import lemma_of, two_words
from hadba.lexicon.harm import harm_words, people_words
from hadba.model.figure import Figure, Victims
from hadba.model.parse import Parsed

_CIVILIAN_WORDS = {"civilian", "civilians", "unarmed", "innocent"}
_SAY_LITTLE = {"other", "victim", "dead", "casualty", "wounded", "injured", "person", "people", "death", "fatality"}
_COMBATANT_WORDS = {"armed", "enemy", "militant", "rebel", "insurgent", "taliban", "isis", "terrorist", "guerrilla"}


@dataclass(frozen=True, slots=True)
class Status:
    """Status, groups and unit of a count."""

    victims: Victims
    groups: tuple[str, ...] = ()
    unit: str = "people"


def status_of(parsed: Parsed, q: Quantity, earlier: Figure | None) -> Status:
    """What the counted noun and its modifiers say; a bare count or "six others" takes the status of the count before."""
    people = people_words()
    equated = _equated(parsed, q)
    if equated is None and (q.noun is None or lemma_of(parsed.tokens[q.noun]) == "other"):
        return Status(earlier.victims if earlier else Victims.UNKNOWN)
    nouns = _coordinated(parsed, q) if equated is None else [equated]
    lemmas = [lemma_of(parsed.tokens[n]) for n in nouns]
    pairs = [two_words(parsed, parsed.tokens[n]) for n in nouns]
    groups = tuple(sorted({g for word in (*lemmas, *pairs) for g in people.groups.get(word, ())}))
    unit = "families" if lemmas[0] in people.families else "people"
    if lemmas[0] in people.families:
        return Status(Victims.CIVILIAN, groups, unit)
    found = {people.status.get(p) or people.status.get(w) for w, p in zip(lemmas, pairs, strict=True)} - {None, Victims.UNKNOWN}
    modifiers = {t.lower for t in parsed.tokens[q.first : q.last]}
    if modifiers & _CIVILIAN_WORDS:
        return Status(Victims.CIVILIAN, groups, unit)
    if len(found) == 1:
        only = next(iter(found))
        return Status(only if only is not None else Victims.UNKNOWN, groups, unit)
    if not found and modifiers & _COMBATANT_WORDS:
        return Status(Victims.COMBATANT, groups, unit)
    if not found and lemmas[0] in harm_words().bodies:
        return Status(Victims.UNKNOWN, groups, "bodies")
    return Status(Victims.UNKNOWN, groups, unit)


def _equated(parsed: Parsed, q: Quantity) -> int | None:
    """The noun of people that "be" equates with some of those harmed: "14 of the dead were rebel fighters"."""
    if q.noun is not None and lemma_of(parsed.tokens[q.noun]) not in _SAY_LITTLE:
        return None
    subject = next((t for t in (parsed.tokens[q.number], parsed.tokens[q.head]) if t.dep == "nsubj"), None)
    verb = parsed.head(subject) if subject is not None else None
    if verb is None or verb.lemma != "be" or any(c.lower in ("whether", "if") for c in parsed.children(verb)):
        return None  # "unclear whether the 13 killed were fighters"
    told = next((c for c in parsed.children(verb) if c.dep == "attr" and c.i > verb.i), None)
    counted = told is not None and any(c.dep == "nummod" for c in parsed.children(told))
    return told.i if told is not None and not counted and people_words().knows(lemma_of(told)) else None


def _coordinated(parsed: Parsed, q: Quantity) -> list[int]:
    """The noun and those joined to it under the same number ("284 men and boys"), but not those with a number of their own."""
    assert q.noun is not None
    found = [q.noun]
    for child in parsed.children(parsed.tokens[q.noun]):
        if child.dep == "conj" and not any(c.dep in ("nummod", "det", "poss") for c in parsed.children(child)):
            found.append(child.i)
    return found
