"""A condition as found, and the look-ups that its rules share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hadba.extract.scene import Scene
from hadba.lexicon.conditions import condition_words
from hadba.model.claim import Realis
from hadba.model.parse import Sentence, Token
from hadba.text.phrases import Match, PhraseTable


@dataclass(frozen=True, slots=True)
class Finding:
    """A condition of ``type`` in ``sector``, borne by ``trigger``; ``doer`` is the one who brings it about, ``about`` heads
    the words for the people or place that it is told of, where they stand outside the trigger's clause;
    ``realis`` is set where the words themselves decide it ("no water")."""

    type: str
    sector: str
    trigger: Token
    doer: Token | None = None
    about: Token | None = None
    realis: Realis | None = None


def matches(scene: Scene, sentence: Sentence, table: PhraseTable) -> Iterator[tuple[Match, Token]]:
    """Phrases of ``table`` in ``sentence`` with their head tokens."""
    for match in table.matches(scene.parsed, sentence.first, sentence.last):
        yield match, scene.parsed.tokens[match.head]


def words(name: str) -> frozenset[str]:
    """A list of the lexicon."""
    return condition_words().words[name]


def is_people(scene: Scene, token: Token | None) -> bool:
    """Whether ``token`` heads words for people ("thousands of civilians", "residents")."""
    if token is None:
        return False
    near = [token, *(c for c in scene.parsed.children(token) if c.dep in ("conj", "compound", "prep", "amod", "nummod"))]
    inner = [c for t in near if t.dep == "prep" and t.lower == "of" for c in scene.parsed.children(t)]
    return any(t.lemma in words("people") or t.lower in words("people") for t in (*near, *inner))


def joined(scene: Scene, token: Token) -> list[Token]:
    """``token`` and what is joined to it by "and", commas and the like."""
    kept, waiting = [], [token]
    while waiting:
        current = waiting.pop()
        kept.append(current)
        waiting.extend(c for c in scene.parsed.children(current) if c.dep in ("conj", "appos"))
        listed = [c for c in scene.parsed.children(current) if c.dep == "prep" and c.lower in ("including", "like", "as")]
        waiting.extend(o for c in listed for o in scene.parsed.children(c) if o.dep == "pobj")
    return sorted(kept, key=lambda t: t.i)
