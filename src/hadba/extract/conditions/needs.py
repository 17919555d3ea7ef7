"""Shortages of water, food, electricity, medicine, fuel and shelter; hunger; disease."""

from __future__ import annotations

from collections.abc import Iterator

from hadba.extract.conditions.finding import Finding, is_people, joined, matches, words
from hadba.extract.scene import Scene
from hadba.lexicon.conditions import condition_words, shortage_type
from hadba.model.claim import Realis
from hadba.model.parse import Sentence, Token

_OF = frozenset(("of", "in"))


def shortages(scene: Scene, sentence: Sentence) -> Iterator[Finding]:
    """ "Severe shortages of water and electricity", "food shortages", "power cuts", "without water"."""
    items = {token.i: match.label for match, token in matches(scene, sentence, condition_words().items)}
    for token in scene.parsed.sentence_tokens(sentence):
        things = [t for thing in _short_of(scene, token) if thing.i in items for t in _with_compounds(scene, thing)]
        sectors = {items[t.i] for t in things if t.i in items and not (_vague(t) and not _is_hard(token))}
        if token.pos == "NOUN":  # "supplies" of what is named with them are nothing more, and a cut supply may be an army's
            sectors = sectors - {"aid"} or sectors
        else:
            sectors -= {"aid"}
        for sector in sorted(sectors):
            yield Finding(shortage_type(sector), sector, token)
    for match, head in matches(scene, sentence, condition_words().tables["deprived"]):
        last = scene.parsed.tokens[match.last - 1]
        wanted = scene.child(last, "pobj", "dobj") or scene.child(head, "pobj")
        for item in joined(scene, wanted) if wanted else ():
            wanting = items.get(item.i)
            if wanting and (not _vague(item) or item.lemma == "power") and _of_people(scene, head):
                yield Finding(shortage_type(wanting), wanting, head)


def absences(scene: Scene, sentence: Sentence) -> Iterator[Finding]:
    """ "Residents have no electricity or water", "there is little food"."""
    for match, token in matches(scene, sentence, condition_words().items):
        first = token if token.dep != "conj" else scene.parsed.head(token)
        verb = scene.parsed.head(first)
        none = any(c.lower in ("no", "little", "insufficient", "scarce") for c in scene.parsed.children(first))
        had = first.dep in ("dobj", "attr", "nsubj") and verb.lemma in ("have", "be", "get", "receive")
        if none and had and not _vague(token) and _of_people(scene, first):
            yield Finding(shortage_type(match.label), match.label, token, realis=Realis.ACTUAL)


def _short_of(scene: Scene, token: Token) -> list[Token]:
    """What ``token`` says is short, cut or lacking."""
    if token.lemma in words("shortage_nouns") or token.lemma in words("lack_nouns"):
        of = scene.after(token, _OF)
        before = [c for c in scene.parsed.children(token) if c.dep in ("compound", "nmod", "amod")]
        return [t for start in ((of, *before) if of else before) for t in joined(scene, start)]
    if token.lemma in words("cut_nouns") and token.pos == "NOUN":
        return [
            c
            for c in scene.parsed.children(token)
            if c.dep == "compound" and c.lemma in ("power", "electricity", "water", "internet")
        ]
    if token.pos == "VERB" and token.lemma in words("cut_verbs"):
        return _supply(scene, scene.object(token))
    if (
        token.lemma == "run"
        and token.pos == "VERB"
        and any(c.lower == "out" and c.dep == "prt" for c in scene.parsed.children(token))
    ):
        return _supply(scene, scene.child(token, "nsubj"))
    if token.lemma == "need" and token.pos == "NOUN" and scene.parsed.head(token).lower == "in":
        of = scene.after(token, _OF)
        return joined(scene, of) if of else []
    if token.lemma == "lack" and token.pos == "VERB" and is_people(scene, scene.child(token, "nsubj")):
        wanted = scene.child(token, "dobj")
        return joined(scene, wanted) if wanted else []
    return []


def _supply(scene: Scene, thing: Token | None) -> list[Token]:
    """``thing``, or what it is a supply of ("supplies of food", "water supplies")."""
    if thing is None:
        return []
    of = scene.after(thing, _OF) if thing.lemma in ("supply", "stock", "reserve") else None
    return joined(scene, of or thing)


def _with_compounds(scene: Scene, thing: Token) -> list[Token]:
    """``thing`` and what is compounded with it ("food water and medicine", in a text that lost its commas)."""
    return [*(c for c in scene.parsed.children(thing) if c.dep == "compound"), thing]


def _vague(item: Token) -> bool:
    return item.lemma in words("only_cut")


def _is_hard(token: Token) -> bool:
    """Whether ``token`` itself says shortage or cut, so that "power" can be nothing but electricity."""
    return any(token.lemma in words(name) for name in ("shortage_nouns", "cut_nouns", "cut_verbs"))


def _of_people(scene: Scene, token: Token) -> bool:
    """Whether the clause of ``token`` speaks of people, of a place or of a hospital."""
    named = words("people") | {"they", "we", "city", "town", "village", "camp", "hospital", "clinic", "area"}
    inside = scene.parsed.tokens_in(scene.clause(token))
    return any(t.lemma in named or t.lower in named or t.i in scene.place_at for t in inside)


def hunger(scene: Scene, sentence: Sentence) -> Iterator[Finding]:
    """Famine, starvation, malnutrition."""
    for _, token in matches(scene, sentence, condition_words().tables["hunger"]):
        following = scene.parsed.tokens[token.i + 1 : token.i + 3]
        if not any(t.lemma in ("strike", "striker", "for") or t.text == "-" for t in following):
            yield Finding("shortage_food", "food", token)


def diseases(scene: Scene, sentence: Sentence) -> Iterator[Finding]:
    """ "An outbreak of cholera", "a cholera epidemic", "cases of measles"."""
    for _, token in matches(scene, sentence, condition_words().tables["diseases"]):
        head = scene.parsed.head(token)
        over = scene.parsed.head(head) if head.dep == "prep" and head.lower == "of" else head
        if over.lemma in words("outbreak_nouns") or (token.lemma != "disease" and over.lemma == "case"):
            yield Finding("disease_outbreak", "health", over)


def homeless(scene: Scene, sentence: Sentence) -> Iterator[Finding]:
    """People left homeless, or sleeping in the open."""
    for token in scene.parsed.sentence_tokens(sentence):
        left = token.lower == "homeless" and token.dep in ("oprd", "acomp", "xcomp", "ccomp", "amod", "advcl")
        if left or (token.lower == "open" and token.dep == "pobj" and _sleeps(scene, token)):
            yield Finding("shelter_need", "shelter", token)


def _sleeps(scene: Scene, token: Token) -> bool:
    """ "Sleeping in the open"."""
    verb = scene.parsed.head(scene.parsed.head(token))
    return verb.lemma in ("sleep", "live", "camp")
