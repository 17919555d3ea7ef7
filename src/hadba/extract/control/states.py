"""Who holds a place as a description says it ("rebel-held districts", "ISIS' last stronghold"), and phases of operations."""

from __future__ import annotations

from hadba.extract.control.changes import statement
from hadba.extract.scene import Scene
from hadba.extract.statement import Statement
from hadba.lexicon.control import control_words
from hadba.model.actor import ActorMention, Role
from hadba.model.parse import Token


def from_compound(scene: Scene, token: Token) -> Statement | None:
    """ "The rebel-held districts of Aleppo", "Houthi-controlled Hodeidah"."""
    if token.lower not in control_words().held or token.i < 2:
        return None
    hyphen, holder = scene.parsed.tokens[token.i - 1], scene.parsed.tokens[token.i - 2]
    if hyphen.text not in ("-", "‐") or not (holder.i in scene.actor_at or holder.lemma in control_words().holders):
        return None
    ground = token
    for _ in range(3):
        ground = scene.parsed.head(ground)
        if ground.pos in ("NOUN", "PROPN") and ground.i > token.i:
            break
    if ground.i <= token.i or not scene.places(ground):
        return None
    owners = scene.parties(holder, Role.PERPETRATOR) or (ActorMention(Role.PERPETRATOR, holder.text, holder.span),)
    return statement(scene, token, "besieges" if token.lower == "besieged" else "holds", ground, owners, ())


def from_stronghold(scene: Scene, token: Token) -> Statement | None:
    """ "Islamic State's last stronghold in Iraq", "the Houthi stronghold of Saada"."""
    if token.lemma not in control_words().strongholds or token.pos not in ("NOUN", "PROPN"):
        return None
    owners = _owners(scene, token)
    ground = token
    if not scene.places(token) and token.dep == "attr":
        subject = scene.child(scene.parsed.head(token), "nsubj")
        ground = subject if subject is not None and scene.is_ground(subject) else token
    if not owners or (ground.i == token.i and not scene.places(ground)):
        return None
    return statement(scene, token, "holds", ground, owners, ())


def _owners(scene: Scene, token: Token) -> tuple[ActorMention, ...]:
    """The party right before ``token``, adjectives and a possessive left out."""
    for i in range(token.i - 1, max(token.i - 7, -1), -1):
        before = scene.parsed.tokens[i]
        if before.i in scene.actor_at:
            return scene.parties(before, Role.PERPETRATOR)
        if before.pos not in ("ADJ", "NOUN", "PROPN", "PART", "ADV", "VERB") and before.text not in ("'", "’", "'s", "’s", "-"):
            break
    return ()


def from_phase(scene: Scene, token: Token) -> Statement | None:
    """ "Launched a new phase of the operation", "the assault enters its final phase", "begin a final push for the city"."""
    words = control_words()
    if token.lemma not in words.phase_nouns or token.pos != "NOUN":
        return None
    if not any(c.lower in words.phase_words for c in scene.parsed.children(token)):
        return None
    operation = scene.after(token, frozenset(("of", "in")))
    verb = next((t for t in scene.parsed.ancestors(token) if t.pos in ("VERB", "AUX")), None)
    of_operation = operation is not None and operation.lemma in words.operations
    subject = scene.child(verb, "nsubj", "nsubjpass") if verb is not None else None
    enters = (
        verb is not None
        and verb.lemma in ("enter", "begin", "start", "reach")
        and subject is not None
        and subject.lemma in words.operations
    )
    push = token.lemma in ("push", "assault", "offensive")
    if not (of_operation or enters or push) or (push and not (scene.is_armed(_doer(scene, verb)) or scene.places(token))):
        return None
    doers = scene.parties(_doer(scene, verb), Role.PERPETRATOR)
    if not doers and subject is not None:
        doers = scene.parties(scene.child(subject, "poss") or subject, Role.PERPETRATOR)
    return statement(scene, token, "phase", token if not enters else (subject or token), doers, ())


def _doer(scene: Scene, verb: Token | None) -> Token | None:
    return scene.subject(verb) if verb is not None else None
