"""Phrases that name or describe people: where they begin and end, the name in them, what they say of the people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hadba.extract.figures.nouns import lemma_of
from hadba.lexicon.actor_words import actor_words
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import harm_words, people_words
from hadba.lexicon.people import person_kinds
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span
from hadba.text.case_words import CALENDAR
from hadba.text.numbers import read_number

_CLAUSAL = ("relcl", "acl", "advcl", "ccomp", "parataxis")
_OUTSIDE = (*_CLAUSAL, "appos", "conj", "cc", "punct", "prep", "dep", "preconj")
_PARTICLES = frozenset(
    ("de", "la", "las", "los", "del", "da", "dos", "di", "van", "von", "der", "bin", "ibn", "al", "el", "y", "e")
)
_OF_TWO = ("couple", "pair", "trio", "family", "duo")
_NO_PERSON = frozenset(("GPE", "NORP", "LOC", "FAC", "DATE", "TIME", "CARDINAL", "PRODUCT", "EVENT"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """People in one noun phrase; see ``model.claim.Person``."""

    span: Span
    name: Span | None
    office: Span | None
    kind: str | None
    former: bool
    count: int | None


def joined(parsed: Parsed, head: Token) -> Iterator[Token]:
    """The head and what is joined to it: "the mayor, his wife and two guards"."""
    yield head
    for child in parsed.children(head):
        if child.dep == "conj" and child.pos in ("NOUN", "PROPN", "NUM", "ADJ"):
            yield from joined(parsed, child)
        elif child.dep == "appos" and not of_people(head) and of_people(child) and child.pos == "NOUN":
            yield from (c for c in joined(parsed, child) if c.i != child.i)
        elif child.dep == "appos" and of_people(head) and _goes_on(parsed, head, child):
            yield from joined(parsed, child)
        elif child.dep == "prep" and child.lower == "including":
            yield from (t for c in parsed.children(child) if c.dep == "pobj" for t in joined(parsed, c))
        elif child.dep == "acl" and child.lemma in ("name", "call") and child.tag == "VBN":
            yield from (c for c in parsed.children(child) if c.dep in ("oprd", "dobj", "attr") and c.entity == "PERSON")


def _goes_on(parsed: Parsed, head: Token, second: Token) -> bool:
    """Whether an apposition to people names more than one: "three reporters: Ada Lom, Ben Tor ...", "the minister, his driver
    and two guards"."""
    several = head.tag in ("NNS", "NNPS") or (head.lemma in _OF_TWO and any(c.dep == "conj" for c in parsed.children(second)))
    if second.entity == "PERSON" and several:
        return True
    return of_people(second) and _opens_a_list(parsed, second)


def _opens_a_list(parsed: Parsed, second: Token) -> bool:
    """Whether an apposition goes on with a list, and does not say again who the first is: "the minister, his driver and two
    guards" against "the minister, a lawyer and writer"."""
    others = [c for c in parsed.children(second) if c.dep == "conj"]
    return bool(others) and any(g.dep in ("poss", "nummod") for t in (second, *others) for g in parsed.children(t))


def of_people(token: Token) -> bool:
    """Whether the noun names people, or a body of them."""
    if token.pos not in ("NOUN", "PROPN") or token.entity in _NO_PERSON - {"NORP"}:
        return False
    return _says_what_they_are(token) or token.lower in word_set("bands")


def _says_what_they_are(token: Token) -> bool:
    """A noun of people; of a name only where it is listed, for "Hector" and "Salvador" end as "doctor" does."""
    lemma, people = lemma_of(token), people_words()
    listed = lemma in people.status or lemma in people.nationals or person_kinds().knows(lemma)
    return listed or (token.pos == "NOUN" and people.knows(lemma))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a text: ``places`` are tokens of places, ``taken`` those of parties too, ``names`` words of people's
    names."""

    places: frozenset[int]
    taken: frozenset[int]
    names: frozenset[str] = frozenset()


def phrase_of(parsed: Parsed, head: Token, known: Known, *, harmed: bool = False) -> Phrase | None:
    """The people that ``head`` names or describes; null where it names none. ``harmed``: something befell them that befalls
    people only, so that an unknown name is one of theirs."""
    if head.pos not in ("NOUN", "PROPN", "ADJ", "NUM") or head.tag == "CD":
        return None
    own = own_words(parsed, head)
    run = _name_in(own, known, harmed=harmed)
    beside = None if run else _named_beside(parsed, head, known)
    if run is None and beside is None and (not of_people(head) or head.i in known.places or head.lower in CALENDAR):
        return None
    first, rest = own[0], [t for t in own if run is None or t.i not in {r.i for r in run}]
    office = _office(parsed, head, rest, run)
    name = parsed.span_of(run or beside or [first]) if run or beside else None
    parts = [s for s in (name, office, parsed.span_of(own)) if s is not None]
    span = Span(min(s.start for s in parts), max(s.end for s in parts))
    words = list(parsed.tokens_in(office)) if office else [t for t in rest if t.pos in ("NOUN", "PROPN", "ADJ")]
    return Phrase(
        span=span,
        name=name,
        office=office,
        kind=_kind(words, head if office is None else None, parsed),
        former=any(t.lower in person_kinds().former for t in words),
        count=1 if name is not None else _count(own, head),
    )


def own_words(parsed: Parsed, head: Token) -> list[Token]:
    """The head with the words before it, articles left out, and a name's words after it."""
    kept, waiting = [head], [c for c in parsed.children(head) if c.dep not in _OUTSIDE and c.i < head.i]
    while waiting:
        token = waiting.pop()
        kept.append(token)
        waiting.extend(c for c in parsed.children(token) if c.dep not in _CLAUSAL)
    kept.extend(c for c in parsed.children(head) if c.dep in ("flat", "nmod") and c.i == head.i + 1 and c.pos == "PROPN")
    words = [t for t in sorted(kept, key=lambda t: t.i) if t.pos != "SPACE"]
    # a run: what the parser took along from far away is not of the phrase
    at = next(n for n, t in enumerate(words) if t.i == head.i)
    first = at
    while first and words[first].i - words[first - 1].i <= 3:
        first -= 1
    words = words[first:]
    while len(words) > 1 and _opens_nothing(words[0]):
        words.pop(0)
    return words


