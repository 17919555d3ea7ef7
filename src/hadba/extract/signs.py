"""Signs of a claim in a sentence that nobody has parsed: its words, and the words that must stand beside them.

Each rule is a wide form of what the extractors ask: a count of people harmed needs a number; a word of a happening needs
somebody who did it, something that was hit or a place; taking a town needs a place, and mostly an armed party.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, cached_property

from hadba.extract.relevance import Relevance
from hadba.lexicon.actor_names import fold_word
from hadba.lexicon.actor_words import actor_words
from hadba.lexicon.actors import dictionary
from hadba.lexicon.conditions import condition_words
from hadba.lexicon.control import control_words
from hadba.lexicon.events import event_words, object_words
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import harm_words, people_words
from hadba.lexicon.people import person_kinds
from hadba.lexicon.relevance import relevance_words
from hadba.text.finding import PhraseFinder, words_of

_NUMBER = re.compile(
    r"\d|\b(?:no|none|nobody|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|"
    r"six|seven|eigh|nine)ty|dozens?|scores?|hundreds?|thousands?|millions?|several|toll|number)\b",
    re.I,
)
_A_FEW = re.compile(r"\b(?:an?|many|few|some|both|another|couple)\b", re.I)
_CAPITAL = re.compile(r"(?<=[\w,'’-] )[A-Z]")
_PLACED = re.compile(
    r"\b(?:in|at|on|near|against|of|from|outside|across|over|to|into|around|inside|between|with|by|toward|towards)\s+"
    r"(?:(?:the|a|an|his|its|their|\w+ern)\s+)?(?:[a-z]+\s+){0,2}[A-Z]"
)
_NEAR = 6  # words after a verb of control within which its place begins


class Sign(Enum):
    """What a word of the lexicons may speak of."""

    HARM = auto()
    HARM_OF_PEOPLE = auto()  # things do it too: "fall", "move"
    BODY = auto()  # the dead, where they are found
    FINDING = auto()
    NOUN = auto()  # of a happening
    WEAK_NOUN = auto()
    VERB = auto()
    WEAK_VERB = auto()
    MOVE = auto()  # verbs of explosions and flight, which need no doer
    MISSILE = auto()
    LAUNCH = auto()
    TAKING = auto()  # control, whoever does it
    ARMED_TAKING = auto()  # control where an armed party does it
    NOUN_OF_TAKING = auto()
    PHASE = auto()
    CONDITION = auto()
    AID = auto()
    DELIVERY = auto()
    GROUND = auto()
    STRUCK = auto()  # things that are hit
    OCCURS = auto()
    PEOPLE = auto()
    OFFICE = auto()  # guards, judges, rebels, journalists: people told by what they are
    FORCE = auto()
    OTHER_CAUSE = auto()


def bears_a_claim(sentence: str, relevance: Relevance) -> bool:
    """Whether the sentence, in a report of that relevance, may bear a claim."""
    held = _Sentence(sentence)
    soft = relevance.score >= relevance_words().needed_soft
    return bool(held.signs) and (
        (soft and _counts_harm(held))
        or _befalls_somebody(held)
        or _tells_a_happening(held)
        or _tells_control(held)
        or _tells_a_condition(held)
    )


@dataclass(frozen=True)
class _Sentence:
    """A sentence with what is asked of it more than once."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        return words_of(self.text)

    @cached_property
    def found(self) -> list[tuple[int, Sign]]:
        return list(_finder().find(self.words))

    @cached_property
    def signs(self) -> frozenset[Sign]:
        return frozenset(sign for _, sign in self.found)

    @cached_property
    def armed(self) -> bool:
        """Whether a force or an armed party is named."""
        return Sign.FORCE in self.signs or any(a for a in _parties(self.text))

    @cached_property
    def party(self) -> bool:
        """Whether any party is named."""
        return Sign.FORCE in self.signs or next(_parties(self.text), None) is not None

    @cached_property
    def placed(self) -> bool:
        return _PLACED.search(self.text) is not None


