"""The body behind the name of one who speaks, and whether the name is one."""

from __future__ import annotations

from functools import lru_cache

from hadba.lexicon.actors import dictionary
from hadba.lexicon.linking import linking_words

VOICES = ("media", "ngo", "un")  # bodies whose trade is to tell: before the states that stand beside them in a name


@lru_cache(maxsize=20_000)
def body_behind(name: str, role: str | None = None) -> str | None:
    """The one party of the dictionary that ``name`` or ``role`` names ("the Pentagon's investigation", "X, director of Y").

    Where several stand there, the one medium or organisation among them ("Iraq's Rudaw network"); else null.
    """
    parties = dictionary()
    if known := parties.find(name):
        return known.id
    for words in filter(None, (name, role)):
        found = {u.actor_id for hit in parties.scan(words) for u in parties.uses[hit.folded] if u.theatre is None}
        telling = {i for i in found if parties.by_id[i].kind in VOICES}
        for candidates in (found, telling):
            if len(candidates) == 1:
                return next(iter(candidates))
    return None


@lru_cache(maxsize=20_000)
def is_name(name: str) -> bool:
    """Whether the words end in a name; "American activist" and "opposition websites" end in what somebody is."""
    own = [w for w in name.split() if w.casefold() not in linking_words().titles]
    return bool(own) and own[-1] != own[-1].lower()