def _opens_nothing(token: Token) -> bool:
    """Articles, and what befell them: "the dead Ada Lom"."""
    small = token.pos in ("PUNCT", "DET", "CCONJ", "PART", "ADP", "PRON") or token.dep in ("det", "preconj")
    return small or (token.lower in harm_words().participles and token.dep in ("amod", "compound"))


def _name_in(words: Sequence[Token], known: Known, *, harmed: bool) -> list[Token] | None:
    """The name at the end of a phrase: capitalised words, titles left out."""
    run: list[Token] = []
    for token in reversed(words):
        inside = bool(run) and token.dep == "compound" and token.head == words[-1].i
        if not (_is_name_word(token, known, inside=inside) or (run and token.lower in _PARTICLES)):
            break
        run.insert(0, token)
    while run and run[0].lower in _PARTICLES:
        run.pop(0)
    if not run:
        return None
    entities = {t.entity for t in run}
    at = next(n for n, t in enumerate(words) if t.i == run[0].i)
    titled = at > 0 and is_office(words[at - 1])
    if "PERSON" in entities or (titled and not entities & _NO_PERSON):
        return run
    if entities & _NO_PERSON:
        return None
    if len(run) == 1:
        return run if run[0].lower in known.names else None
    return run if harmed and not {t.text for t in run} & actor_words().bodies else None


def _is_name_word(token: Token, known: Known, *, inside: bool) -> bool:
    return (
        token.pos in ("PROPN", "NOUN", "ADJ")
        and token.text[:1].isupper()
        and (token.pos == "PROPN" or token.entity == "PERSON")
        and (inside or token.i not in known.taken)
        and not is_office(token)
        and token.lower.rstrip(".") not in word_set("offices")
    )


def is_office(token: Token) -> bool:
    """Whether the word is a title or says what somebody is."""
    return token.lower.rstrip(".") in word_set("offices") or _says_what_they_are(token)


def _named_beside(parsed: Parsed, head: Token, known: Known) -> list[Token] | None:
    """The name in apposition: "the rector of the university, Ada Lom"."""
    if not of_people(head):
        return None
    for child in parsed.children(head):
        if child.dep == "appos" and child.pos == "PROPN" and child.i > head.i:
            return _name_in(own_words(parsed, child), known, harmed=False)
    return None


def _office(parsed: Parsed, head: Token, rest: Sequence[Token], run: list[Token] | None) -> Span | None:
    """What is said of the people: the words before a name, or in apposition to it, or the phrase itself."""
    if run is None:
        return Span(parsed.span_of(list(rest)).start, end_of_phrase(parsed, head)) if rest else None
    before = [t for t in rest if t.i < run[0].i]
    if before and is_office(before[-1]) and not (len(before) == 1 and before[0].lower.rstrip(".") in word_set("bare_titles")):
        return parsed.span_of(before)
    for child in parsed.children(head):
        if child.dep == "appos" and child.i > head.i and of_people(child):
            words = own_words(parsed, child)
            return Span(words[0].start, end_of_phrase(parsed, child))
    governor = parsed.head(head)
    if head.dep == "appos" and of_people(governor) and governor.i < head.i:
        return Span(own_words(parsed, governor)[0].start, end_of_phrase(parsed, governor))
    return None


def end_of_phrase(parsed: Parsed, head: Token) -> int:
    """Where the "of", "to" or "for" phrase of the head ends ("members of the civil defence"), else where the head does."""
    end = head.end
    for child in parsed.children(head):
        if child.dep == "prep" and child.i > head.i and child.i - head.i <= 2 and child.lower in ("of", "to", "for"):
            for inner in parsed.children(child):
                if inner.dep == "pobj":
                    end = max(t.end for t in own_words(parsed, inner))
                    end = max(end, end_of_phrase(parsed, inner))
    return end


def _kind(words: Sequence[Token], head: Token | None, parsed: Parsed) -> str | None:
    if not words:
        return None
    inside = {t.i for t in words}
    top = head or next((t for t in words if parsed.head(t).i not in inside and t.pos in ("NOUN", "PROPN", "ADJ")), words[-1])
    lemmas = [lemma_of(t) for t in words]
    at = next((n for n, t in enumerate(words) if t.i == top.i), len(words) - 1)
    return person_kinds().of(lemmas, at)


def _count(words: Sequence[Token], head: Token) -> int | None:
    for token in words:
        if token.pos == "NUM" or token.tag == "CD":
            return read_number(token.text)
    plural = (
        head.tag in ("NNS", "NNPS")
        or lemma_of(head) != head.lower
        or head.lower in ("people", "police", "personnel")
        or head.lower in word_set("bands")
    )
    return None if plural else 1
