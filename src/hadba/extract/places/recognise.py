"""Which names in a report are places: the gazetteer, the parser and the words around a name vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hadba.extract.places.lexicon import peoples, place_words
from hadba.extract.places.names import ARTICLES, LONGEST, PARTICLES, Run, capitalised, runs, shouted
from hadba.extract.places.reader import (
    LARGE,
    Reader,
    bounded,
    division_by_name,
    foremost,
    holds_known,
    is_known,
    nameable,
    owned,
    parts,
    well_known,
)
from hadba.extract.places.surroundings import Surroundings, look_around
from hadba.model.parse import Parsed
from hadba.model.ports import Gazetteer
from hadba.model.reading import ActorName
from hadba.model.span import Span
from hadba.model.where import PlaceMention

# Votes, set by hand: a name is a place at ENOUGH. What each stands for is said where it is given.
ENOUGH = 1.5
SURE = 3.0
LONG = 400  # characters: a text of more without a comma has lost them
ALIKE = 0.93  # likeness to a place of the report's countries that will do for a name that no list has so

PARSER = {
    "GPE": 1.8, "LOC": 1.5, "FAC": 1.0, "PERSON": -1.5, "ORG": -0.5, "NORP": -2.0, "DATE": -1.5, "EVENT": -1.0,
    "WORK_OF_ART": -1.0, "LAW": -1.5, "LANGUAGE": -2.0, "PRODUCT": -0.5, "TIME": -2.0, "MONEY": -2.0, "ORDINAL": -2.0,
    "CARDINAL": -1.0, "PERCENT": -2.0, "QUANTITY": -1.0,
}  # fmt: skip
# What the parser takes a well-known town for when a headline or a lost comma confuses it.
MISTAKEN = ("NORP", "LANGUAGE", "DATE", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW")


@dataclass(frozen=True, slots=True)
class Guess:
    """A stretch of a run (tokens ``[first, last)``) with its votes for being a place."""

    first: int
    last: int
    text: str
    known: bool
    around: Surroundings
    score: float


def read_places(parsed: Parsed, gazetteer: Gazetteer, actors: tuple[ActorName, ...]) -> tuple[PlaceMention, ...]:
    """The toponyms of a report in text order, none overlapping; what lies in the span of an actor is none."""
    nations, guesses = _nations(parsed, gazetteer), []
    bare = "," not in parsed.text and len(parsed.text) > LONG
    for sentence in parsed.sentences:
        entities = tuple(e for e in parsed.entities if sentence.first <= e.first < sentence.last)
        guesses += list(_guesses(Reader(parsed, sentence, gazetteer, entities, shouted(parsed, sentence), nations, bare)))
    taken = [a.span for a in actors]
    kept = [g for g in _consistent(parsed, guesses) if g.score >= ENOUGH]
    mentions = [_mention(parsed, g) for g in sorted(kept, key=lambda g: g.first)]
    return tuple(m for m in mentions if not any(t.overlaps(m.span) for t in taken))


def _nations(parsed: Parsed, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The countries that the report names, or a large town of which it names; four at most, the most named first."""
    counts: Counter[str] = Counter()
    for entity in parsed.entities:
        top = foremost(gazetteer.named(entity.span.of(parsed.text))) if entity.label == "GPE" else None
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
        for run in parts(reader, whole):
            at = run.first
            while at < run.last:
                found = _best_from(reader, run, at)
                if found is not None:
                    yield found
                at = found.last if found is not None else at + 1


def _best_from(reader: Reader, run: Run, at: int) -> Guess | None:
    """The longest stretch from token ``at`` that the gazetteer knows, else that the words around it make a place."""
    if reader.lower(at) in PARTICLES - {"al", "el", "la", "le", "the", "de", "des", "du"}:
        return None
    for last in range(min(run.last, at + LONGEST), at, -1):
        text = reader.text(at, last)
        if not nameable(reader, at, last, text):
            continue
        known = is_known(reader, at, last, text)
        whole = bounded(reader, run, at, last)
        if not known and whole and len(text) > 4 and not reader.loud and _named_there(reader, at, last):
            known = any(score >= ALIKE for _, score in reader.gazetteer.similar(text, within=reader.nations))
        if not known and (reader.lower(at) in place_words().prepositions or not whole or holds_known(reader, run, at, last)):
            continue  # "In Panjwai district" begins after "In"
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


