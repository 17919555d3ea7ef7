"""Bare tolls whose means the report tells elsewhere: in its headline, in the sentence before, or in all that it tells of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from hadba.lexicon.actors import dictionary
from hadba.lexicon.events import event_words
from hadba.lexicon.grammar import word_set
from hadba.model.claim import Realis
from hadba.model.figure import Figure, Scope, Victims
from hadba.model.parse import Parsed, Token
from hadba.model.reading import EventMention, Reading
from hadba.resolve.happening.attacks import of_another_cause
from hadba.resolve.happening.counts import another_scale, number_of
from hadba.resolve.happening.grouping import Happening, may_be_one, vagueness
from hadba.resolve.happening.sides import REBEL, STATE, cannot_be
from hadba.resolve.happening.words import FINE, HARM, Word, another_day, class_of

_BARE = ("killing", "armed_attack", "massacre")  # types that say nothing of a means
_HEADLINE = 1  # the last sentence of it, where a dateline or its repetition comes first
_BACK, _NEAR = 3, 2  # sentences
_DISTINCT = 3  # people: a number that two happenings of one report hardly share
_HUNDREDS, _SCALE = 100, 5
_WAR = 1_000  # dead of a period that are more than those of the blows that a report tells of
# classes of acts of which one report tells as of one thing; who bombs from the air shells too
_FAMILY = {"aerial": "blows", "artillery": "blows", "explosive": "bombs", "shooting": "shots"}


@dataclass(frozen=True, slots=True)
class _Told:
    """A word with the type that it has after grouping."""

    word: Word
    type: str


def told_elsewhere(
    parsed: Parsed, reading: Reading, words: Sequence[Word], homes: Mapping[int, Happening], found: Mapping[str, str]
) -> dict[str, str]:
    """By claim id, the type of a bare toll that other words of the report tell, where doers, day and place allow it:

    - the same number of a headline and of the text;
    - "those killed", "the dead" after an act, "another 12" after a toll of one;
    - all that the report tells of is of one kind: "regime forces bombed Douma. ... 45 have been killed this week".

    ``found`` are the types that other rules gave."""
    told = [_Told(w, found.get(w.claim or "") or _type_of(w, homes[n])) for n, w in enumerate(words)]
    beside: dict[int, list[EventMention]] = defaultdict(list)
    for event in reading.events:
        beside[parsed.tokens_in(event.span)[0].sentence].append(event)
    fought = {i for i, held in beside.items() if any(e.type == "armed_clash" and e.realis is Realis.ACTUAL for e in held)}
    kinds = {}
    for n, bare in enumerate(told):
        word = bare.word
        if word.claim is None or bare.type not in _BARE or not any(f.kind in HARM for f in word.figures):
            continue
        if (bare.type == "armed_attack" and not _stands_for_others(parsed, word.token)) or of_another_cause(parsed, word.token):
            continue
        near = [t for t in told if t is not bare and _may_tell(word, homes[n], t)]
        if any(_is_blow(e.type) for e in beside[word.token.sentence]):  # the act of its own sentence, or none
            near = [t for t in near if t.word.token.sentence == word.token.sentence]
        type_ = _of_samenumber_of(word, near) or _of_those_told(parsed, word, near) or _of_all(word, near, fought)
        if type_ is None and bare.type == "killing" and not near and word.token.sentence in fought and _in_arms(word):
            type_ = "armed_clash"
        if type_ is not None and vagueness(type_) < vagueness(bare.type):
            kinds[word.claim] = type_
    return kinds


def _in_arms(word: Word) -> bool:
    return all(f.victims is Victims.COMBATANT for f in word.figures)


def _is_blow(type_: str) -> bool:
    return class_of(type_) in _FAMILY or type_ == "armed_clash"


def _stands_for_others(parsed: Parsed, token: Token) -> bool:
    """Whether a word for an attack may stand for acts told elsewhere: "the attack", "attacks", "targeted"; not "an attack", and
    no word that tells itself how it was done."""
    if token.lemma in event_words().of_ground or token.lemma == "assault":
        return False
    definite = {c.lower for c in parsed.children(token) if c.dep in ("det", "poss")} & word_set("definite")
    return token.pos == "VERB" or bool(definite) or token.tag in ("NNS", "NNPS")


def _type_of(word: Word, home: Happening) -> str:
    specific = home.type_for(word)
    return specific if vagueness(specific) < vagueness(word.type) else word.type


def _may_tell(word: Word, home: Happening, other: _Told) -> bool:
    """Whether nothing speaks against the act of the other word having been that which killed."""
    act = other.word
    return (
        act.realis is Realis.ACTUAL
        and act.past == word.past
        and class_of(other.type) in word.classes
        and not cannot_be(word.sides, other.type, act.sides)
        and not (word.doers and act.doers and not _allied(word.doers, act.doers))
        and not another_day(word.days or home.days or word.around, act.days)
    )


def _allied(doers: frozenset[str], others: frozenset[str]) -> bool:
    return any(dictionary().same_side(a, b) for a in doers for b in others)


def _of_samenumber_of(word: Word, near: Sequence[_Told]) -> str | None:
    """The type of the tolls of the same number, where the one or the others stand in the headline and all are of one type."""
    own = {(f.kind, n) for f in word.figures if (n := number_of(f)) >= _DISTINCT}
    same = [t for t in near if own & {(f.kind, number_of(f)) for f in t.word.figures}]
    head = [t for t in same if min(t.word.token.sentence, word.token.sentence) <= _HEADLINE]
    types = {t.type for t in head if vagueness(t.type) < vagueness("armed_attack")}
    return types.pop() if len(types) == 1 else None


def _of_those_told(parsed: Parsed, word: Word, near: Sequence[_Told]) -> str | None:
    """The type of the last act told in the sentences before "those killed", "the dead" or "another 12"."""
    before = [t for t in near if 0 < word.token.sentence - t.word.token.sentence <= _BACK]
    acts = [t for t in before if vagueness(t.type) < vagueness("armed_attack")]
    if not acts:
        return None
    last = max(acts, key=lambda t: t.word.token.i)
    if _of_known_dead(parsed, word):
        return last.type
    counted = any(f.kind in HARM for f in last.word.figures) and word.token.sentence - last.word.token.sentence <= 2
    return last.type if counted and word.type == "killing" and _more(parsed, word) else None


def _of_known_dead(parsed: Parsed, word: Word) -> bool:
    """ "Those killed included 11 people", "three of the dead were children"."""
    sentence = [t.lower for t in parsed.sentence_tokens(parsed.sentence_of(word.token))]
    pairs = set(pairwise(sentence))
    return any(a in ("those", "the") and b in word_set("the_dead") for a, b in pairs if a == "the" or b.endswith("ed"))


def _more(parsed: Parsed, word: Word) -> bool:
    """ "Another 12 fighters were killed", by nobody that is told."""
    return not word.sides and any(
        t.lower == "another" for f in word.figures for t in (*parsed.tokens_in(f.span)[:1], _before(parsed, f))
    )


def _before(parsed: Parsed, figure: Figure) -> Token:
    first = parsed.tokens_in(figure.span)[0]
    return parsed.tokens[max(0, first.i - 1)]


def _of_all(word: Word, near: Sequence[_Told], fought: Set[int]) -> str | None:
    """The type told last, else most often, where the report tells of acts of one family only; ``fought`` are the sentences that
    tell of clashes."""
    # "shots" that nobody suffered are as often those of a camera
    acts = [t for t in near if _is_blow(t.type) and (t.word.claim or t.type != "shooting") and _of_its_side(word, t)]
    if not _of_one_family(word, acts, near, fought) or (acts[0].type == "armed_clash" and not _in_arms(word)):
        return None
    blows = [t.word for t in acts]
    many = any(_many(w) for w in blows)
    lowest = max(f.low or 0 for f in word.figures)
    of_period = any(f.scope is Scope.CUMULATIVE for f in word.figures)
    if lowest >= _WAR or (not many and (of_period or _elsewhere(word, blows))):
        return None
    if another_scale(word, blows) or (not _inside(word, acts) and _too_many(lowest, blows)):
        return None
    before = [t for t in acts if 0 <= word.token.sentence - t.word.token.sentence <= _BACK]
    return before[-1].type if before else Counter(t.type for t in acts).most_common(1)[0][0]


def _of_one_family(word: Word, acts: Sequence[_Told], near: Sequence[_Told], fought: Set[int]) -> bool:
    """Whether all ``acts`` are of one family, and no clash is told close by and no assault of those whom it killed."""
    families = {_FAMILY.get(class_of(t.type), "ground") for t in acts}
    if acts and not _inside(word, acts) and any(abs(i - word.token.sentence) <= _NEAR for i in fought):
        families.add("ground")
    of_ground = event_words().of_ground
    return len(families) == 1 and not any(
        t.type == "armed_attack" and t.word.figures and t.word.token.lemma in of_ground for t in near
    )


def _inside(word: Word, acts: Sequence[_Told]) -> bool:
    return all(t.word.token.sentence == word.token.sentence for t in acts)


def _too_many(lowest: int, acts: Sequence[Word]) -> bool:
    """Whether the dead are hundreds and the acts tell of far fewer or of none."""
    told = max((number_of(f) for w in acts for f in w.figures), default=0)
    return lowest >= _HUNDREDS and _SCALE * told < lowest


def _of_its_side(word: Word, other: _Told) -> bool:
    """Whether an act may be of the doers of the word: where these are told, those of shells and bombs must be told too."""
    return not word.sides or bool(word.sides & other.word.sides & {STATE, REBEL})


def _many(word: Word) -> bool:
    """Whether the word tells of more than one blow: "air strikes", "shelling"."""
    return word.token.tag in ("NNS", "NNPS") or word.token.lower in ("shelling", "bombardment")


def _elsewhere(word: Word, acts: Sequence[Word]) -> bool:
    """Whether the toll is of a place where none of the acts is told to have been."""
    fine = [p for p in word.places if p.precision in FINE]
    known = [p for w in acts for p in w.places if p.precision in FINE]
    return bool(fine and known) and not any(may_be_one(a, b) for a in fine for b in known)
