"""Who did it, to whom and with what."""

from __future__ import annotations

from collections.abc import Sequence

from hadba.extract.arms import may_be_armed
from hadba.extract.events.idle import idle
from hadba.extract.events.means import acting
from hadba.extract.events.persons import joined
from hadba.extract.events.responsibility import answerable
from hadba.extract.events.triggers import ran_into
from hadba.lexicon.actors import dictionary
from hadba.lexicon.events import weapon_words
from hadba.lexicon.grammar import word_set
from hadba.model.actor import ActorMention, Responsibility, Role
from hadba.model.claim import Weapon
from hadba.model.parse import Parsed, Token
from hadba.model.reading import ActorName
from hadba.model.span import Span
from hadba.text.phrases import Match

_SUFFERED = ("die", "flee", "perish", "say")
_AGAINST = {"on", "against", "at", "into"}


def actors_of(parsed: Parsed, trigger: Token, clause: Span, actors: Sequence[ActorName]) -> tuple[ActorMention, ...]:
    """The parties in ``clause`` by the part that syntax gives them; one mention a party and role, in text order."""
    roles: dict[Span, Role] = {}
    answer = answerable(parsed, trigger)
    blamed = {t.i for t in joined(parsed, answer[0])} if answer is not None else set()
    inside = {n.span for n in actors if blamed & {t.i for t in parsed.tokens_in(n.span)}}
    names = [a for a in actors if clause.contains(a.span) or a.span in inside]
    for name in names:
        role = Role.PERPETRATOR if name.span in inside else _role(parsed, name.span, trigger)
        if role is not None and (role is not Role.PERPETRATOR or may_be_armed(name)):
            roles[name.span] = role
    words = parsed.text[clause.start : clause.end].lower()
    certain = not any(w in words for w in word_set("uncertain"))
    told = Responsibility.TOLD if certain else Responsibility.PRESUMED
    found = []
    for n in names:
        if n.span in roles:
            why = answer[1] if answer is not None and n.span in inside else told
            sure = why in (Responsibility.TOLD, Responsibility.CLAIMED)
            found.append(ActorMention(roles[n.span], n.text, n.span, n.actor_id, sure, why))
    if not any(a.role is Role.PERPETRATOR for a in found):
        found.extend(ActorMention(Role.PERPETRATOR, t.text, t.span, None, certain, told) for t in _side_of(parsed, trigger))
        found.extend(ActorMention(Role.PERPETRATOR, t.text, t.span, id, certain, told) for t, id in _state_of(parsed, trigger))
    return tuple(found)


def _side_of(parsed: Parsed, act: Token) -> list[Token]:
    """The word that says whose act it was: "a rebel attack", "guerrilla ambushes"."""
    if act.pos not in ("NOUN", "PROPN"):
        return []
    return [c for c in parsed.children(act) if c.dep in ("compound", "amod") and c.lower in word_set("sides")]


def _state_of(parsed: Parsed, act: Token) -> list[tuple[Token, str]]:
    """The adjective of the state whose strike it was, with the id of its forces: "a Russian air strike". That of a country
    at war is left out, for it may only say where ("the Afghan air strike")."""
    if act.lemma not in word_set("blows") or act.pos not in ("NOUN", "PROPN"):
        return []
    found = []
    for word in parsed.children(act):
        if word.dep in ("amod", "compound") and word.text[0].isupper() and word.lower not in word_set("of_theatres"):
            actor = dictionary().find(f"{word.text} forces")
            if actor is not None and actor.kind == "state":
                found.append((word, actor.id))
    return found


def _role(parsed: Parsed, span: Span, trigger: Token) -> Role | None:
    """The role of the name at ``span``: climbs from its head to the trigger or the trigger's verb."""
    tokens = parsed.tokens_in(span)
    inside = {t.i for t in tokens}
    token = next((t for t in reversed(tokens) if t.head not in inside or t.head == t.i), None)
    if token is None:
        return None
    if token.dep == "nsubj" and _shares_subject(parsed, parsed.head(token), trigger):
        return Role.PERPETRATOR
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
            return Role.TARGET if ran_into(parsed, trigger) is not None else _by_link(token, head, trigger)
        if head.pos in ("VERB", "AUX") and token.dep in ("nsubj", "agent") and _conducts(parsed, head, trigger):
            return Role.PERPETRATOR
        token = head
    return None


def _shares_subject(parsed: Parsed, verb: Token, trigger: Token) -> bool:
    """Whether the subject of ``verb`` did what ``trigger`` tells: "army units killed and wounded", "rebels shelled the
    town, killing five"; but not "troops hit a mine, killing five"."""
    if verb.i == trigger.i or verb.i != acting(parsed, trigger).i or trigger.lemma in _SUFFERED:
        return False
    return trigger.dep == "conj" or verb.lemma in word_set("assaulting")


def _by_link(token: Token, head: Token, trigger: Token) -> Role | None:
    if token.dep == "agent" or (token.dep == "prep" and token.lower == "by"):
        return Role.PERPETRATOR
    if token.dep in ("nsubjpass", "dobj", "obj", "dative"):
        return Role.TARGET if head.i == trigger.i else None
    if token.dep == "nsubj":
        return Role.PERPETRATOR if head.lemma not in _SUFFERED else Role.TARGET
    if token.dep == "prep" and token.lower in _AGAINST:
        return Role.TARGET
    return None


def _conducts(parsed: Parsed, verb: Token, trigger: Token) -> bool:
    """ "Forces launched an attack", "airstrikes conducted by the coalition"."""
    doing = verb.lemma in word_set("conducts") | word_set("planted")
    return doing and (trigger.head == verb.i or verb.head == trigger.i or any(c.i == trigger.i for c in parsed.children(verb)))


def weapons_of(parsed: Parsed, first: int, last: int) -> tuple[Weapon, ...]:
    """Weapons named among tokens ``[first, last)``."""
    return tuple(
        Weapon(m.label, _span(parsed, m).of(parsed.text), _span(parsed, m))
        for m in weapon_words().matches(parsed, first, last)
        if parsed.tokens[m.head].pos in ("NOUN", "PROPN") and not idle(parsed, parsed.tokens[m.head])
    )


def _span(parsed: Parsed, match: Match) -> Span:
    return Span(parsed.tokens[match.first].start, parsed.tokens[match.last - 1].end)