def _holds_one_named(reader: Reader, at: int, text: str) -> bool:
    """Whether a town or a province follows on a part of it that is called by name: the noun before "of" is that one's ("the
    Waar district of Homs", "the Old City of Homs")."""
    tokens, noun = reader.parsed.tokens, at - 2
    if noun <= reader.sentence.first or tokens[at - 1].lower != "of" or well_known(reader, text) is None:
        return False
    before = tokens[noun - 1]
    if f"{before.lower} {tokens[noun].lower}" in place_words().town_parts:
        return True
    if place_words().cues.get(tokens[noun].lower) not in ("neighbourhood", "district") or not tokens[noun].text.islower():
        return False
    first = noun
    while first > reader.sentence.first and capitalised(tokens[first - 1]):
        first -= 1
    named = first < noun and before.lower not in peoples() | place_words().directions
    return named and well_known(reader, reader.text(first, noun)) is None


def _owns_one_named(reader: Reader, last: int, text: str) -> bool:
    """Whether the noun after a town or a province is that of its part that is named next ("the Aleppo district of Marjeh")."""
    tokens = reader.parsed.tokens
    if last + 2 >= reader.sentence.last or tokens[last + 1].lower != "of" or not capitalised(tokens[last + 2]):
        return False
    kind = place_words().cues.get(tokens[last].lower) if tokens[last].text.islower() else None
    return kind in ("neighbourhood", "district", "town") and well_known(reader, text) is not None


def _parts_of(reader: Reader, around: Surroundings, text: str) -> bool:
    """Whether the cue speaks of parts of what is named ("neighbourhoods of Aleppo", "the Homs suburbs"), not of its kind."""
    if around.cue == "neighbourhood" and owned(reader, text):
        return True  # "the Aleppos residential neighbourhood of X"
    phrase = around.phrase.of(reader.parsed.text)
    parts = phrase.endswith(f"of {text}") and (around.cue == "neighbourhood" or "districts of " in phrase.lower())
    if around.cue not in ("neighbourhood", "district") or not (
        parts or phrase.endswith((f"{text} suburbs", f"{text} districts"))
    ):
        return False
    return any(p.kind == "town" and p.population >= LARGE for p in reader.gazetteer.named(text))


def _weighed(reader: Reader, run: Run, at: int, last: int, text: str, known: bool) -> Guess:
    around = look_around(reader.parsed, reader.sentence, run, at, last, reader.entities, reader.gazetteer)
    if not known and _headlined(reader, at, last):
        return Guess(at, last, text, known, around, 0.0)
    if around.cue not in ("province", "region") and (_holds_one_named(reader, at, text) or _owns_one_named(reader, last, text)):
        name = Span(reader.parsed.tokens[at].start, reader.parsed.tokens[last - 1].end)
        around = replace(around, phrase=name, cue=None, relation=None, inside="", named_on_left=False, preposition="in")
    elif _parts_of(reader, around, text):
        around = replace(around, cue=None, relation=around.relation or "part of")
    if reader.loud:
        return Guess(at, last, text, known, around, _shouted_score(reader, at, last, text, around) if known else 0.0)
    if not known and around.cue is None and _stands_there(reader, run, at, last, around):
        return Guess(at, last, text, known, around, ENOUGH)
    if known and _in_bare_list(reader, run, at, last):
        around = replace(around, inside="", named_on_left=False, named_on_right=False, preposition=around.preposition or "in")
    if not known and not around.cue and (kind := _kind_inside(reader, at, last)) is not None:
        around = replace(around, cue=kind, weak_cue=kind in ("site", "road", "town"))
    vote = PARSER.get(around.label, 0.0)
    placed = around.preposition in place_words().placing or around.relation
    if around.label in ("PERSON", "DATE", "NORP") and known and placed:
        vote = -0.3  # the parser takes many a foreign town for a person or a people; but nobody is bombed "in" a person
    mistaken = vote < 0 and around.label in MISTAKEN and well_known(reader, text) is not None
    person = around.label == "PERSON" and known and (around.hit or around.scene or _headed(reader, at, last))
    if mistaken or person:
        vote = -0.3
    vote = max(0.0, vote) if around.taken or (known and division_by_name(reader, at, last, text)) else vote
    after_owner = at > reader.sentence.first and owned(reader, reader.text(at - 1, at))  # "Syrias Aleppo"
    vote += 1.0 * (known and after_owner)
    if around.inside and around.inside not in ("GPE", "LOC", "FAC") and not after_owner:
        vote -= 1.5 if around.inside == "PERSON" else 1.0
    weak = around.weak_cue and not around.hit
    cue = 0.0 if not around.cue else 1.5 if weak else 3.0
    score = _of_gazetteer(reader, at, last, text, around) if known else -1.2 + (0.6 if around.label in ("GPE", "LOC") else 0.0)
    score += cue + (max(vote, 0.0) if around.cue and not weak else vote)
    score += (
        1.0 * bool(around.preposition)
        + 1.5 * around.listed
        + 1.0 * (around.scene and known)
        + (1.2 if known else 0.8) * (around.relation is not None)
        + 1.5 * around.taken
        + 1.0 * (around.hit and known and _of_here(reader, at, last))
    )
    score -= 3.0 * around.titled + 1.8 * around.body + 3.0 * around.media + 4.0 * around.rules + 3.0 * around.called_after
    score -= 3.0 * around.address + 1.5 * around.named_on_left + 1.2 * (around.named_on_right and not around.body)
    score -= 1.0 * (around.opens and not around.label)
    surely = around.cue or around.relation or (around.label == "GPE" and (around.preposition or around.listed))
    if not surely and (
        text.lower() in place_words().common or (_headlined(reader, at, last) and well_known(reader, text) is None)
    ):
        score -= 2.0
    return Guess(at, last, text, known, around, score)


