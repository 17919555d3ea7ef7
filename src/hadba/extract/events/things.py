"""What an act struck and what became of it: "a bomb went off in front of the embassy", "the destroyed offices"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hadba.extract.events.people import People, target_of
from hadba.extract.events.persons import end_of_phrase, own_words
from hadba.extract.events.realis import realis_of
from hadba.extract.events.triggers import TriggerWord, ran_into
from hadba.extract.events.victims import Act, is_armed
from hadba.lexicon.events import beside_words, effect_words, event_words, object_words, weapon_words
from hadba.lexicon.grammar import word_set
from hadba.model.actor import Role
from hadba.model.claim import Realis, StruckObject
from hadba.model.parse import Parsed, Sentence, Token
from hadba.model.span import Span

_AGAINST = frozenset(("on", "against", "at", "into", "upon"))
_BOMBS = ("bombing", "car_bomb", "grenade_attack", "mine_explosion", "suicide_attack")
_WRECKS = ("explosive", "property", "ground", "artillery", "aerial")
_STEPS = 7
_INSIDE = ("conj", "compound", "appos", "nmod", "pobj", "dobj", "obj", "nsubjpass", "nsubj", "amod")


def objects_of(parsed: Parsed, trigger: Token, first: int, last: int) -> tuple[StruckObject, ...]:
    """Things among tokens ``[first, last)`` that the happening struck, as phrases, with what became of them."""
    found: dict[Span, StruckObject] = {}
    effects = set(effect_words().values())
    for match in object_words().matches(parsed, first, last):
        token = parsed.tokens[match.head]
        if token.pos not in ("NOUN", "PROPN") or token.dep == "compound" or ran_into(parsed, parsed.head(token)) is not None:
            continue
        effect = _effect(parsed, token, trigger)
        if effect in effects:
            span = _phrase(parsed, token)
            found.setdefault(span, StruckObject(match.label, str(effect), span.of(parsed.text), span))
    return tuple(found[s] for s in sorted(found) if not any(s != o and o.contains(s) for o in found))


def _phrase(parsed: Parsed, head: Token) -> Span:
    words = [t for t in own_words(parsed, head) if t.pos not in ("DET", "PRON") or t.i > head.i]
    return Span(min(t.start for t in words), max(end_of_phrase(parsed, head), *(t.end for t in words)))


def _effect(parsed: Parsed, thing: Token, trigger: Token) -> str | None:
    effects = effect_words()
    for child in parsed.children(thing):
        if child.dep in ("acl", "amod", "relcl") and child.lemma in effects and child.tag in ("VBN", "JJ", "VBD"):
            return effects[child.lemma]
    if any(t.i == thing.i for t in target_of(parsed, trigger)):
        return "struck"
    link: Token | None = None  # the preposition nearest to the act
    for token, head in _climb(parsed, thing):
        if head.dep == "prep" or head.pos == "ADP":
            link = head
            continue
        if head.pos in ("VERB", "AUX") and (head.lemma in effects or head.lemma in word_set("planted")):
            return _by_verb(token, head, link)
        if link is not None and head.lemma == "ambush":
            return None  # an ambush is on a road, not of it
        if head.i == trigger.i and head.pos in ("NOUN", "PROPN"):
            return "struck" if link is not None and link.lower in (*_AGAINST, "of", "in", "inside", "outside", "near") else None
        if head.i == trigger.i:
            return "struck" if link is None and token.dep in ("dobj", "obj", "nsubjpass") else None
        if head.lemma in word_set("damage_nouns") and link is not None and link.lower in ("to", "of", "in"):
            return "destroyed" if head.lemma == "destruction" else "damaged"
        if head.pos in ("VERB", "AUX"):
            return "struck" if link is not None and _takes_place(parsed, trigger, head, link) else None
        if head.pos in ("NOUN", "PROPN") and link is not None and head.lemma not in beside_words():
            return None  # "near the house of the mayor of the town": of another thing
    return None


def _takes_place(parsed: Parsed, act: Token, verb: Token, link: Token) -> bool:
    """ "Attacks were carried out against the company", "an explosion occurred inside the building"."""
    if act.pos not in ("NOUN", "PROPN") or parsed.head(act).i != verb.i:
        return False
    if link.lower in _AGAINST and link.lower != "at" and verb.lemma in word_set("conducts"):
        return True
    blast = event_words().classes.get(_type_of(act), "") == "explosive"
    return blast and verb.lemma in word_set("takes_place") and link.lower in word_set("planted_at") - {"of", "to", "from", "by"}


def _type_of(act: Token) -> str:
    return "explosion" if act.lemma in ("explosion", "blast", "detonation", "bomb", "bombing") else ""


def _climb(parsed: Parsed, thing: Token) -> Iterator[tuple[Token, Token]]:
    """Words from the thing upwards, each with its governor."""
    token = thing
    for _ in range(_STEPS):
        head = parsed.head(token)
        if head.i == token.i:
            return
        yield token, head
        if token.pos in ("NOUN", "PROPN") and token.dep not in (*_INSIDE, "attr", "npadvmod"):
            return
        token = head


def _by_verb(token: Token, verb: Token, link: Token | None) -> str | None:
    effects = effect_words()
    if link is None:
        if verb.lemma in effects and token.dep in ("dobj", "obj", "nsubjpass"):
            return effects[verb.lemma]
        return "destroyed" if token.dep == "nsubj" and verb.lemma in ("collapse", "burn") else None
    if verb.lemma in word_set("planted") or link.lower in _AGAINST:
        return "struck" if link.lower in word_set("planted_at") else None
    return None


def acts_on_things(
    parsed: Parsed, sentence: Sentence, triggers: Sequence[TriggerWord], told: set[int], people: People, *, aerial: bool
) -> Iterator[Act]:
    """Bombs that are put or go off, things set on fire, blown up or wrecked by people under arms; ``told`` are tokens that
    bear statements. ``aerial``: the report speaks of aircraft, so that bombs that land are theirs."""
    taken = set(told)
    classes = event_words().classes
    for t in triggers:
        token = parsed.tokens[t.token]
        if t.token in taken or _goes_with(parsed, token, taken) or realis_of(parsed, token) is not Realis.ACTUAL:
            continue
        bomb = t.type in _BOMBS and not t.verbal and parsed.head(token).lemma in word_set("planted")
        things = classes[t.type] in _WRECKS and objects_of(parsed, token, sentence.first, sentence.last)
        if bomb or (things and (not t.weak or _by_armed(people, token))):
            taken.add(t.token)
            yield Act(t.token, t.type)
    covered = {i for t in triggers for i in range(t.first, t.last)}
    for token in parsed.sentence_tokens(sentence):
        if token.i in taken | covered or token.pos not in ("VERB", "NOUN") or _goes_with(parsed, token, taken):
            continue
        if token.pos == "VERB" and token.lemma in word_set("foils") and _deals_with_a_bomb(parsed, token):
            yield Act(token.i, "bombing")
            continue
        if realis_of(parsed, token) is not Realis.ACTUAL:
            continue
        if token.pos != "VERB":
            if _wrecking(parsed, token) and _concrete(objects_of(parsed, token, sentence.first, sentence.last)):
                yield Act(token.i, "armed_attack")
        elif _sets_on_fire(parsed, token) and objects_of(parsed, token, sentence.first, sentence.last):
            yield Act(token.i, "arson")
        elif _bears_a_bomb(parsed, token):
            from_above = token.lemma == "drop" or (aerial and token.lemma in ("land", "explode", "launch", "fire"))
            yield Act(token.i, "air_strike" if from_above else _by_what_flew(parsed, token) or "bombing")
        elif token.lemma in effect_words() and objects_of(parsed, token, sentence.first, sentence.last):
            if _done_by_bomb(parsed, token):
                yield Act(token.i, "bombing")
            elif _by_armed(people, token):
                yield Act(token.i, "arson" if token.lemma == "burn" else "armed_attack")


def _goes_with(parsed: Parsed, token: Token, taken: set[int]) -> bool:
    """Whether a word that bears a statement already is the verb's subject or object, or governs it: "a bomb exploded"."""
    return any(c.i in taken for c in parsed.children(token)) or (parsed.head(token).i in taken and token.dep != "conj")