def _counts_harm(s: _Sentence) -> bool:
    of_some = {Sign.HARM_OF_PEOPLE, Sign.PEOPLE} <= s.signs or {Sign.BODY, Sign.FINDING} <= s.signs
    harm = Sign.HARM in s.signs or of_some
    harmed = {s.words[i] for i, sign in s.found if sign is Sign.HARM}
    people = any(sign is Sign.PEOPLE and s.words[i] not in harmed for i, sign in s.found)
    counted = _NUMBER.search(s.text) or (people and _A_FEW.search(s.text))
    return harm and counted is not None and (Sign.OTHER_CAUSE not in s.signs or s.armed)


def _befalls_somebody(s: _Sentence) -> bool:
    """ "The murder of the judge", "rebels kidnapped two priests": an act on people who are told by what they are."""
    return Sign.OFFICE in s.signs and not s.signs.isdisjoint((Sign.HARM, Sign.NOUN, Sign.VERB))


def _tells_a_happening(s: _Sentence) -> bool:
    if {Sign.MISSILE, Sign.LAUNCH} <= s.signs or (Sign.MOVE in s.signs and (s.placed or s.armed)):
        return True
    struck, strong = Sign.STRUCK in s.signs, Sign.VERB in s.signs
    if strong or Sign.WEAK_VERB in s.signs:
        if s.armed and (s.placed or struck):
            return True
        if strong and (struck or (s.placed and s.party)):
            return True
    if Sign.OCCURS in s.signs and (s.placed or struck):
        return Sign.NOUN in s.signs or (Sign.WEAK_NOUN in s.signs and (struck or s.armed))
    return False


def _tells_control(s: _Sentence) -> bool:
    if Sign.NOUN_OF_TAKING in s.signs and _CAPITAL.search(s.text) and (s.placed or s.armed):
        return True
    if Sign.TAKING in s.signs and _ground_follows(s, Sign.TAKING):
        return True
    if Sign.ARMED_TAKING in s.signs and _ground_follows(s, Sign.ARMED_TAKING) and s.armed:
        return True
    return Sign.PHASE in s.signs and (s.armed or s.placed)


def _tells_a_condition(s: _Sentence) -> bool:
    return Sign.CONDITION in s.signs or {Sign.AID, Sign.DELIVERY} <= s.signs


def _ground_follows(s: _Sentence, sign: Sign) -> bool:
    """Whether a name or a word for ground stands soon after a word of control."""
    capitals = [w[0].isupper() for w in re.findall(r"[^\W_]+", s.text)]
    ground = {i for i, found in s.found if found is Sign.GROUND}
    return any(
        capitals[j] or j in ground for i, found in s.found if found is sign for j in range(i + 1, min(i + _NEAR, len(s.words)))
    )


def _parties(sentence: str) -> Iterator[bool]:
    """The parties that the dictionary may mean by words of the sentence: whether each may bear arms."""
    armed = _armed_names()
    for hit in dictionary().scan(sentence):
        yield hit.folded in armed
    words = re.findall(r"[^\W_]+", sentence)
    folded = [fold_word(w) for w in words]
    for i, word in enumerate(words):  # countries are no names to be scanned for, but may be doers
        if word[0].isupper():
            for key in (folded[i], " ".join(folded[i : i + 2])):
                if len(key) > 1 and key in dictionary().uses:
                    yield key in armed


@cache
def _armed_names() -> frozenset[str]:
    book = dictionary()
    return frozenset(key for key, uses in book.uses.items() if any(book.by_id[u.actor_id].armed for u in uses))


@cache
def _finder() -> PhraseFinder[Sign]:
    return PhraseFinder((*_harm(), *_happenings(), *_control(), *_conditions(), *_beside()))


