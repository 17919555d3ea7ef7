"""Which named parties may bear arms."""

from __future__ import annotations

from hadba.lexicon.actors import dictionary
from hadba.model.reading import ActorName

_NOT_ARMED = ("media", "ngo", "civil", "un")


def may_be_armed(name: ActorName) -> bool:
    """Whether the name may be that of an armed party: known as one, or not known at all."""
    actor = dictionary().by_id.get(name.actor_id) if name.actor_id else None
    candidates = (actor,) if actor is not None else dictionary().may_mean(name.text)
    return not candidates or any(c.armed and c.kind not in _NOT_ARMED for c in candidates)
