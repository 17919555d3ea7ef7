"""What speaks for conflict in a text of a few words: a settler who shot somebody, a nation's strike, demonstrators fired on.

A flash has no room for the words of war that a report gathers, and one farmer or driver among its dead would make it a mishap.
It rests on the words alone, as all relevance does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from hadba.lexicon.flashes import LISTS, flash_words
from hadba.lexicon.harm import harm_words, people_words
from hadba.lexicon.relevance import relevance_words
from hadba.text.finding import PhraseFinder

_BETWEEN = 2  # words at most between a nation and its blow: "Israeli drone and missile strikes", "Russian air strikes"


def flash_evidence(text: str, words: Sequence[str]) -> float:
    """What is to be added to the score of the text: 0 where it is not brief, is of fiction, or nobody is harmed."""
    if len(text) >= relevance_words().brief.under:
        return 0.0
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for i, (label, phrase) in _finder().find(words):
        found[label].setdefault(phrase, i)
    if not found["harm"] or found["unharmed"] or found["fiction_words"]:
        return 0.0
    signs = sum(not i or words[i - 1] not in flash_words().beasts for i in found["signs"].values())
    signs += bool(found["crowds"]) and bool(found["fired_on"])
    signs += bool(found["halted"]) and bool(found["fire"])
    signs += bool(found["bodies"]) and bool(found["marks"])
    signs += _blow_of_a_nation(words, found)
    forgiven = _forgiven(found) if signs or found["doers"] else 0.0
    return flash_words().limit.of(signs) + forgiven


def _blow_of_a_nation(words: Sequence[str], found: Mapping[str, Mapping[str, int]]) -> bool:
    nations = people_words().nationals
    return any(not nations.isdisjoint(words[max(0, i - 1 - _BETWEEN) : i]) for i in found["blows"].values())


def _forgiven(found: Mapping[str, Mapping[str, int]]) -> float:
    """What those who suffered took from the score as words of mishaps, crime and disease."""
    weights = relevance_words()
    taken = set(found["sufferers"])
    if not weights.bearing_arms.isdisjoint(found["doers"]):
        taken -= weights.bystanders  # forgiven where all is weighed
    against = [(limit.weight, group) for limit, group in weights.groups.values() if limit.weight < 0]
    return -sum(weight * len(taken & group) for weight, group in against)


@cache
def _finder() -> PhraseFinder[tuple[str, str]]:
    lists, harm = flash_words(), harm_words()
    verbs = (*harm.patient_verbs, *harm.subject_verbs, "shoot")
    harmful = {*harm.participles, *verbs, *harm.nouns, *harm.bodies, "toll", "life", "evacuation"}
    return PhraseFinder(
        (
            *((("harm", word), word) for word in sorted(harmful)),
            *((("fiction_words", word), word) for word in sorted(relevance_words().groups["fiction_words"][1])),
            *(((name, word), word) for name in LISTS for word in sorted(getattr(lists, name))),
        )
    )
