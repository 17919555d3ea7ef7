"""Who did it, to whom, with what, and what was struck."""

from __future__ import annotations

from collections.abc import Sequence

from hadba.extract.arms import may_be_armed
from hadba.lexicon.events import effect_words, object_words, weapon_words
from hadba.lexicon.grammar import word_set
from hadba.model.actor import ActorMention, Role
from hadba.model.claim import StruckObject, Weapon
from hadba.model.parse import Parsed, Token
from hadba.model.reading import ActorName
from hadba.model.span import Span
from hadba.text.phrases import Match

_AGAINST = {"on", "against", "at", "into"}


def actors_of(parsed: Parsed, trigger: Token, clause: Span, actors: Sequence[ActorName]) -> tuple[ActorMention, ...]:
    """The parties in ``clause`` by the part that syntax gives them; one mention a party and role, in text order."""
    roles: dict[Span, Role] = {}
    names = [a for a in actors if clause.contains(a.span)]
    for name in names:
        role = _role(parsed, name.span, trigger)
        if role is not None and (role is not Role.PERPETRATOR or may_be_armed(name)):
            roles[name.span] = role
    words = parsed.text[clause.start : clause.end].lower()
    certain = not any(w in words for w in word_set("uncertain"))
    return tuple(ActorMention(roles[n.span], n.text, n.span, n.actor_id, certain) for n in names if n.span in roles)


def _role(parsed: Parsed, span: Span, trigger: Token) -> Role | None:
    """The role of the name at ``span``: climbs from its head to the trigger or the trigger's verb."""
    tokens = parsed.tokens_in(span)
    inside = {t.i for t in tokens}
    token = next((t for t in reversed(tokens) if t.head not in inside or t.head == t.i), None)
    if token is None:
        return None
    for _ in range(6):
        head = parsed.head(token)
        if head.i == token.i:
            return None
        if head.i == trigger.i and trigger.pos in ("NOUN", "PROPN"):
            if token.dep in ("compound", "amod", "poss", "nmod"):
                return Role.PERPETRATOR
            if token.dep == "prep":
                return Role.PERPETRATOR if token.lower == "by" else Role.TARGET if token.lower in _AGAINST else None
        if head.pos in ("VERB", "AUX") and head.i == trigger.i:
            return _by_link(token, head, trigger)
        if head.pos in ("VERB", "AUX") and token.dep in ("nsubj", "agent") and _conducts(parsed, head, trigger):
            return Role.PERPETRATOR
        token = head
    return None


def _by_link(token: Token, head: Token, trigger: Token) -> Role | None:
    if token.dep == "agent" or (token.dep == "prep" and token.lower == "by"):
        return Role.PERPETRATOR
    if token.dep in ("nsubjpass", "dobj", "obj", "dative"):
        return Role.TARGET if head.i == trigger.i else None
    if token.dep == "nsubj":
        return Role.PERPETRATOR if head.lemma not in ("die", "flee", "perish", "say") else Role.TARGET
    if token.dep == "prep" and token.lower in _AGAINST:
        return Role.TARGET
    return None


def _conducts(parsed: Parsed, verb: Token, trigger: Token) -> bool:
    """ "Forces launched an attack", "airstrikes conducted by the coalition"."""
    doing = verb.lemma in word_set("conducts")
    return doing and (trigger.head == verb.i or verb.head == trigger.i or any(c.i == trigger.i for c in parsed.children(verb)))


def weapons_of(parsed: Parsed, first: int, last: int) -> tuple[Weapon, ...]:
    """Weapons named among tokens ``[first, last)``."""
    return tuple(
        Weapon(m.label, _span(parsed, m).of(parsed.text), _span(parsed, m))
        for m in weapon_words().matches(parsed, first, last)
        if parsed.tokens[m.head].pos in ("NOUN", "PROPN")
    )


def objects_of(parsed: Parsed, trigger: Token, first: int, last: int) -> tuple[StruckObject, ...]:
    """Things among tokens ``[first, last)`` that the happening struck, with what became of them."""
    found, effects = [], effect_words()
    for match in object_words().matches(parsed, first, last):
        token = parsed.tokens[match.head]
        if token.pos not in ("NOUN", "PROPN"):
            continue
        effect = _effect(parsed, token, trigger)
        if effect in effects.values():
            found.append(StruckObject(match.label, str(effect), _span(parsed, match).of(parsed.text), _span(parsed, match)))
    return tuple(found)


def _effect(parsed: Parsed, token: Token, trigger: Token) -> str | None:
    effects = effect_words()
    for child in parsed.children(token):
        if child.dep in ("acl", "amod") and child.lemma in effects and child.tag in ("VBN", "JJ"):
            return effects[child.lemma]
    for _ in range(4):
        head = parsed.head(token)
        if head.i == token.i:
            return None
        if head.pos == "VERB" and head.lemma in effects and token.dep in ("dobj", "obj", "nsubjpass", "prep"):
            return effects[head.lemma] if token.dep != "prep" or token.lower in _AGAINST or token.lower == "in" else None
        if head.i == trigger.i and token.dep == "prep" and token.lower in (*_AGAINST, "of"):
            return "struck"
        if head.i == trigger.i and trigger.pos == "VERB":
            return "struck" if token.dep in ("dobj", "obj", "nsubjpass") else None
        if token.dep not in ("pobj", "conj", "compound", "appos", "prep", "nmod"):
            return None
        token = head
    return None


def _span(parsed: Parsed, match: Match) -> Span:
    return Span(parsed.tokens[match.first].start, parsed.tokens[match.last - 1].end)