def _by_armed(people: People, token: Token) -> bool:
    return any(p.role is Role.PERPETRATOR and is_armed(p) for p in people.of(token))


def _bears_a_bomb(parsed: Parsed, verb: Token) -> bool:
    """Whether the verb plants, throws or sets off a bomb, or a bomb goes off by it."""
    if verb.lemma not in word_set("planted"):
        return False
    return any(_is_bomb(parsed, c) for c in parsed.children(verb) if c.dep in ("dobj", "obj", "nsubj", "nsubjpass"))


def _by_what_flew(parsed: Parsed, verb: Token) -> str | None:
    """What the shells or rockets make of it that were fired or landed."""
    flying = event_words().projectiles
    own = [c for c in parsed.children(verb) if c.dep in ("dobj", "obj", "nsubj", "nsubjpass")]
    own += [t for c in own if c.lemma in word_set("measuring") for of in parsed.children(c) for t in parsed.children(of)]
    sent = [t for t in own if t.lemma in flying]
    return flying[sent[0].lemma] if sent and sent[0].lemma != "grenade" else None


def _deals_with_a_bomb(parsed: Parsed, verb: Token) -> bool:
    """ "Police defused two bombs"."""
    return any(_is_bomb(parsed, c) for c in parsed.children(verb) if c.dep in ("dobj", "obj", "nsubjpass"))


def _wrecking(parsed: Parsed, noun: Token) -> bool:
    """ "Following the destruction of three pylons"."""
    return noun.lemma in word_set("wrecking") and any(c.dep == "prep" and c.lower == "of" for c in parsed.children(noun))


def _concrete(struck: Sequence[StruckObject]) -> bool:
    return any(o.type in word_set("infrastructure") for o in struck)


def _sets_on_fire(parsed: Parsed, verb: Token) -> bool:
    """ "Set the town hall on fire", "set fire to two buses"."""
    if verb.lemma != "set":
        return False
    near = list(parsed.children(verb))
    near += [c for p in near if p.dep in ("prep", "dative") for c in parsed.children(p)]
    return any(t.lower in word_set("burning") for t in near)


def _done_by_bomb(parsed: Parsed, verb: Token) -> bool:
    """ "A bomb destroyed", "damaged by an explosion"."""
    doers = [c for c in parsed.children(verb) if c.dep == "nsubj"]
    for child in parsed.children(verb):
        if child.dep in ("agent", "prep") and child.lower in ("by", "with", "when"):
            doers.extend(c for c in parsed.children(child) if c.dep == "pobj")
    return any(_is_bomb(parsed, d) or d.lemma in ("explosion", "blast", "bombing") for d in doers)


def _is_bomb(parsed: Parsed, noun: Token) -> bool:
    inside = [t.i for t in parsed.subtree(noun) if t.dep in ("compound", "amod", "prep", "pobj", "nmod")]
    if any(parsed.tokens[i].lower in word_set("no_real_bombs") for i in inside):
        return False
    matches = weapon_words().matches(parsed, min([noun.i, *inside]), max([noun.i, *inside]) + 1)
    return bool({m.label for m in matches} & word_set("bombs"))
