"""Which names in a report are places: the gazetteer, the parser and the words around a name vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hadba.extract.places.lexicon import peoples, place_words
from hadba.extract.places.names import LONGEST, PARTICLES, Run, runs, shouted
from hadba.extract.places.surroundings import Surroundings, look_around
from hadba.model.parse import Entity, Parsed, Sentence
from hadba.model.ports import Gazetteer
from hadba.model.reading import ActorName
from hadba.model.span import Span
from hadba.model.where import PlaceMention
from hadba.text.possessive import owner

# Votes, set by hand: a name is a place at ENOUGH. What each stands for is said where it is given.
ENOUGH = 1.5
SURE = 3.0
ALIKE = 0.93  # likeness to a place of the report's countries that will do for a name that no list has so
LARGE = 100_000  # people: a town that news names without saying where it is

PARSER = {
    "GPE": 1.8, "LOC": 1.5, "FAC": 1.0, "PERSON": -1.5, "ORG": -0.5, "NORP": -2.0, "DATE": -1.5, "EVENT": -1.0,
    "WORK_OF_ART": -1.0, "LAW": -1.5, "LANGUAGE": -2.0, "PRODUCT": -0.5, "TIME": -2.0, "MONEY": -2.0, "ORDINAL": -2.0,
    "CARDINAL": -1.0, "PERCENT": -2.0, "QUANTITY": -1.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """A stretch of a run (tokens ``[first, last)``) with its votes for being a place."""

    first: int
    last: int
    text: str
    known: bool
    around: Surroundings
    score: float


@dataclass(frozen=True, slots=True)
class Reader:
    """One sentence under reading; ``loud`` where it is written in capitals throughout. ``nations`` are the ids of the
    countries that the report speaks of."""

    parsed: Parsed
    sentence: Sentence
    gazetteer: Gazetteer
    entities: tuple[Entity, ...]
    loud: bool
    nations: tuple[str, ...] = ()

    def text(self, first: int, last: int) -> str:
        return self.parsed.text[self.parsed.tokens[first].start : self.parsed.tokens[last - 1].end]

    def lower(self, i: int) -> str:
        return self.parsed.tokens[i].lower


def read_places(parsed: Parsed, gazetteer: Gazetteer, actors: tuple[ActorName, ...]) -> tuple[PlaceMention, ...]:
    """The toponyms of a report in text order, none overlapping; what lies in the span of an actor is none."""
    nations, guesses = _nations(parsed, gazetteer), []
    for sentence in parsed.sentences:
        entities = tuple(e for e in parsed.entities if sentence.first <= e.first < sentence.last)
        guesses += list(_guesses(Reader(parsed, sentence, gazetteer, entities, shouted(parsed, sentence), nations)))
    taken = [a.span for a in actors]
    kept = [g for g in _consistent(parsed, guesses) if g.score >= ENOUGH]
    mentions = [_mention(parsed, g) for g in sorted(kept, key=lambda g: g.first)]
    return tuple(m for m in mentions if not any(t.overlaps(m.span) for t in taken))


def _nations(parsed: Parsed, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The countries that the report names, or a large town of which it names; four at most, the most named first."""
    counts: Counter[str] = Counter()
    for entity in parsed.entities:
        top = next(iter(gazetteer.named(entity.span.of(parsed.text))), None) if entity.label == "GPE" else None
        if top is not None and (top.kind == "country" or (top.population >= LARGE and top.parents)):
            counts[top.id if top.kind == "country" else top.parents[-1]] += 1
    return tuple(id for id, _ in counts.most_common(4))


def _mention(parsed: Parsed, guess: Guess) -> PlaceMention:
    around = guess.around
    span = Span(parsed.tokens[guess.first].start, parsed.tokens[guess.last - 1].end)
    evidence = "cue" if around.cue else "gazetteer" if guess.known else "parser" if around.label else "preposition"
    return PlaceMention(span, guess.text, around.phrase, around.cue, around.relation, evidence)


def _guesses(reader: Reader) -> Iterator[Guess]:
    for whole in runs(reader.parsed, reader.sentence):
        for run in _parts(reader, whole):
            at = run.first
            while at < run.last:
                found = _best_from(reader, run, at)
                if found is not None:
                    yield found
                at = found.last if found is not None else at + 1


def _parts(reader: Reader, run: Run) -> Iterator[Run]:
    """A run, cut at "and" where no known name goes over it ("Bosnia and Herzegovina" stays whole)."""
    first = run.first
    for i in range(run.first + 1, run.last - 1):
        if reader.parsed.tokens[i].text != "and":
            continue
        over = ((a, b) for a in range(max(run.first, i - 3), i) for b in range(i + 2, min(run.last, i + 5) + 1))
        if not any(reader.gazetteer.knows(reader.text(a, b)) for a, b in over):
            yield Run(first, i)
            first = i + 1
    yield Run(first, run.last)


