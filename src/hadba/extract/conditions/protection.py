"""Danger to people: being in danger, being targeted, being used as shields."""

from __future__ import annotations

from collections.abc import Iterator

from hadba.extract.conditions.finding import Finding, is_people, words
from hadba.extract.scene import Scene
from hadba.model.parse import Sentence, Token

_TO = frozenset(("to", "for"))


def dangers(scene: Scene, sentence: Sentence) -> Iterator[Finding]:
    """ "Residents were in grave danger", "pose a risk to civilians", "targeting families", "human shields"."""
    for token in scene.parsed.sentence_tokens(sentence):
        if token.lemma in words("danger_nouns") and token.pos == "NOUN" and _threatens_people(scene, token):
            yield Finding("protection_risk", "protection", token)
        elif token.lemma in words("target_verbs") and token.pos == "VERB" and is_people(scene, scene.object(token)):
            doer = scene.subject(token)
            if scene.is_armed(doer):
                yield Finding("protection_risk", "protection", token, doer)
        elif token.lemma == "shield" and token.pos == "NOUN" and any(c.lower == "human" for c in scene.parsed.children(token)):
            verb = next((t for t in scene.parsed.ancestors(token) if t.pos == "VERB"), None)
            yield Finding("protection_risk", "protection", token, scene.subject(verb) if verb is not None else None)


def _threatens_people(scene: Scene, token: Token) -> bool:
    head = scene.parsed.head(token)
    if head.lower in ("in", "at") and head.dep == "prep":
        verb = scene.parsed.head(head)
        return is_people(scene, scene.child(verb, "nsubj", "nsubjpass")) or is_people(scene, verb)
    if head.lemma in ("pose", "face", "present"):
        return is_people(scene, scene.after(token, _TO) or scene.child(head, "nsubj"))
    return False
