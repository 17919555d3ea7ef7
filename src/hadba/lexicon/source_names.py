"""The body behind the name of one who speaks, and whether the name is one."""

from __future__ import annotations

import re
from functools import lru_cache

from hadba.lexicon.actors import dictionary
from hadba.lexicon.linking import linking_words

VOICES = ("media", "ngo", "un")  # bodies whose trade is to tell: before the states that stand beside them in a name
_DESCRIBING = re.compile(r"-(?:language|based|linked|backed|run|owned|controlled|affiliated|led)$")


@lru_cache(maxsize=20_000)
def body_behind(name: str, role: str | None = None) -> str | None:
    """The one party of the dictionary that ``name`` or ``role`` names ("the Pentagon's investigation", "X, director of Y").

    Where several stand there, the one medium or organisation among them ("Iraq's Rudaw network"); else null. A party to
    the war is not behind its health officials and the like: they count the dead, they do not speak for those who fight.
    """
    parties = dictionary()
    if known := parties.find(name):
        return known.id
    for words in filter(None, (name, role)):
        found = {u.actor_id for hit in parties.scan(words) for u in parties.uses[hit.folded] if u.theatre is None}
        if linking_words().civil_organs & {w.strip(",.").casefold() for w in words.split()}:
            found = {i for i in found if not parties.is_belligerent(i)}
        telling = {i for i in found if parties.by_id[i].kind in VOICES}
        for candidates in (found, telling):
            if len(candidates) == 1:
                return next(iter(candidates))
    return None


@lru_cache(maxsize=20_000)
def is_name(name: str) -> bool:
    """Whether the words end in a name; "American activist", "opposition websites" and "the Kurdish-language channel" end in
    what somebody is."""
    own = [w for w in name.split() if w.casefold() not in linking_words().titles and not _DESCRIBING.search(w)]
    return bool(own) and own[-1] != own[-1].lower()
