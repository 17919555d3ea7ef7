"""Whom an act befell and who did it, as phrases: named people, their offices, descriptions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hadba.extract.events.persons import Known, Phrase, joined, of_people, phrase_of
from hadba.extract.events.responsibility import answerable
from hadba.extract.events.roster import Roster
from hadba.extract.figures.nouns import lemma_of
from hadba.lexicon.actors import dictionary
from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import harm_words
from hadba.model.actor import Responsibility, Role
from hadba.model.claim import Person
from hadba.model.figure import FigureKind
from hadba.model.parse import Parsed, Token
from hadba.model.reading import ActorName
from hadba.model.span import Span
from hadba.model.where import PlaceMention

_PATIENT = ("dobj", "obj", "nsubjpass")
_OF_PEOPLE = (FigureKind.KILLED, FigureKind.INJURED, FigureKind.ABDUCTED)
_UP = ("pobj", "prep", "appos", "conj", "nmod", "compound", "poss")


class People:
    """The people of one text, by the part that they have in an act."""

    def __init__(self, parsed: Parsed, places: Sequence[PlaceMention], actors: Sequence[ActorName]) -> None:
        self._parsed = parsed
        known = [a.span for a in actors if a.actor_id is not None and a.actor_id in dictionary().by_id]
        sites = frozenset(t.i for p in places for t in parsed.tokens_in(p.span))
        taken = sites | {t.i for s in known for t in parsed.tokens_in(s)}
        self._roster = Roster.of(parsed, Known(sites, taken))
        self._known = Known(sites, taken, frozenset(self._roster.by_word))

    def of(self, token: Token) -> tuple[Person, ...]:
        """The people whom the word of an act or of harm befalls, and those who do it, in text order."""
        harm = harm_kind(self._parsed, token)
        found: dict[Span, Person] = {}
        answer = answerable(self._parsed, token)
        blamed = [(Role.PERPETRATOR, answer[0])] if answer is not None else []
        for role, head in (*blamed, *_parts(self._parsed, token)):
            for one in joined(self._parsed, self._meant(head)):
                harmed = role is Role.TARGET and harm in _OF_PEOPLE
                phrase = phrase_of(self._parsed, one, self._known, harmed=harmed)
                if phrase is not None:
                    why = answer[1] if answer is not None and head.i == answer[0].i else Responsibility.TOLD
                    person = self._person(phrase, role, harm if role is Role.TARGET else None, why)
                    found.setdefault(person.span, person)
        return tuple(found[s] for s in sorted(found))

    def _person(self, phrase: Phrase, role: Role, harm: FigureKind | None, why: Responsibility) -> Person:
        phrase = self._roster.completed(phrase)
        return Person(
            role=role,
            text=phrase.span.of(self._parsed.text),
            span=phrase.span,
            name=phrase.name,
            office=phrase.office,
            kind=phrase.kind,
            former=phrase.former,
            harm=harm,
            count=phrase.count,
            responsibility=why,
        )

    def _meant(self, head: Token) -> Token:
        """Of a body, whose it is ("the bodies of two peasants", "Lom's life")."""
        if lemma_of(head) in harm_words().bodies or head.lemma == "life":
            for child in self._parsed.children(head):
                if child.dep == "poss" and child.pos != "PRON":
                    return child
                if child.dep == "prep" and child.lower == "of":
                    return next((c for c in self._parsed.children(child) if c.dep == "pobj"), head)
        return head


def harm_kind(parsed: Parsed, token: Token) -> FigureKind | None:
    """What the word says befell its people: of "kill", "dead", "the murder of", "shot dead"."""
    words = harm_words()
    if token.pos == "VERB" or token.tag.startswith("VB"):
        verbal = words.patient_verbs.get(token.lemma) or words.subject_verbs.get(token.lemma)
        after = parsed.tokens[token.i + 1 : token.i + 2]
        phrase = words.patient_verbs.get(f"{token.lemma} {after[0].lower}") if after else None
        return phrase or verbal or words.participles.get(token.lower)
    killing = FigureKind.KILLED if token.lemma in word_set("killing_nouns") else None
    return words.nouns.get(token.lemma) or words.participles.get(token.lower) or killing


def _parts(parsed: Parsed, token: Token) -> Iterator[tuple[Role, Token]]:
    yield from ((Role.TARGET, t) for t in _listed(parsed, token))
    if token.pos in ("VERB", "AUX") or token.tag.startswith("VB"):
        yield from _parts_of_verb(parsed, token)
    elif token.pos in ("NOUN", "PROPN"):
        yield from _parts_of_noun(parsed, token)
    elif token.pos == "ADJ":
        yield from _parts_of_adjective(parsed, token)


def _listed(parsed: Parsed, harmed: Token) -> Iterator[Token]:
    """ "Among the wounded are Ada Lom and ...", "the dead were identified as ...": those whom a word of harm is said of."""
    link = parsed.head(harmed)
    verb = parsed.head(link)
    if harmed.dep == "nsubj" and link.lemma == "be" and harmed.pos == "NOUN":
        yield from (c for c in parsed.children(link) if c.dep == "attr" and c.entity == "PERSON")
    elif harmed.dep == "pobj" and link.lower == "among" and verb.lemma == "be":
        yield from (c for c in parsed.children(verb) if c.dep in ("nsubj", "attr"))
    elif harmed.dep == "nsubjpass" and link.lemma == "identify":
        for child in parsed.children(link):
            if child.dep == "prep" and child.lower == "as":
                yield from (c for c in parsed.children(child) if c.dep == "pobj")


def _parts_of_verb(parsed: Parsed, verb: Token) -> Iterator[tuple[Role, Token]]:
    suffered = verb.lemma in harm_words().subject_verbs
    children = list(parsed.children(verb))
    passive = any(c.dep in ("auxpass", "nsubjpass", "agent") for c in children)
    for child in children:
        if child.dep in _PATIENT:
            yield Role.TARGET, child
        elif child.dep == "prep" and child.lower == "including":  # "three were injured, including Ada Lom"
            yield from ((Role.TARGET, c) for c in parsed.children(child) if c.dep == "pobj")
        elif child.dep == "nsubj":
            yield (Role.TARGET if suffered or _cut_off(parsed, verb, children) else Role.PERPETRATOR), child
        elif child.dep == "agent" or (child.dep == "prep" and child.lower == "by"):
            yield from ((Role.PERPETRATOR, c) for c in parsed.children(child) if c.dep == "pobj")
        elif child.dep == "prep" and child.lower in word_set("aimed_at"):
            yield from ((Role.TARGET, c) for c in parsed.children(child) if c.dep == "pobj")
    yield from ((Role.PERPETRATOR, t) for t in _let_go_by(parsed, verb))
    head = parsed.head(verb)
    if verb.dep in ("acl", "relcl") and head.i != verb.i:
        own = verb.tag in ("VBN", "VBD") and (verb.dep == "acl" or passive)
        yield (Role.TARGET if own or suffered else Role.PERPETRATOR), _antecedent(parsed, head)
    elif verb.dep == "amod" and verb.tag == "VBN":
        yield Role.TARGET, head
    elif verb.dep in ("conj", "advcl", "xcomp") and head.pos in ("VERB", "AUX") and not has_subject(parsed, verb):
        yield from _shared(parsed, verb, head, passive=passive or (verb.tag == "VBN" and verb.dep == "conj"))


def _let_go_by(parsed: Parsed, verb: Token) -> Iterator[Token]:
    """ "Guerrillas released three engineers who were kidnapped": those who let the abducted go held them."""
    head = parsed.head(verb)
    freeing = parsed.head(head)
    if verb.dep not in ("relcl", "acl") or head.dep not in ("dobj", "obj") or freeing.lemma != "release":
        return
    if harm_words().patient_verbs.get(verb.lemma) is FigureKind.ABDUCTED:
        yield from (c for c in parsed.children(freeing) if c.dep == "nsubj" and of_people(c))


def _cut_off(parsed: Parsed, verb: Token, children: Sequence[Token]) -> bool:
    """Whether a comma stands between the subject and a participle without an object: "Ada Lom, kidnapped in May, was freed",
    where the parser may take the participle for the verb of the sentence."""
    before = parsed.tokens[verb.i - 1] if verb.i else verb
    alone = not any(c.dep in ("dobj", "obj", "aux", "auxpass") for c in children)
    return before.text == "," and alone and verb.tag in ("VBN", "VBD") and verb.lemma in harm_words().patient_verbs


def has_subject(parsed: Parsed, verb: Token) -> bool:
    return any(c.dep.startswith("nsubj") for c in parsed.children(verb))


def _shared(parsed: Parsed, verb: Token, first: Token, *, passive: bool) -> Iterator[tuple[Role, Token]]:
    """ "Was kidnapped and murdered", "entered the house and shot the mayor": the subject stands before the first verb."""
    suffered = verb.lemma in harm_words().subject_verbs
    for child in parsed.children(first):
        if child.dep in ("nsubjpass", "nsubj") and (passive or suffered):
            yield Role.TARGET, child
        elif child.dep == "nsubj":
            yield Role.PERPETRATOR, child
        elif child.dep == "agent" and verb.dep == "advcl":
            yield from ((Role.PERPETRATOR, c) for c in parsed.children(child))


def _antecedent(parsed: Parsed, head: Token) -> Token:
    """Whom "who was kidnapped" is said of: the nearest people above, where the parser hung it on a place beside them."""
    for token in (head, *parsed.ancestors(head)):
        if of_people(token) or token.entity == "PERSON":
            return token
        if token.dep not in _UP:
            break
    return head


def _parts_of_noun(parsed: Parsed, noun: Token) -> Iterator[tuple[Role, Token]]:
    """ "The murder of", "the attack on", "Lom's death", "an attack by"; "the disappearance and kidnapping of"."""
    for child in _below(parsed, noun):
        if child.dep == "prep" and child.lower in ("of", *word_set("aimed_at")):
            yield from ((Role.TARGET, c) for c in parsed.children(child) if c.dep == "pobj")
        elif child.dep in ("prep", "agent") and child.lower == "by":
            yield from ((Role.PERPETRATOR, c) for c in parsed.children(child) if c.dep == "pobj")
        elif child.dep == "poss" and noun.lemma in word_set("suffered_nouns"):
            yield Role.TARGET, child
        elif child.dep == "acl" and child.lemma in word_set("conducts") | word_set("planted"):
            for link in parsed.children(child):
                role = Role.PERPETRATOR if link.dep == "agent" or link.lower == "by" else Role.TARGET
                if role is Role.PERPETRATOR or (link.dep == "prep" and link.lower in word_set("aimed_at") - {"at", "on"}):
                    yield from ((role, c) for c in parsed.children(link) if c.dep == "pobj")
    yield from ((Role.TARGET, t) for t in target_of(parsed, noun))
    governor = parsed.head(noun)
    if noun.dep in ("dobj", "obj", "nsubjpass") and governor.lemma in word_set("conducts") | word_set("planted"):
        for child in parsed.children(governor):
            if child.dep == "nsubj":
                yield Role.PERPETRATOR, child
            elif child.dep == "agent":
                yield from ((Role.PERPETRATOR, c) for c in parsed.children(child) if c.dep == "pobj")
            elif child.dep == "prep" and child.lower in word_set("aimed_at"):
                yield from ((Role.TARGET, c) for c in parsed.children(child) if c.dep == "pobj")


def target_of(parsed: Parsed, act: Token) -> list[Token]:
    """ "The convoy was the target of an ambush"."""
    said = parsed.head(parsed.head(act))
    verb = parsed.head(said)
    if act.dep != "pobj" or said.lemma not in ("target", "victim") or said.dep != "attr" or verb.lemma != "be":
        return []
    return [c for c in parsed.children(verb) if c.dep == "nsubj"]


def _below(parsed: Parsed, noun: Token) -> Iterator[Token]:
    own = list(parsed.children(noun))
    yield from own
    if any(c.dep == "prep" for c in own):
        return
    others = [c for c in own if c.dep == "conj"] + ([parsed.head(noun)] if noun.dep == "conj" else [])
    for other in others:
        yield from (c for c in parsed.children(other) if c.dep == "prep" and c.lower == "of")


def _parts_of_adjective(parsed: Parsed, word: Token) -> Iterator[tuple[Role, Token]]:
    """ "Was found dead", "left two soldiers wounded"."""
    head = parsed.head(word)
    if word.dep in ("acomp", "oprd", "advcl", "xcomp", "ccomp") and head.pos in ("VERB", "AUX"):
        for child in parsed.children(head):
            if child.dep in ("nsubjpass", "dobj") or (child.dep == "nsubj" and head.pos == "AUX"):
                yield Role.TARGET, child
        yield from ((Role.TARGET, c) for c in parsed.children(word) if c.dep == "nsubj")
    elif word.dep == "amod":
        yield Role.TARGET, head
