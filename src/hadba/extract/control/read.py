"""Statements of control in a text, from verbs, nouns, "control", compounds ("rebel-held") and phases of operations."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hadba.extract.control.changes import from_control, from_noun, from_verb
from hadba.extract.control.naming import with_named_ground
from hadba.extract.control.states import from_compound, from_phase, from_stronghold
from hadba.extract.scene import Scene
from hadba.extract.statement import Statement
from hadba.model.parse import Parsed, Token
from hadba.model.reading import ActorName
from hadba.model.where import PlaceMention

_RULES: tuple[Callable[[Scene, Token], Statement | None], ...] = (
    from_control,
    from_phase,
    from_verb,
    from_noun,
    from_compound,
    from_stronghold,
)


def read_control(parsed: Parsed, places: tuple[PlaceMention, ...], actors: tuple[ActorName, ...]) -> tuple[Statement, ...]:
    """Statements of the control family, in text order; places are those that syntax ties to the verb, else null."""
    scene = with_named_ground(Scene.of(parsed, places, actors))
    return tuple(_statements(scene))


def _statements(scene: Scene) -> Iterator[Statement]:
    for token in scene.parsed.tokens:
        for rule in _RULES:
            found = rule(scene, token)
            if found is not None:
                yield found
                break
