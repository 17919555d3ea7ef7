"""Sieges, trapped people, services put out of service, aid that comes or is kept out."""

from __future__ import annotations

from collections.abc import Iterator

from hadba.extract.conditions.finding import Finding, is_people, matches, words
from hadba.extract.scene import Scene
from hadba.lexicon.conditions import condition_words
from hadba.model.claim import Realis
from hadba.model.parse import Sentence, Token

_TO = frozenset(("to", "into", "in", "for"))


def sieges(scene: Scene, sentence: Sentence) -> Iterator[Finding]:
    """ "Under siege", "the besieged town", "besieged residents"."""
    for token in scene.parsed.sentence_tokens(sentence):
        head = scene.parsed.head(token)
        described = token.lower == "besieged" and token.dep == "amod" and (scene.is_ground(head) or is_people(scene, head))
        if described or (token.lemma == "siege" and head.lower == "under"):
            yield Finding("siege", "access", token, about=head if described else None)


def trapped(scene: Scene, sentence: Sentence) -> Iterator[Finding]:
    """ "Families are trapped in the old town", "trapped civilians", "caught in the crossfire"."""
    for token in scene.parsed.sentence_tokens(sentence):
        if token.lemma in words("trapped") and token.pos in ("VERB", "ADJ"):
            victim = scene.object(token) or (scene.parsed.head(token) if token.dep in ("amod", "acl") else None)
            if token.dep in ("acomp", "oprd", "conj") and victim is None:
                victim = scene.child(scene.parsed.head(token), "nsubj", "nsubjpass")
            if is_people(scene, victim) and not _under_rubble(scene, token):
                yield Finding("trapped_civilians", "protection", token, scene.subject(token), victim)
        elif token.lower == "caught" and is_people(scene, scene.object(token)):
            caught_in = scene.after(token, frozenset(("in", "between")))
            if caught_in is not None and caught_in.lemma in ("crossfire", "fighting", "fire", "battle", "violence", "conflict"):
                yield Finding("trapped_civilians", "protection", token, about=scene.object(token))


def _under_rubble(scene: Scene, token: Token) -> bool:
    below = scene.after(token, frozenset(("under", "beneath", "inside", "in")))
    return below is not None and below.lemma in ("rubble", "debris", "wreckage", "building", "ruin")


def services_out(scene: Scene, sentence: Sentence) -> Iterator[Finding]:
    """ "The hospital is out of service", "schools were closed", "the plant stopped working"."""
    found = {token.i: match.label for match, token in matches(scene, sentence, condition_words().services)}
    if not found:
        return
    for _, head in matches(scene, sentence, condition_words().tables["out_of_service"]):
        for service in _service_near(scene, head, found):
            yield Finding("service_out", found[service.i], service)
    for token in scene.parsed.sentence_tokens(sentence):
        if token.pos == "VERB" and token.lemma in words("stop_verbs") and _stops_work(scene, token):
            subject = scene.child(token, "nsubj")
            if subject is not None and subject.i in found:
                yield Finding("service_out", found[subject.i], token)
        if token.pos == "VERB" and token.lemma in words("shut_verbs"):
            subject = scene.object(token) or scene.child(token, "nsubj") or _forced(scene, token)
            if subject is not None and subject.i in found and not _opens_hours(scene, token):
                yield Finding("service_out", found[subject.i], token, about=subject)


def _stops_work(scene: Scene, token: Token) -> bool:
    return any(c.dep == "xcomp" and c.lemma in words("work_verbs") for c in scene.parsed.children(token))


def _forced(scene: Scene, token: Token) -> Token | None:
    """The subject of "was forced" before "to close"."""
    governor = scene.parsed.head(token)
    return scene.child(governor, "nsubjpass", "nsubj") if token.dep == "xcomp" and governor.i != token.i else None


def _service_near(scene: Scene, head: Token, found: dict[int, str]) -> list[Token]:
    """Services in the clause of ``head``."""
    return [t for t in scene.parsed.tokens_in(scene.clause(head)) if t.i in found][:1]


def _opens_hours(scene: Scene, token: Token) -> bool:
    return any(c.lower in ("early", "at") for c in scene.parsed.children(token))


def aid(scene: Scene, sentence: Sentence) -> Iterator[Finding]:
    """ "A convoy delivered food", "aid reached the town", "aid convoys were blocked", "denied humanitarian access"."""
    for token in scene.parsed.sentence_tokens(sentence):
        if token.lemma == "access" and _no_access(scene, sentence, token):
            yield Finding("access_denied", "access", token, realis=Realis.ACTUAL)
        if token.pos != "VERB":
            continue
        subject, thing = scene.subject(token), scene.object(token)
        if token.lemma in words("deliver_verbs") and _is_aid(scene, thing):
            yield Finding("aid_delivered", _sector(thing), token, subject)
        elif token.lemma in words("arrive_verbs") and _is_aid(scene, scene.child(token, "nsubj")):
            yield Finding("aid_delivered", "aid", token)
        elif token.lemma in words("block_verbs") and _is_access(scene, thing):
            yield Finding("access_denied", "access", token, subject)


def _no_access(scene: Scene, sentence: Sentence, token: Token) -> bool:
    """ "Aid workers had no access", "without humanitarian access"."""
    none = any(c.lower == "no" for c in scene.parsed.children(token)) or scene.parsed.head(token).lower == "without"
    helpers = {"aid", "humanitarian", "un", "relief", "icrc", "unhcr", "msf"}
    return none and any(t.lower in helpers for t in scene.parsed.sentence_tokens(sentence))


def _is_aid(scene: Scene, token: Token | None) -> bool:
    if token is None or token.lemma not in words("aid"):
        return False
    carried = scene.child(token, "acl")
    near = {w for t in (*scene.phrase(token), *(scene.phrase(carried) if carried else ())) for w in (t.lower, t.lemma)}
    return bool(near & words("aid_words")) and not near & {"military", "weapon", "arms", "lethal", "soldier", "troop"}


def _is_access(scene: Scene, token: Token | None) -> bool:
    if token is None:
        return False
    near = {t.lower for t in scene.phrase(token)}
    if token.lemma in words("access"):
        return bool(near & {"humanitarian", "aid", "relief", "food", "medical"})
    return _is_aid(scene, token) or (
        token.lemma in ("worker", "agency", "group", "convoy") and bool(near & {"aid", "humanitarian", "relief"})
    )


def _sector(token: Token | None) -> str:
    return "food" if token is not None and token.lemma in ("food", "flour") else "aid"
