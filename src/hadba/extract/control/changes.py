"""Takings, losses, advances, sieges and withdrawals, from verbs and nouns."""

from __future__ import annotations

import re

from hadba.extract.modality import modality
from hadba.extract.scene import Scene
from hadba.extract.statement import Statement
from hadba.lexicon.control import ControlVerb, control_words
from hadba.model.actor import ActorMention, Role
from hadba.model.claim import Family
from hadba.model.parse import Token
from hadba.model.where import PlaceMention

# A clause dated by a year or by "years ago" tells what went before the news.
_LONG_AGO = re.compile(r"\b(?:19|20)\d\d\b|\blast year\b|\b(?:years?|months?|decades?) (?:ago|earlier|before)\b|\bonce\b", re.I)
_PRONOUNS = frozenset(("they", "we", "it", "he", "them", "which", "who"))


def from_verb(scene: Scene, token: Token) -> Statement | None:
    """ "Iraqi forces retook the town", "the town fell to the rebels", "drove ISIS from the city"."""
    if token.pos not in ("VERB", "AUX"):
        return None
    for entry in control_words().verbs.get(token.lemma, ()):
        ground = _ground(scene, token, entry)
        if ground is not None and _fits(scene, token, entry):
            doers, losers = _sides(scene, token, entry)
            type = "took" if entry.type == "lost" and doers else entry.type  # who lost it to somebody: somebody took it
            return statement(scene, token, type, ground, doers, losers)
    return None


def from_noun(scene: Scene, token: Token) -> Statement | None:
    """ "The capture of the town by rebels", "the siege of the city"."""
    entry = control_words().nouns.get(token.lemma) if token.pos == "NOUN" else None
    if entry is None:
        return None
    ground = scene.after(token, entry.preps)
    if ground is None or not scene.is_ground(ground) or not scene.places(ground):
        return None
    owner = scene.child(token, "poss", "compound", "amod")
    by = scene.after(token, frozenset(("by", "to")))
    doers = scene.parties(by if scene.is_armed(by) else owner, Role.PERPETRATOR)
    if entry.type == "lost" and doers:
        return statement(scene, token, "took", ground, doers, ()) if scene.is_armed(by) else None
    losers = scene.parties(scene.after(token, frozenset(("from",))), Role.TARGET) if entry.type != "withdraws" else ()
    return statement(scene, token, entry.type, ground, doers, losers)


def from_control(scene: Scene, token: Token) -> Statement | None:
    """ "Took control of the town", "the town is under the army's control", "in the hands of the rebels"."""
    if token.lemma == "hand" and token.tag == "NNS":
        return _in_hands(scene, token)
    if token.lemma != "control" or token.pos != "NOUN":
        return None
    head = scene.parsed.head(token)
    ground = scene.after(token, frozenset(("of", "over", "in")))
    if token.dep in ("dobj", "nsubjpass") and head.lemma in control_words().control_verbs:
        if ground is None or not scene.is_ground(ground):
            return None
        doer = scene.subject(head)
        losers = scene.parties(scene.after(head, frozenset(("from", "to"))), Role.TARGET)
        type = "retook" if head.lemma == "take" and scene.child(head, "prt") else control_words().control_verbs[head.lemma]
        return statement(scene, head, type, ground, scene.parties(doer, Role.PERPETRATOR), losers)
    if token.dep == "pobj" and head.lower == "under":
        owner = scene.child(token, "poss", "compound", "amod") or ground
        return _under(scene, token, scene.parsed.head(head), owner)
    if token.dep == "pobj" and head.lower == "in" and ground is not None and scene.is_ground(ground):
        verb = scene.parsed.head(head)
        return statement(scene, token, "holds", ground, scene.parties(scene.subject(verb) or verb, Role.PERPETRATOR), ())
    return None


def _in_hands(scene: Scene, token: Token) -> Statement | None:
    preposition = scene.parsed.head(token)
    owner = scene.after(token, frozenset(("of",))) or scene.child(token, "poss", "amod", "compound")
    if preposition.lower not in ("in", "into") or not scene.is_armed(owner):
        return None
    return _under(scene, token, scene.parsed.head(preposition), owner)


def _under(scene: Scene, token: Token, head: Token, owner: Token | None) -> Statement | None:
    """A place that is, comes or stays under somebody's control: the subject of ``head``, its object, or ``head``."""
    ground = next(
        (t for t in (scene.child(head, "dobj", "nsubjpass"), scene.child(head, "nsubj"), head) if t and scene.is_ground(t)),
        None,
    )
    if ground is None or not scene.is_armed(owner):
        return None
    type = "took" if head.lemma in ("bring", "come", "fall", "put", "place", "pass") else "holds"
    return statement(scene, token, type, ground, scene.parties(owner, Role.PERPETRATOR), ())