def _harm() -> Iterator[tuple[Sign, str]]:
    words = harm_words()
    weak = words.weak_subject_verbs
    for group in (words.patient_verbs, words.participles, words.nouns, words.tolls, words.lives):
        yield from ((Sign.HARM, phrase) for phrase in group)
    yield from ((Sign.BODY, noun) for noun in words.bodies)
    yield from ((Sign.FINDING, verb) for verb in words.body_verbs)
    yield from ((Sign.HARM_OF_PEOPLE if v in weak else Sign.HARM, v) for v in words.subject_verbs)


def _happenings() -> Iterator[tuple[Sign, str]]:
    words = event_words()
    for table, strong, weak in ((words.nouns, Sign.NOUN, Sign.WEAK_NOUN), (words.verbs, Sign.VERB, Sign.WEAK_VERB)):
        for type, phrase in table.phrases():
            moves = strong is Sign.VERB and type in ("explosion", "displacement")
            sign = Sign.MOVE if moves else (weak if (type, phrase) in words.weak else strong)
            counted = {"killing": Sign.HARM, "war": Sign.HARM_OF_PEOPLE}  # these two bear a claim with a count only
            yield counted.get(type, sign), phrase
    yield from ((Sign.WEAK_NOUN, phrase) for phrase in words.plain)
    yield from ((Sign.WEAK_VERB, verb) for verb in ("strike", "hit", "pound"))
    yield from ((Sign.MISSILE, phrase) for phrase in words.projectiles)
    yield from ((Sign.LAUNCH, verb) for verb in words.launched_by)


def _control() -> Iterator[tuple[Sign, str]]:
    words = control_words()
    for verb, entries in words.verbs.items():
        free = [e for e in entries if not (e.armed or e.loser or e.place == "subject")]
        yield (Sign.TAKING if any(e.particle is None for e in free) else Sign.ARMED_TAKING), verb
        yield from ((Sign.TAKING, f"{verb} {e.particle}") for e in free if e.particle is not None)
        if any(e.place == "subject" for e in entries):
            yield Sign.NOUN_OF_TAKING, f"{verb} to"
    for noun, entry in words.nouns.items():
        yield from ((Sign.NOUN_OF_TAKING, f"{noun} {prep}") for prep in entry.preps)
    yield from ((Sign.NOUN_OF_TAKING, word) for word in ("control", "hands of", *words.strongholds, *words.held))
    for noun in words.phase_nouns:
        yield from ((Sign.PHASE, f"{word} {noun}") for word in words.phase_words)
    yield from ((Sign.GROUND, noun) for noun in words.place_nouns)


def _conditions() -> Iterator[tuple[Sign, str]]:
    words = condition_words()
    lists = ("shortage_nouns", "lack_nouns", "trapped", "danger_nouns", "outbreak_nouns")
    yield from ((Sign.CONDITION, word) for name in lists for word in words.words[name])
    yield from ((Sign.CONDITION, phrase) for table in words.tables.values() for _, phrase in table.phrases())
    yield from ((Sign.CONDITION, word) for word in ("siege", "besieged", "human shield", "homeless", "humanitarian"))
    yield from ((Sign.AID, word) for name in ("aid", "aid_words", "access") for word in words.words[name])
    deeds = ("deliver_verbs", "arrive_verbs", "block_verbs")
    yield from ((Sign.DELIVERY, word) for name in deeds for word in words.words[name])


def _beside() -> Iterator[tuple[Sign, str]]:
    people = people_words()
    yield from ((Sign.STRUCK, phrase) for _, phrase in object_words().phrases())
    yield from ((Sign.OCCURS, word) for word in word_set("occurs"))
    yield from ((Sign.PEOPLE, noun) for noun in (*people.status, *people.families, *people.nationals))
    yield from ((Sign.OFFICE, noun) for noun in (*person_kinds().by_noun, *relevance_words().public_people))
    yield from ((Sign.FORCE, noun) for noun in (*actor_words().forces, *control_words().holders))
    yield from ((Sign.OTHER_CAUSE, phrase) for phrase in relevance_words().other_causes)
