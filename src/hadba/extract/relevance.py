"""Whether a report tells of armed conflict: sport, films, accidents, disease and crime also kill, strike and attack.

The score adds what speaks for it (words of war, acts of war, armed parties) and what speaks against it. A claim of an act
of war needs little; a bare count of dead, an arrest or an explosion needs a report that is plainly about conflict. A long
text gathers words of war in passing, and needs more of them.

It rests on the words alone, so that it can be had before a report is parsed: the screen asks for the same score.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from hadba.extract.flashes import flash_evidence
from hadba.lexicon.actors import dictionary
from hadba.lexicon.events import STRIKING, VAGUE_ARMS, event_words
from hadba.lexicon.relevance import relevance_words
from hadba.text.finding import PhraseFinder, words_of

_QUOTED = re.compile(r"[\"“][^\"“”]{0,1500}[\"”]|(?<!\w)['‘][^'’\n]{2,400}['’](?!\w)")
_YOU = re.compile(r"\byou\b", re.I)
_FEW_SMALL = 0.1  # share of the commonest small letters; ordinary English has four times as many
_SHORTEST_NAME = 4  # letters; shorter names are looked for as they are written
_QUOTED_MAY_ADD = 1.5  # a word of war and an act of war
_FEARED = 1.0  # what a bomb that was feared at first may add
_LEAD = 35  # words; a report whose first ones name another cause lays all to it
_THROWN_AFTER = 5  # words after an act among which what words are thrown with stands


@dataclass(frozen=True, slots=True)
class Relevance:
    """How far a report tells of conflict: above 0 more speaks for it than against it. ``public``: how far it tells of public
    life, which counts beside it where people in public life are attacked. ``remembers``: whether it has words of memory (an
    anniversary, a monument); ``accidental``: whether it is barely of conflict and lays something to a mishap;
    ``sides``: whether it names a war or what may be a party to one."""

    score: float
    public: float = 0.0
    remembers: bool = False
    accidental: bool = False
    sides: bool = False

    @property
    def best(self) -> float:
        """The most that speaks for any claim of the report."""
        return self.score + self.public


def in_capitals(text: str) -> bool:
    """Whether most of it is: names do not show there, by which sentences are told to bear a claim."""
    return sum(map(text.count, "etaoin")) < _FEW_SMALL * len(text)


def needed_for_its_length(text: str) -> float:
    """The score that a text of that length needs: the longer, the more words of war it gathers in passing."""
    weights = relevance_words()
    return weights.needed_hard + weights.passing.needed_more.of(max(0, len(text) - weights.passing.free) / 1000)


def barely_enough(text: str) -> float:
    """The score below which a text of that length is barely of conflict."""
    return needed_for_its_length(text) + relevance_words().passing.weakly.margin


@dataclass(frozen=True)
class Weighed:
    """How far a text's words speak for conflict, worked out as far as it is asked."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        return words_of(self.text)

    @cached_property
    def _of_words(self) -> _Words:
        return _of_words(self.words)

    @cached_property
    def of_words(self) -> float:
        """Without the parties to conflicts that it names."""
        score, addressed = self._of_words.score, relevance_words().addressed
        if relevance_words().needed_hard <= score < barely_enough(self.text) + _QUOTED_MAY_ADD:
            score = min(score, self._outside_quotations)
        score += flash_evidence(self.text, self.words)
        if score < relevance_words().needed_hard or not _speaks_to_its_reader(self.text, addressed.times):
            return score
        return score + addressed.weight * _against(self.words)

    @cached_property
    def _outside_quotations(self) -> float:
        """ "It is a massacre", somebody says of lead in the soil: who tells of conflict tells of it in words of his own."""
        plain = _QUOTED.sub(" ", self.text)
        return self._of_words.score if plain == self.text or in_capitals(self.text) else _of_words(words_of(plain)).score

    @property
    def public(self) -> float:
        """How far it tells of public life."""
        return self._of_words.public

    @cached_property
    def at_most(self) -> float:
        """With all that may be parties; cheap."""
        names, acronyms = _party_names()
        hits = {name for _, name in names.find(self.words)} | set(acronyms.findall(self.text))
        return self.of_words + relevance_words().armed_party.of(len(hits))

    @cached_property
    def of_all(self) -> float:
        """With the parties."""
        if self.at_most == self.of_words:
            return self.of_words
        return self.of_words + relevance_words().armed_party.of(len(_belligerents(self.text)))

    @cached_property
    def relevance(self) -> Relevance:
        """Exact as far as it decides what may become a claim."""
        weights = relevance_words()
        score = self.of_words
        if score < weights.soft_in(self.text) and self.reaches(weights.needed_hard - self.public):
            score = self.of_all  # else no number of parties changes what is admitted
        sides = self._of_words.war or self.at_most > self.of_words
        accidental = self._of_words.accidental and score < barely_enough(self.text) + (0.0 if sides else _FEARED)
        return Relevance(score, self.public, self._of_words.remembers, accidental, sides=sides)

    def reaches(self, needed: float) -> bool:
        """Whether ``of_all`` is as much; the parties are looked for only where they may decide it."""
        if self.of_words >= needed or self.of_words + relevance_words().armed_party.limit < needed:
            return self.of_words >= needed
        return self.at_most >= needed and self.of_all >= needed