def _best_from(reader: Reader, run: Run, at: int) -> Guess | None:
    """The longest stretch from token ``at`` that the gazetteer knows, else that the words around it make a place."""
    if reader.lower(at) in PARTICLES - {"al", "el", "la", "le", "the", "de", "des", "du"}:
        return None
    for last in range(min(run.last, at + LONGEST), at, -1):
        text = reader.text(at, last)
        if not _nameable(reader, at, last, text):
            continue
        known = _known(reader, at, last, text)
        bounded = _bounded(reader, run, at, last)
        if not known and bounded and len(text) > 4 and not reader.loud and _named_there(reader, at, last):
            known = any(score >= ALIKE for _, score in reader.gazetteer.similar(text, within=reader.nations))
        if not known and not (bounded and not _holds_known(reader, run, at, last)):
            continue
        guess = _weighed(reader, run, at, last, text, known)
        if known or guess.score >= ENOUGH:
            return guess
    return None


def _named_there(reader: Reader, at: int, last: int) -> bool:
    """Whether the parser or a preposition makes a place of a name that no list has so: "Least" only sounds like one."""
    first = reader.parsed.tokens[at]
    if any(e.label in ("GPE", "LOC", "FAC") and e.first < last and at < e.last for e in reader.entities):
        return True
    return at > reader.sentence.first and reader.parsed.tokens[first.i - 1].lower in place_words().placing


def _nameable(reader: Reader, at: int, last: int, text: str) -> bool:
    """Whether the stretch can be a name at all: it begins and ends in a word that is no particle, and is none of the
    words that are never places."""
    words, final = place_words(), reader.parsed.tokens[last - 1]
    if not text[0].isalnum() or not any(c.isalnum() for c in final.text) or (last - at > 1 and final.text in PARTICLES):
        return False
    lower = text.lower()
    if lower in words.never or lower in peoples() or lower.rstrip(".") in words.titles:
        return False
    after = reader.parsed.text[final.end : final.end + 1]
    start = reader.parsed.tokens[at].start
    before = reader.parsed.text[max(0, start - 1) : start]
    if before == after == "*" or before == after == "_":
        return False  # in italics, as a plain text marks them: a ship, a newspaper, a film
    return after != "$" and (len(text) > 2 or text in ("US", "UK", "EU") or text in words.short_forms)


def _known(reader: Reader, at: int, last: int, text: str) -> bool:
    """Whether the gazetteer has the name; one in capitals (FAO) only in that very spelling, unless all is in capitals."""
    words = place_words()
    if text in words.short_forms:
        after_comma = at > reader.sentence.first and reader.parsed.tokens[at - 1].text == ","
        if after_comma or text.count(".") > 1 or (len(text) > 2 and text.isupper() and not reader.loud):
            return True
    if not reader.gazetteer.knows(text):
        return _owner(reader, text)
    if text.isupper() and len(text) <= 5 and not reader.loud:
        return any(text in (p.name, *p.names) for p in reader.gazetteer.named(text))
    return True


def _owner(reader: Reader, text: str) -> bool:
    """Whether the text has lost its apostrophes and this is the possessive of a country, a province or a large town."""
    top = next(iter(reader.gazetteer.named(bare)), None) if (bare := owner(text, reader.parsed.text)) else None
    return top is not None and (top.kind in ("country", "province") or top.population >= LARGE)


def _parts_of(reader: Reader, around: Surroundings, text: str) -> bool:
    """Whether the cue speaks of a part of what is named ("neighbourhoods of Aleppo"), not of its kind."""
    if around.cue != "neighbourhood" or not around.phrase.of(reader.parsed.text).endswith(f"of {text}"):
        return False
    return any(p.kind == "town" and p.population >= LARGE for p in reader.gazetteer.named(text))


def _bounded(reader: Reader, run: Run, at: int, last: int) -> bool:
    """Whether the stretch is all of its run, or ends where a particle does."""
    starts = at == run.first or reader.lower(at - 1) in ("of", "the")
    ends = last == run.last or reader.lower(last) in ("of", "the")
    return starts and ends


def _holds_known(reader: Reader, run: Run, at: int, last: int) -> bool:
    """Whether an unknown stretch is a known name with a direction before it ("South Los Angeles") or a cue after it."""
    words = place_words()
    shorter = reader.text(at, last - 1).lower()
    if reader.lower(at) in words.directions and last - at > 1 and reader.gazetteer.knows(reader.text(at + 1, last)):
        return True
    named_by_cue = last - at > 1 and reader.lower(last - 1) in words.cues and shorter not in words.never | words.common
    return named_by_cue and reader.gazetteer.knows(shorter)