def _ground(scene: Scene, verb: Token, entry: ControlVerb) -> Token | None:
    """The head of the words for the place, where ``verb`` has one in the place that ``entry`` says."""
    ground = complement(scene, verb, entry)
    if ground is None or not scene.is_ground(ground):
        return None
    return None if ground.lemma in entry.but and not scene.places(ground) else ground


def complement(scene: Scene, verb: Token, entry: ControlVerb) -> Token | None:
    """The head of the words in the place that ``entry`` says, whatever they mean."""
    particles = {c.lower: c for c in scene.parsed.children(verb) if c.dep in ("prt", "advmod", "prep")}
    if entry.particle is not None and entry.particle not in particles:
        return None
    if entry.place == "subject":
        return scene.child(verb, "nsubj")
    if entry.place == "preps":
        found = scene.after(verb, entry.preps)
        return found or (scene.after(particles[entry.particle], entry.preps) if entry.particle else None)
    found = scene.object(verb)
    if entry.type in ("encircles", "besieges") and found is not None and scene.is_armed(found):
        inside = frozenset(("in", "inside", "at", "around"))
        return scene.after(verb, inside) or scene.after(found, inside)  # "encircled the militants in the city"
    return found


def _fits(scene: Scene, verb: Token, entry: ControlVerb) -> bool:
    doer = scene.subject(verb)
    if entry.loser:
        return scene.is_armed(scene.object(verb))
    if entry.place == "subject":  # "fall": towns fall, and so do shells on them
        return bool(scene.places(scene.child(verb, "nsubj"))) and not _falls_otherwise(scene, verb)
    if entry.armed:
        return scene.is_armed(doer)
    return doer is None or scene.is_armed(doer) or doer.lower in _PRONOUNS or doer.lower == "forces"


def _falls_otherwise(scene: Scene, verb: Token) -> bool:
    """ "Fell 5 percent", "falls within", "fell silent"."""
    prep = next((c for c in scene.parsed.children(verb) if c.dep == "prep"), None)
    if prep is not None and prep.lower == "to":
        return not scene.is_armed(scene.child(prep, "pobj"))
    return prep is not None or scene.child(verb, "npadvmod", "acomp", "dobj", "oprd", "prt") is not None


def _sides(scene: Scene, verb: Token, entry: ControlVerb) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...]]:
    """Those who hold the place afterwards (or advance, besiege, withdraw), and the other side."""
    doer = scene.subject(verb)
    if entry.loser:
        return scene.parties(doer, Role.PERPETRATOR), scene.parties(scene.object(verb), Role.TARGET)
    if entry.type == "lost":
        taker = scene.after(verb, frozenset(("to",)))
        loser = () if entry.place == "subject" else scene.parties(doer, Role.TARGET)
        return scene.parties(taker, Role.PERPETRATOR), loser
    if entry.type in ("encircles", "besieges"):
        return scene.parties(doer, Role.PERPETRATOR), scene.parties(scene.object(verb), Role.TARGET)
    other = scene.after(verb, frozenset(("from", "of"))) if entry.type in ("took", "retook") else None
    return scene.parties(doer, Role.PERPETRATOR), scene.parties(other, Role.TARGET)


def statement(
    scene: Scene,
    trigger: Token,
    type: str,
    ground: Token,
    doers: tuple[ActorMention, ...],
    others: tuple[ActorMention, ...],
) -> Statement:
    """A control statement of ``type`` about the words that ``ground`` heads; its detail is the type."""
    places = scene.places(ground) or _beside(scene, trigger)
    near = [p for p in places if scene.parsed.sentence_of(trigger).span.contains(p.span)]
    span = scene.bearing(trigger, [*(a.span for a in (*doers, *others)), *(p.span for p in near)])
    return Statement(
        family=Family.CONTROL,
        type=type,
        trigger=trigger.span,
        span=span,
        realis=modality(scene.parsed, trigger, state=type == "besieges"),
        actors=tuple(dict.fromkeys((*doers, *(o for o in others if o.span not in {d.span for d in doers})))),
        places=places or None,
        main=not _LONG_AGO.search(span.of(scene.parsed.text)),
        detail=type,
    )


def _beside(scene: Scene, trigger: Token) -> tuple[PlaceMention, ...]:
    """Places after a preposition of the trigger itself ("the districts held by rebels in the west of the city")."""
    prepositions = [c for c in scene.parsed.children(trigger) if c.dep == "prep" and c.lower in ("in", "of", "near", "around")]
    return tuple(p for c in prepositions for p in scene.places(scene.child(c, "pobj")))