class _Sign(StrEnum):
    """What a word speaks of, beside the words of the groups."""

    ACT = "act"
    STRIKE = "strike"  # an act of war where arms are named
    ARMS = "arms"
    PUBLIC = "public"
    IDLE = "idle"
    THROWN = "thrown"  # an act of war, unless what words are thrown with follows
    FIGURE_OF_SPEECH = "figure of speech"
    ACCIDENTAL = "accidental"
    CAUSE = "cause"  # what kills and is nobody's act


_SPEAKING_FOR = (_Sign.ACT, _Sign.STRIKE, _Sign.ARMS)


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of the groups and the acts of war add up to, what those of public life do; see ``Relevance``."""

    score: float
    public: float
    remembers: bool
    accidental: bool
    war: bool


def _of_words(words: Sequence[str]) -> _Words:
    """What the words add up to. A word of a group counts once, an act each time. A long text gathers words of peace in passing,
    which weigh the less the longer it is."""
    weights = relevance_words()
    held: defaultdict[str, set[str]] = defaultdict(set)
    found = list(_finder().find(words))
    idle = _idle(found)
    for i, (label, phrase) in found:
        if i in idle and (label in _SPEAKING_FOR or (label in weights.groups and weights.groups[label][0].weight > 0)):
            continue
        held[label].add(phrase if label in weights.groups or label == _Sign.PUBLIC else str(i))
    acts = held[_Sign.ACT] | (held[_Sign.STRIKE] if held[_Sign.ARMS] else set())
    score = weights.hard_trigger.of(len(acts))
    armed = not weights.bearing_arms.isdisjoint(held["armed_words"])
    for name, (limit, _) in weights.groups.items():
        against = limit.weight < 0
        told = held[name] - weights.bystanders if against and armed else held[name]
        score += (_against(words) if against else 1.0) * limit.of(len(told))
    public = weights.public_life[0].of(len(held[_Sign.PUBLIC]))
    mishap = bool(held[_Sign.ACCIDENTAL]) or any(
        label == _Sign.CAUSE and i < _LEAD and phrase not in weights.bystanders for i, (label, phrase) in found
    )
    war = not weights.of_a_war.isdisjoint(held["war_words"] | held["armed_words"])
    return _Words(score, public, bool(held["memory_words"]), mishap, war)


def _against(words: Sequence[str]) -> float:
    """How far words against conflict weigh in a text of that length."""
    return min(1.0, relevance_words().passing.long / max(1, len(words)))


def _speaks_to_its_reader(text: str, times: int) -> bool:
    """Whether "you" stands so often outside quotations; speeches, which come in capitals, do too."""
    return not in_capitals(text) and len(_YOU.findall(text)) >= times and len(_YOU.findall(_QUOTED.sub(" ", text))) >= times


def _idle(found: Sequence[tuple[int, tuple[str, str]]]) -> set[int]:
    """Words that speak of no conflict as they stand: of "bomb threat", the "barrage" of questions."""
    spoken = {i for i, (label, _) in found if label == _Sign.FIGURE_OF_SPEECH}
    idle: set[int] = set()
    for i, (label, phrase) in found:
        if label == _Sign.IDLE:
            idle.update(range(i, i + len(words_of(phrase))))
        elif label == _Sign.THROWN and spoken.intersection(range(i + 1, i + 1 + _THROWN_AFTER)):
            idle.add(i)
    return idle


@cache
def _finder() -> PhraseFinder[tuple[str, str]]:
    weights, events = relevance_words(), event_words()
    acts = (
        phrase
        for table in (events.nouns, events.verbs)
        for type, phrase in table.phrases()
        if type in weights.hard_types and (type, phrase) not in events.weak
    )
    return PhraseFinder(
        (
            *(((name, word), word) for name, (_, group) in weights.groups.items() for word in sorted(group)),
            *(((_Sign.PUBLIC, word), word) for word in sorted(weights.public_life[1])),
            *(((_Sign.IDLE, phrase), phrase) for phrase in sorted(weights.idle)),
            *(((_Sign.THROWN, word), word) for word in sorted(weights.thrown)),
            *(((_Sign.FIGURE_OF_SPEECH, word), word) for word in sorted(weights.figures_of_speech)),
            *(((_Sign.ACCIDENTAL, phrase), phrase) for phrase in sorted(weights.accidental)),
            *(((_Sign.CAUSE, phrase), phrase) for phrase in sorted(weights.other_causes)),
            *(((_Sign.ACT, phrase), phrase) for phrase in acts),
            *(((_Sign.STRIKE, phrase), phrase) for phrase in sorted(events.plain | STRIKING)),
            *(((_Sign.ARMS, phrase), phrase) for phrase in sorted((events.air | events.artillery) - VAGUE_ARMS)),
        )
    )


def _belligerents(text: str) -> set[str]:
    """Parties to a conflict that the text names by a name that means them everywhere."""
    book = dictionary()
    found = (book.find(hit.span.of(text)) for hit in book.scan(text))
    return {actor.id for actor in found if actor is not None and book.is_belligerent(actor.id)}


@cache
def _party_names() -> tuple[PhraseFinder[str], re.Pattern[str]]:
    """Names of belligerents, whatever their case, and those that only capitals tell from words ("IS")."""
    book = dictionary()
    uses = {
        u for held in book.uses.values() for u in held if u.scanned and u.theatre is None and book.is_belligerent(u.actor_id)
    }
    short = {u.alias for u in uses if u.common_word or len(u.alias) < _SHORTEST_NAME}
    return (
        PhraseFinder((key, key) for key in sorted({u.key for u in uses if u.alias not in short})),
        re.compile(rf"\b(?:{'|'.join(re.escape(a) for a in sorted(short))})\b"),
    )
