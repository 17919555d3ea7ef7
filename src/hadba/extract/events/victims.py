"""Acts that are told by whom they befell, without a count: "the murder of Judge Ada Lom", "rebels kidnapped villagers"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hadba.extract.events.people import People, harm_kind
from hadba.extract.events.realis import realis_of
from hadba.extract.events.responsibility import answerable
from hadba.extract.events.triggers import TriggerWord
from hadba.lexicon.events import event_words
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import harm_words
from hadba.model.actor import Role
from hadba.model.claim import Person, Realis
from hadba.model.figure import FigureKind
from hadba.model.parse import Parsed, Sentence, Token

_TYPES = {FigureKind.KILLED: "killing", FigureKind.INJURED: "killing", FigureKind.ABDUCTED: "abduction"}
_CLASSES = frozenset(("aerial", "artillery", "explosive", "ground", "shooting", "killing", "abduction", "abuse"))
_FOUGHT = ("ground", "aerial", "artillery")
ARMED = ("insurgent", "criminal", "military", "police")
_BY_NATURE = ("die", "death", "dead", "hurt", "perish", "succumb", "victim", "casualty", "decease")
_SAYS_LITTLE = frozenset(
    (
        "people",
        "person",
        "persons",
        "individual",
        "individuals",
        "others",
        "man",
        "men",
        "one",
        "victim",
        "victims",
        "child",
        "woman",
    )
)


@dataclass(frozen=True, slots=True)
class Act:
    """A word of an act or of harm that bears a statement, and the type of it."""

    token: int
    type: str


def acts_on_people(
    parsed: Parsed, sentence: Sentence, triggers: Sequence[TriggerWord], told: set[int], people: People
) -> Iterator[Act]:
    """Acts of ``triggers``, and words of harm beside them, that befall somebody; ``told`` are tokens that bear statements."""
    classes = event_words().classes
    taken = set(told)
    for trigger in triggers:
        token = parsed.tokens[trigger.token]
        fought = classes[trigger.type] in _FOUGHT or trigger.phrase == "shoot down"
        if classes[trigger.type] in _CLASSES and _befalls_somebody(people.of(token), by_arms=fought):
            taken.add(trigger.token)
            yield Act(trigger.token, trigger.type)
    covered = {i for t in triggers for i in range(t.first, t.last)}
    for token in parsed.sentence_tokens(sentence):
        kind = None if token.i in taken | covered else _harm(parsed, token)
        by_nature = token.lemma in _BY_NATURE and parsed.head(token).lemma != "identify"
        if kind is not None and not _under(parsed, token, taken) and _befalls_somebody(people.of(token), by_arms=by_nature):
            yield Act(token.i, _TYPES[kind])


def acts_answered_for(
    parsed: Parsed, sentence: Sentence, triggers: Sequence[TriggerWord], told: set[int], people: People
) -> Iterator[Act]:
    """Acts of which the sentence says who did them or answers for them, and nothing else; ``told`` are tokens that bear
    statements."""
    types = {t.token: t.type for t in triggers if event_words().classes[t.type] in _CLASSES}
    for token in parsed.sentence_tokens(sentence):
        refers = token.pos == "NOUN" and token.lemma in word_set("acts") and token.i not in types
        type_ = "armed_attack" if refers else types.get(token.i)
        if type_ is None or token.i in told or token.pos != "NOUN" or realis_of(parsed, token) is not Realis.ACTUAL:
            continue
        if _answered_for(parsed, token, people) or _done_by_people(parsed, token, people):
            yield Act(token.i, type_)


def _answered_for(parsed: Parsed, act: Token, people: People) -> bool:
    """Whether somebody answers for the act; "accused their partners of sabotage" is a manner of speaking."""
    if answerable(parsed, act) is None:
        return False
    told = act.tag in ("NNS", "NNPS") or any(
        c.dep in ("det", "poss", "nummod", "prep", "amod", "acl") for c in parsed.children(act)
    )
    return told or any(p.role is Role.PERPETRATOR and is_armed(p) for p in people.of(act))


def _done_by_people(parsed: Parsed, act: Token, people: People) -> bool:
    """ "The murder was committed by two hooded men": the act is one and definite, and people are told to have done it."""
    definite = act.tag in ("NN", "NNP") and any(
        c.lower in ("the", "this", "that") for c in parsed.children(act) if c.dep == "det"
    )
    doers = [p for p in people.of(act) if p.role is Role.PERPETRATOR]
    return definite and any(is_armed(p) or _are_persons(p) for p in doers)


def _are_persons(person: Person) -> bool:
    return person.name is None and not _SAYS_LITTLE.isdisjoint(person.text.lower().split()[-1:])


def _harm(parsed: Parsed, token: Token) -> FigureKind | None:
    words = harm_words()
    if token.lemma in words.weak_subject_verbs or token.pos not in ("VERB", "NOUN", "ADJ", "PROPN"):
        return None
    kind = harm_kind(parsed, token)
    return kind if kind in _TYPES else None


def _under(parsed: Parsed, token: Token, taken: set[int]) -> bool:
    """Whether the word only says again what the act beside it says: "died in an attack", "shot and killed"."""
    return parsed.head(token).i in taken and token.dep in ("conj", "xcomp", "advcl", "acomp", "oprd")


def _befalls_somebody(people: Sequence[Person], *, by_arms: bool) -> bool:
    """Whether it befalls people. ``by_arms``: an act that words do too ("attacked his rival"), or nature: only where they
    are told who do it are armed."""
    hit = [p for p in people if p.role is Role.TARGET and _told(p)]
    return bool(hit) and (not by_arms or any(p.role is Role.PERPETRATOR and is_armed(p) for p in people))


def is_armed(person: Person) -> bool:
    """Whether the phrase tells of people under arms, or of such as nobody knows ("unidentified men")."""
    looks = {w.lower() for w in person.text.split()} & word_set("unknown_doers")
    return person.kind in ARMED or (person.name is None and bool(looks))


def _told(person: Person) -> bool:
    """Whether the phrase says more than a bare "people"."""
    return person.name is not None or person.text.lower() not in _SAYS_LITTLE