def _headed(reader: Reader, at: int, last: int) -> bool:
    """Whether a name of several words begins as those of places do ("Khan Shaykhun"); persons are called "Abu" and "Sheikh"."""
    return last - at > 1 and reader.lower(at) in place_words().heads - {"abu", "sheikh", "umm"}


def _in_bare_list(reader: Reader, run: Run, at: int, last: int) -> bool:
    """Whether a text without commas lists names after a preposition, and this one stands between known ones: "in Saraqib Khan
    Shaykhun and Maarat al-Numan"; "Bab" of "Bab al-Faraj" and "Mallah" of "Mallah Farms" do not."""
    first = run.first
    if not reader.bare or first == reader.sentence.first or reader.lower(first - 1) not in place_words().placing:
        return False
    if reader.lower(last - 1) in place_words().heads:
        return False
    begins = at == first or any(_of_here(reader, i, at) for i in range(max(first, at - 4), at))
    ends = last == run.last or any(_of_here(reader, last, i) for i in range(last + 1, min(run.last, last + 4) + 1))
    return begins and ends and _of_here(reader, at, last)


def _of_here(reader: Reader, at: int, last: int) -> bool:
    """Whether the name is one of a place in the countries that the report speaks of."""
    return any({p.id, *p.parents} & set(reader.nations) for p in reader.gazetteer.named(reader.text(at, last)))


def _stands_there(reader: Reader, run: Run, at: int, last: int, around: Surroundings) -> bool:
    """Whether a name that no list has is told as one that something is in or near, though the parser takes it for a person or
    a building; for a body only where it begins with an Arabic article."""
    token = reader.parsed.tokens[last - 1]
    while token.dep == "conj":
        token = reader.parsed.head(token)
    if (
        token.dep != "pobj"
        or reader.parsed.head(token).lower
        not in (("in", "near", "outside", "on", "at") if around.listed else ("in", "near", "outside"))
        or not bounded(reader, run, at, last)
    ):
        return False
    if around.titled or around.media or around.body or around.rules or _headlined(reader, at, last):
        return False
    named = around.label in ("PERSON", "FAC") or (around.label == "ORG" and (around.listed or reader.lower(at) in ARTICLES))
    happened = place_words().happenings | place_words().arms
    return named and not happened & {
        reader.lower(last - 1),
        *(reader.lower(i) for i in range(last, min(last + 1, reader.sentence.last))),
    }


def _headlined(reader: Reader, at: int, last: int) -> bool:
    """Whether a name is a word of the report in a headline's capitals: "Airstrike", below "airstrike"."""
    text = reader.text(at, last).lower()
    return last == at + 1 and (f" {text} " in reader.parsed.text or f" {text}s " in reader.parsed.text)


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
        return score + 1.5 * owned(reader, text)
    sure = top.rank > 0 or top.kind in ("country", "province", "region", "water", "site", "neighbourhood")
    large = sure or top.population >= LARGE
    capital_says = around.speaks and (top.capital or top.kind == "town")  # "Washington said"
    return score + 0.7 * large - 2.0 * capital_says


def _kind_inside(reader: Reader, at: int, last: int) -> str | None:
    """The kind that the last word of an unknown name itself gives ("Republican Hospital"); addresses and bodies are none."""
    final = reader.lower(last - 1)
    if last - at < 2 or final in place_words().addresses | place_words().organisations:
        return None
    kind = place_words().cues.get(final)
    return None if kind == "area" else kind  # "Run From Areas"


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