def _weighed(reader: Reader, run: Run, at: int, last: int, text: str, known: bool) -> Guess:
    around = look_around(reader.parsed, reader.sentence, run, at, last, reader.entities, reader.gazetteer)
    if _parts_of(reader, around, text):
        around = replace(around, cue=None, relation=around.relation or "part of")
    if reader.loud:
        return Guess(at, last, text, known, around, _shouted_score(reader, at, last, text, around) if known else 0.0)
    if not known and not around.cue and (kind := _kind_inside(reader, at, last)) is not None:
        around = replace(around, cue=kind, weak_cue=kind in ("site", "road", "town"))
    vote = PARSER.get(around.label, 0.0)
    if (
        around.label in ("PERSON", "DATE", "NORP")
        and known
        and (around.preposition in place_words().placing or around.relation)
    ):
        vote = -0.3  # the parser takes many a foreign town for a person or a people; but nobody is bombed "in" a person
    if around.label == "PERSON" and known and around.hit:
        vote = -0.3
    vote = max(0.0, vote) if around.taken else vote
    if around.inside and around.inside not in ("GPE", "LOC", "FAC"):
        vote -= 1.5 if around.inside == "PERSON" else 1.0
    weak = around.weak_cue and not around.hit
    cue = 0.0 if not around.cue else 1.5 if weak else 3.0
    score = _of_gazetteer(reader, at, last, text, around) if known else -1.2 + (0.6 if around.label in ("GPE", "LOC") else 0.0)
    score += cue + (max(vote, 0.0) if around.cue and not weak else vote)
    score += 1.0 * bool(around.preposition) + 1.5 * around.listed + 0.8 * (around.relation is not None) + 1.5 * around.taken
    score -= 3.0 * around.titled + 1.8 * around.body + 3.0 * around.media + 4.0 * around.rules + 3.0 * around.called_after
    score -= 3.0 * around.address + 1.5 * around.named_on_left + 1.2 * (around.named_on_right and not around.body)
    score -= 1.0 * (around.opens and not around.label)
    surely = around.cue or around.relation or (around.label == "GPE" and (around.preposition or around.listed))
    if text.lower() in place_words().common and not surely:
        score -= 2.0
    return Guess(at, last, text, known, around, score)


def _shouted_score(reader: Reader, at: int, last: int, text: str, around: Surroundings) -> float:
    """Of a known name in a sentence of capitals: the words around it alone tell, and must; the parser is lost there."""
    placed = around.preposition in place_words().placing or around.cue or around.relation or around.listed
    common = text.lower() in place_words().common | place_words().prepositions
    return _of_gazetteer(reader, at, last, text, around) + (1.0 if placed and not common else -3.0)


def _of_gazetteer(reader: Reader, at: int, last: int, text: str, around: Surroundings) -> float:
    """What it weighs that the gazetteer has a name: more for large places, and for names of several words."""
    score = 1.0 + (0.4 if last - at > 1 else 0.0)
    top = next(iter(reader.gazetteer.named(text)), None)
    if text.lower() in place_words().town_parts:
        return score + 1.2
    if top is None:
        return score + 1.5 * _owner(reader, text)
    sure = top.rank > 0 or top.kind in ("country", "province", "region", "water", "site", "neighbourhood")
    large = sure or top.population >= LARGE
    capital_says = around.speaks and (top.capital or top.kind == "town")  # "Washington said"
    return score + 0.7 * large - 2.0 * capital_says


def _kind_inside(reader: Reader, at: int, last: int) -> str | None:
    """The kind that the last word of an unknown name itself gives ("Republican Hospital"); addresses and bodies are none."""
    final = reader.lower(last - 1)
    if last - at < 2 or final in place_words().addresses | place_words().organisations:
        return None
    return place_words().cues.get(final)


def _consistent(parsed: Parsed, guesses: Sequence[Guess]) -> Iterator[Guess]:
    """One sense a report: a name that is surely a place once is one elsewhere; one that is a person's surname is none."""
    sure = {g.text.lower() for g in guesses if g.score >= SURE}
    placed = {i for g in guesses if g.score >= ENOUGH for i in range(g.first, g.last)}
    people = [e for e in parsed.entities if e.label == "PERSON" and e.last - e.first > 1]
    surnames = Counter(parsed.tokens[e.last - 1].lower for e in people)
    for g in guesses:
        name, around, final = g.text.lower(), g.around, parsed.tokens[g.last - 1]
        if final.dep == "conj" and final.head in placed and g.known and not around.titled:
            g = replace(g, score=g.score + 2.2)  # "on Douma and Harasta"
        if name in sure and not (
            around.titled or around.named_on_left or around.media or around.called_after or around.address
        ):
            yield replace(g, score=g.score + (2.0 if around.body or around.named_on_right else 1.0))
        elif g.last - g.first == 1 and surnames[name] and name not in sure and not around.cue:
            yield replace(g, score=g.score - 1.5)
        else:
            yield g
