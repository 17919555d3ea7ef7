"""Which names in a report are places: the gazetteer, the parser and the words around a name vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hadba.extract.places.lexicon import PlaceWords, peoples, place_words
from hadba.extract.places.names import ARTICLES, LONGEST, Run, runs, shouted
from hadba.extract.places.surroundings import Surroundings, look_around
from hadba.model.parse import Entity, Parsed, Sentence
from hadba.model.ports import Gazetteer
from hadba.model.reading import ActorName
from hadba.model.span import Span
from hadba.model.where import PlaceMention

# Votes, set by hand: a name is a place at ENOUGH. What each stands for is said where it is given.
ENOUGH = 1.5
SURE = 3.0
LARGE = 100_000  # people: a town that news names without saying where it is


@dataclass(frozen=True, slots=True)
class Guess:
    """A stretch of a run (tokens ``[first, last)``) with its votes for being a place."""

    first: int
    last: int
    run: Run
    known: bool
    around: Surroundings
    score: float


def read_places(parsed: Parsed, gazetteer: Gazetteer, actors: tuple[ActorName, ...]) -> tuple[PlaceMention, ...]:
    """The toponyms of a report in text order, none overlapping; spans of ``actors`` are never places."""
    taken = [a.span for a in actors]
    guesses = [
        g for s in parsed.sentences for g in _guesses(parsed, s, gazetteer) if not any(_covers(t, parsed, g) for t in taken)
    ]
    guesses = _consistent(parsed, guesses)
    kept = [g for g in guesses if g.score >= ENOUGH]
    return tuple(_mention(parsed, g) for g in sorted(kept, key=lambda g: g.first))


def _covers(actor: Span, parsed: Parsed, guess: Guess) -> bool:
    return actor.overlaps(Span(parsed.tokens[guess.first].start, parsed.tokens[guess.last - 1].end))


def _mention(parsed: Parsed, guess: Guess) -> PlaceMention:
    span = Span(parsed.tokens[guess.first].start, parsed.tokens[guess.last - 1].end)
    around = guess.around
    evidence = "cue" if around.cue else "gazetteer" if guess.known else "parser" if around.label else "preposition"
    return PlaceMention(
        span=span, text=span.of(parsed.text), phrase=around.phrase, cue=around.cue, relation=around.relation, evidence=evidence
    )


def _guesses(parsed: Parsed, sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Guess]:
    loud = shouted(parsed, sentence)
    entities = [e for e in parsed.entities if sentence.first <= e.first < sentence.last]
    for run in runs(parsed, sentence):
        at = run.first
        while at < run.last:
            found = _best_from(parsed, sentence, run, at, gazetteer, entities, loud)
            if found is None:
                at += 1
            else:
                yield found
                at = found.last


def _best_from(
    parsed: Parsed, sentence: Sentence, run: Run, at: int, gazetteer: Gazetteer, entities: Sequence[Entity], loud: bool
) -> Guess | None:
    """The longest stretch from token ``at`` that the gazetteer knows, else that the parser or a cue word makes a place."""
    words = place_words()
    if parsed.tokens[at].lower in words.never and at + 1 == run.last:
        return None
    for last in range(min(run.last, at + LONGEST), at, -1):
        text = parsed.text[parsed.tokens[at].start : parsed.tokens[last - 1].end]
        if _nameless(parsed, at, last, words):
            continue
        label = next((e.label for e in entities if (e.first, e.last) == (at, last)), "")
        if last - at == 1 and label != "GPE" and len(text) < 3:
            continue
        if (known := gazetteer.knows(text)) or _alone(run, at, last):
            guess = _weighed(parsed, sentence, run, at, last, known, gazetteer, entities, loud)
            if known or guess.score >= ENOUGH:
                return guess
    return None


def _nameless(parsed: Parsed, at: int, last: int, words: PlaceWords) -> bool:
    """Whether the stretch ends in a hyphen or a particle, or is one of the words that are never places."""
    final = parsed.tokens[last - 1]
    if not any(c.isalnum() for c in final.text) or not parsed.tokens[at].text[0].isalnum():
        return True
    if last - at == 1 and (final.lower in words.never or final.lower.rstrip(".") in words.titles):
        return True
    return (not final.text[0].isupper() and final.lower in ("of", "the", "and", "de", "la")) or (
        final.lower in peoples() and last - at == 1
    )


def _alone(run: Run, at: int, last: int) -> bool:
    return (at, last) == (run.first, run.last)


def _weighed(
    parsed: Parsed, sentence: Sentence, run: Run, at: int, last: int, known: bool, gazetteer: Gazetteer, entities: Sequence[Entity],
    loud: bool,
) -> Guess:  # fmt: skip
    around = look_around(parsed, sentence, run, at, last, entities, gazetteer)
    text = parsed.text[parsed.tokens[at].start : parsed.tokens[last - 1].end]
    score = 1.0 if known else -1.2
    if known:
        places = gazetteer.named(text)
        top = places[0] if places else None
        if top is not None and (
            top.rank > 0 or top.kind in ("country", "province", "region", "water") or top.population >= LARGE
        ):
            score += 0.7
        if last - at > 1:
            score += 0.4  # two words that are together the name of a town are seldom anything else
    vote = _parser_vote(around, known)
    score += max(vote, 0.0) + 3.0 if around.cue else vote
    score += 1.0 if around.preposition else 0.0
    score += 1.5 if around.listed else 0.0
    score += 0.8 if around.relation else 0.0
    score -= 3.0 if around.titled else 0.0
    score -= 2.5 if around.organisation else 0.0
    score -= 4.0 if around.ruling else 0.0
    score -= 1.5 if around.named_on_left else 0.0
    score -= 1.5 if around.named_on_right else 0.0
    score -= 1.0 if around.opens and not around.label else 0.0
    if loud:
        score -= 0.0 if around.preposition or around.cue or around.listed else 1.5
    return Guess(at, last, run, known, around, score)


def _parser_vote(around: Surroundings, known: bool) -> float:
    """What the parser's label weighs: much for a place, against for a person that the gazetteer does not know."""
    votes = {"GPE": 1.8, "LOC": 1.5, "FAC": 1.0, "PERSON": -1.5, "ORG": -0.5, "NORP": -2.0, "DATE": -1.5, "EVENT": -1.0,
             "WORK_OF_ART": -1.0, "LAW": -1.5, "LANGUAGE": -2.0, "PRODUCT": -0.5, "TIME": -2.0, "MONEY": -2.0, "ORDINAL": -2.0,
             "CARDINAL": -1.0, "PERCENT": -2.0, "QUANTITY": -1.0}  # fmt: skip
    vote = votes.get(around.label, 0.0)
    if around.inside in ("PERSON", "ORG", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT") and not around.label:
        vote -= 1.5 if around.inside == "PERSON" else 1.0
    if not known and around.label in ("GPE", "LOC"):
        vote += 0.6  # a name that no list has
    return vote


def _consistent(parsed: Parsed, guesses: list[Guess]) -> list[Guess]:
    """One sense a report: a name that is surely a place once is one elsewhere; one that is mostly a person's is none."""

    def text(g: Guess) -> str:
        return parsed.text[parsed.tokens[g.first].start : parsed.tokens[g.last - 1].end].lower()

    sure = {text(g) for g in guesses if g.score >= SURE}
    surnames = Counter(parsed.tokens[e.last - 1].lower for e in parsed.entities if e.label == "PERSON" and e.last - e.first > 1)
    out = []
    for g in guesses:
        change = 0.0
        if text(g) in sure and not g.around.titled and not g.around.organisation and not g.around.named_on_left:
            change += 1.0
        if g.last - g.first == 1 and surnames[text(g)] and text(g) not in sure and not g.around.cue:
            change -= 1.5
        out.append(replace(g, score=g.score + change))
    return out


__all__ = ["ARTICLES", "read_places"]
