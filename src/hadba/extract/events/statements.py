"""Sentences -> statements of events: triggers and figures brought together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hadba.extract.events.captives import in_their_hands, taken_prisoner
from hadba.extract.events.causes import BARE, MOVES, both_harm, cause_of
from hadba.extract.events.clauses import clause_of
from hadba.extract.events.gapping import cut_short, gapped
from hadba.extract.events.idle import background, figurative, idle, under_words
from hadba.extract.events.means import type_by_means
from hadba.extract.events.named import named_victims
from hadba.extract.events.occasions import arrest_by
from hadba.extract.events.participants import actors_of, weapons_of
from hadba.extract.events.people import People
from hadba.extract.events.realis import realis_of
from hadba.extract.events.things import acts_on_things, objects_of
from hadba.extract.events.triggers import TriggerWord, speaks_of_aircraft, triggers
from hadba.extract.events.victims import acts_answered_for, acts_on_people
from hadba.extract.figures import Counted
from hadba.extract.figures.partitives import some_of_them
from hadba.extract.statement import Statement
from hadba.lexicon.events import event_words
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import harm_words
from hadba.model.actor import Role
from hadba.model.claim import Family, Realis
from hadba.model.figure import FigureKind, Scope
from hadba.model.parse import Parsed, Sentence, Token
from hadba.model.reading import ActorName
from hadba.model.span import Span
from hadba.model.where import PlaceMention

_FOLLOWS = {"prep", "agent", "npadvmod", "advcl", "advmod", "tmod"}
_ROW = {"NUM", "NOUN", "PROPN", "ADJ", "DET", "PRON", "PUNCT", "CCONJ"}


@dataclass(frozen=True, slots=True)
class EventWord:
    """A word of a happening as found, whether or not a statement came of it."""

    token: int
    type: str
    realis: Realis


def read_events(
    parsed: Parsed, figures: Sequence[Counted], places: Sequence[PlaceMention], actors: Sequence[ActorName]
) -> tuple[tuple[Statement, ...], tuple[EventWord, ...]]:
    """Statements of the event family in text order, and all words of happenings."""
    aerial = speaks_of_aircraft(parsed)
    people = People(parsed, places, actors)
    by_sentence: dict[int, list[Counted]] = defaultdict(list)
    for counted in figures:
        by_sentence[counted.sentence].append(counted)
    statements: list[Statement] = []
    words: list[EventWord] = []
    for sentence in parsed.sentences:
        found = [t for t in triggers(parsed, sentence, aerial) if not _speaks_of_no_attack(parsed, t)]
        words.extend(_trigger_words(parsed, sentence, found))
        words.extend(_harm_words(parsed, sentence, found))
        statements.extend(_of_sentence(parsed, sentence, found, by_sentence[sentence.i], places, actors, people, aerial))
    return tuple(statements), tuple(words)


def _speaks_of_no_attack(parsed: Parsed, trigger: TriggerWord) -> bool:
    token = parsed.tokens[trigger.token]
    return idle(parsed, token) or (
        trigger.verbal and (figurative(parsed, token) or background(parsed, token) or under_words(parsed, token))
    )


def _trigger_words(parsed: Parsed, sentence: Sentence, found: list[TriggerWord]) -> Iterator[EventWord]:
    """The triggers with what the means in their sentence makes of them: "the base was hit by 30 missiles"."""
    weapons = weapons_of(parsed, sentence.first, sentence.last) if found else ()
    for t in found:
        token = parsed.tokens[t.token]
        type_ = t.type if t.type == "killing" else type_by_means(parsed, token, t.type, weapons)
        yield EventWord(t.token, type_, realis_of(parsed, token))


def _harm_words(parsed: Parsed, sentence: Sentence, found: list[TriggerWord]) -> list[EventWord]:
    """Words that speak of what befell people beside the triggers: "dead", "wounds", "the incident"."""
    harm = harm_words()
    taken = {i for t in found for i in range(t.first, t.last)}
    return [
        EventWord(t.i, "killing", realis_of(parsed, t))
        for t in parsed.sentence_tokens(sentence)
        if t.i not in taken
        and t.pos in ("NOUN", "VERB", "ADJ", "ADV", "PROPN")
        and (t.lower in harm.participles or t.lemma in harm.mentions or t.lower in harm.mentions or t.lemma in harm.nouns)
        and harm.participles.get(t.lower, harm.nouns.get(t.lemma)) not in MOVES
    ]


def _of_sentence(
    parsed: Parsed,
    sentence: Sentence,
    found: list[TriggerWord],
    figures: list[Counted],
    places: Sequence[PlaceMention],
    actors: Sequence[ActorName],
    people: People,
    aerial: bool,
) -> list[Statement]:
    groups: dict[tuple[int, str, int], list[Counted]] = defaultdict(list)
    for counted in figures:
        trigger = cause_of(parsed, counted.harm, counted.figure.kind, found)
        token, type_ = (trigger.token, trigger.type) if trigger else (counted.harm, BARE[counted.figure.kind])
        if type_ == "killing" and token == counted.harm:
            token = _last_of_joined(parsed, token, {c.harm for c in figures if BARE[c.figure.kind] == "killing"})
        # the parts of a total may have places of their own, unless they only tell who some were; the total keeps the whole
        who = bool(counted.figure.groups) or some_of_them(parsed, counted.head)
        own = counted.head if counted.figure.scope is Scope.PART and not who else -1
        groups[(token, type_, own)].append(counted)
    used = {key[0] for key in groups}
    bare = [t for t in found if t.token not in used and _stands_alone(parsed, sentence, t, places, actors)]
    told = used | {t.token for t in bare} | {c.harm for c in figures}
    lone = list(acts_on_people(parsed, sentence, [t for t in found if t.token not in told], told, people))
    told |= {a.token for a in lone}
    lone.extend(acts_on_things(parsed, sentence, found, told, people, aerial=aerial))
    lone.extend(acts_answered_for(parsed, sentence, found, told | {a.token for a in lone}, people))
    anchors = used | {t.token for t in bare} | {a.token for a in lone}
    statements = []
    for (token, type_, own), held in groups.items():
        at = parsed.tokens[own if own >= 0 else token]
        clause = clause_of(parsed, sentence, parsed.tokens[held[0].harm], anchors - {token, held[0].harm})
        spans = [clause, at.span, *(c.figure.span for c in held)]
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
        realis = realis_of(parsed, parsed.tokens[held[0].harm])
        if all(c.figure.low == 0 and c.figure.high == 0 for c in held):
            realis = Realis.ACTUAL  # "no casualties" is a claim of 0 about something that happened
        statements.append(_statement(parsed, sentence, token, at.i, type_, span, realis, held, actors, people))
    for i, type_ in (*((t.token, t.type) for t in bare), *((a.token, a.type) for a in lone)):
        at = parsed.tokens[i]
        if type_ == "killing" and (cause := cause_of(parsed, i, FigureKind.KILLED, found)) is not None and not cause.weak:
            type_ = cause.type  # "died after a shootout"
        clause = clause_of(parsed, sentence, at, anchors - {i})
        statements.append(_statement(parsed, sentence, i, i, type_, clause, realis_of(parsed, at), [], actors, people))
    elided = list(gapped(parsed, sentence, sorted(statements, key=lambda s: s.trigger), places, actors))
    return sorted((*(cut_short(s, elided) for s in statements), *elided), key=lambda s: (s.trigger, s.span))


def _statement(
    parsed: Parsed,
    sentence: Sentence,
    token: int,
    at: int,
    type_: str,
    span: Span,
    realis: Realis,
    held: list[Counted],
    actors: Sequence[ActorName],
    people: People,
) -> Statement:
    trigger = parsed.tokens[token]
    first = next((t.i for t in parsed.tokens_in(span)), token)
    last = max((t.i for t in parsed.tokens_in(span)), default=token) + 1
    weapons = weapons_of(parsed, first, last)
    bearers = dict.fromkeys((token, *(c.harm for c in held)))
    held_people = {p.span: p for i in bearers for p in people.of(parsed.tokens[i])}
    targets = tuple(held_people[s] for s in sorted(held_people))
    figures = tuple(c.figure for c in held)
    type_ = type_by_means(parsed, trigger, type_, weapons)
    if type_ == "arrest":
        prisoners = any(taken_prisoner(parsed, parsed.tokens[i]) for i in bearers)
        type_ = arrest_by(parsed, [parsed.tokens[i] for i in bearers], targets, figures)
        type_ = "armed_clash" if prisoners and type_ == "arrest" else type_
    if (
        type_ in ("shooting", "killing")
        and any(c.figure.kind is FigureKind.KILLED for c in held)
        and in_their_hands(parsed, trigger)
    ):
        type_ = "execution"
    return Statement(
        family=Family.EVENT,
        type=type_,
        trigger=parsed.tokens[at].span,
        span=span,
        realis=realis,
        actors=actors_of(parsed, trigger, span, actors),
        weapons=weapons,
        objects=objects_of(parsed, trigger, first, last),
        figures=(*figures, *named_victims((parsed.tokens[i] for i in bearers), targets, figures, realis)),
        times=()
        if trigger.lemma in word_set("tolls")
        else None,  # "by Sunday the toll had risen": a count's day, not the act's
        main=not any(c.figure.scope is Scope.CUMULATIVE for c in held) and type_ != "war",
        people=targets,
    )


def _last_of_joined(parsed: Parsed, harm: int, harms: set[int]) -> int:
    """The last of words of harm that share what follows: "two were killed and nine were injured by shells fired on the market"
    tells of one happening. A word with a place, a day or a doer after it keeps to itself."""
    token = parsed.tokens[harm]
    while True:
        following = next(
            (c for c in parsed.children(token) if c.dep == "conj" and c.i > token.i and c.i in harms and both_harm(parsed, c)),
            _next_participle(parsed, token, harms),
        )
        if following is None or any(c.dep in _FOLLOWS and token.i < c.i < following.i for c in parsed.children(token)):
            return token.i
        token = following


def _next_participle(parsed: Parsed, token: Token, harms: set[int]) -> Token | None:
    """ "Injuring" after "killing 5 rebels": another of a row of participles with nothing but people between them."""
    later = min((i for i in harms if i > token.i), default=None)
    if later is None or token.tag != "VBG" or parsed.tokens[later].tag != "VBG":
        return None
    between = parsed.tokens[token.i + 1 : later]
    return parsed.tokens[later] if all(t.pos in _ROW for t in between) else None


def _stands_alone(
    parsed: Parsed, sentence: Sentence, t: TriggerWord, places: Sequence[PlaceMention], actors: Sequence[ActorName]
) -> bool:
    """Whether a trigger without a figure bears a claim: it is told as a happening with a party, a place or a struck thing."""
    token = parsed.tokens[t.token]
    if t.type == "war" or t.phrase == "operation" or realis_of(parsed, token) is Realis.HYPOTHETICAL:
        return False
    here = [a for a in actors if sentence.span.contains(a.span)]
    parties = actors_of(parsed, token, sentence.span, here)
    struck = objects_of(parsed, token, sentence.first, sentence.last)
    placed = any(sentence.span.contains(p.span) and _close(parsed, token, p.span) for p in places)
    if t.verbal:
        if t.phrase == "abandon" and not _leaves_home(parsed, token, places):
            return False
        if t.type in ("killing", "explosion", "displacement"):
            return t.type != "killing" and (bool(parties) or placed)
        return (
            (any(p.role is Role.PERPETRATOR for p in parties) and (placed or bool(struck) or len(parties) > 1))
            or (bool(struck) and (not t.weak or any(o.type in word_set("concrete") for o in struck)))
            or (t.type == "leaflet_drop")
        )
    if t.weak and not (parties or struck):
        return False
    return told(parsed, t) and (placed or bool(struck) or len(parties) > 1)


def _leaves_home(parsed: Parsed, verb: Token, places: Sequence[PlaceMention]) -> bool:
    """ "Abandoned their villages", "abandoned Tal Samin": not a plan, nor the scene of a crime."""
    left = [c for c in parsed.children(verb) if c.dep in ("dobj", "obj")]
    return any(c.lemma in word_set("left_behind") or any(p.span.contains(c.span) for p in places) for c in left)


def _close(parsed: Parsed, token: Token, place: Span) -> bool:
    """Whether the place hangs under the trigger or under the verb that governs it."""
    for word in parsed.tokens_in(place):
        for steps, ancestor in enumerate((word, *parsed.ancestors(word))):
            if ancestor.i == token.i:
                return True
            if steps > 5:
                break
    return False


def told(parsed: Parsed, t: TriggerWord) -> bool:
    """Whether a noun is told as a happening: subject or object of a verb that makes it occur, or definite with a date."""
    token = parsed.tokens[t.token]
    head = parsed.head(token)
    occurs = word_set("occurs")
    words = event_words()
    if token.lemma in words.projectiles and head.lemma in words.launched_by and token.dep in ("dobj", "obj", "nsubjpass"):
        return True  # "fired rocket shells on the market"
    if head.lemma in occurs and token.dep in ("nsubj", "nsubjpass", "dobj", "obj", "attr", "pobj"):
        return True
    return any(c.dep in ("acl", "relcl") and c.lemma in occurs for c in parsed.children(token))
