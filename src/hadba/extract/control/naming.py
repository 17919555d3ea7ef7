"""Places that nobody knew as such, named by what armed parties do to them ("recaptured Tadmur", "Kunduz fell to the Taliban").

The parser takes many such names for people. Where the verb leaves no doubt, the name is a place; it gets no point here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hadba.extract.control.changes import complement
from hadba.extract.scene import Scene
from hadba.lexicon.actor_names import all_capitals
from hadba.lexicon.control import ControlVerb, control_words
from hadba.lexicon.source_names import is_title
from hadba.model.parse import Token
from hadba.model.span import Span
from hadba.model.where import PlaceMention

_NEVER = frozenset(("NORP", "DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "LAW", "EVENT"))
_OF = frozenset(("of", "over"))


def with_named_ground(scene: Scene) -> Scene:
    """``scene`` with those names among its places."""
    if all_capitals(scene.parsed.text):
        return scene
    found = {t.i: mention for name in _names(scene) for mention, tokens in (_mention(scene, name),) for t in tokens}
    return replace(scene, place_at={**found, **scene.place_at}) if found else scene


def _names(scene: Scene) -> Iterator[Token]:
    """Heads of names that stand where a place must."""
    for token in scene.parsed.tokens:
        for name, sure in _candidates(scene, token):
            if name is not None and _may_be_a_place(scene, name, sure=sure):
                yield name


def _candidates(scene: Scene, token: Token) -> Iterator[tuple[Token | None, bool]]:
    """What ``token`` says is held, taken or lost, and whether it says so beyond doubt."""
    words = control_words()
    if token.pos == "VERB":
        for entry in words.verbs.get(token.lemma, ()):
            by_arms = _by_arms(scene, token, entry)
            if by_arms or (entry.sure and not entry.armed and scene.subject(token) is None):
                yield complement(scene, token, entry), entry.sure and (by_arms or _of_war(scene, token))
    elif token.lemma == "control" and token.dep == "dobj" and scene.is_armed(scene.subject(scene.parsed.head(token))):
        yield scene.after(token, _OF), True
    elif token.pos == "NOUN" and token.lemma in words.nouns and (words.nouns[token.lemma].sure or _owned(scene, token)):
        yield scene.after(token, words.nouns[token.lemma].preps), False


def _owned(scene: Scene, noun: Token) -> bool:
    """ "Russia's capture of", "the army's capture of"."""
    owner = scene.child(noun, "poss")
    return owner is not None and (owner.i in scene.place_at or scene.is_armed(owner))


def _of_war(scene: Scene, token: Token) -> bool:
    """Whether the sentence names an armed party or an operation."""
    sentence = scene.parsed.sentence_tokens(scene.parsed.sentence_of(token))
    return any(t.i in scene.actor_at or (t.pos == "NOUN" and t.lemma in control_words().operations) for t in sentence)


def _by_arms(scene: Scene, verb: Token, entry: ControlVerb) -> bool:
    """Whether an armed party does it, or is the one to whom the place is lost, or who is driven out."""
    parties = (scene.subject(verb), scene.after(verb, frozenset(("to", "from"))), scene.object(verb) if entry.loser else None)
    others = [p for p in parties if p is not None]
    if entry.place == "subject":
        others = [p for p in others if p.dep == "pobj"]
    return any(scene.is_armed(p) for p in others)


def _may_be_a_place(scene: Scene, name: Token, *, sure: bool) -> bool:
    known = name.i in scene.place_at or name.i in scene.actor_at
    compounds = [c for c in scene.parsed.children(name) if c.dep == "compound"]
    if is_title(name.lower) or any(c.i in scene.actor_at or is_title(c.lower) for c in compounds):
        return False  # "captured Taliban Commander ..."
    full_name = bool(compounds)
    refused = name.entity in _NEVER or (name.entity == "PERSON" and (full_name or not sure))
    return name.pos == "PROPN" and name.text[0].isupper() and not known and not refused


def _mention(scene: Scene, name: Token) -> tuple[PlaceMention, list[Token]]:
    before = [c for c in scene.parsed.children(name) if c.dep == "compound" and c.pos == "PROPN" and c.i < name.i]
    first = min((c.i for c in before), default=name.i)
    tokens = list(scene.parsed.tokens[first : name.i + 1])
    span = Span(tokens[0].start, name.end)
    return PlaceMention(span=span, text=span.of(scene.parsed.text), phrase=span, evidence="control"), tokens
