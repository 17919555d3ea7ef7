"""For whom a speaker of a report speaks."""

from __future__ import annotations

from functools import lru_cache

from hadba.lexicon.actors import dictionary
from hadba.lexicon.linking import linking_words
from hadba.lexicon.source_names import slug
from hadba.model.attribution import Speaker


@lru_cache(maxsize=50_000)
def speaks_for(speaker: Speaker) -> str | None:
    """The party of the dictionary for which the speaker speaks, or null.

    A party to the war is not behind its health officials and the like: they count the dead, whoever governs.
    """
    parties = dictionary()
    read = speaker.source_id
    if read not in parties.by_id:
        read = parties.source_id(speaker.name, speaker.role, named=speaker.named)
    if read is None or read not in parties.by_id or (parties.is_belligerent(read) and _counts_the_dead(speaker)):
        return None
    return read


@lru_cache(maxsize=50_000)
def source_key(speaker: Speaker) -> str | None:
    """What is the same for one source in all reports; null where nobody is named ("activists", "a health official")."""
    if party := speaks_for(speaker):
        return party
    if not speaker.named or _counts_the_dead(speaker):
        return slug(speaker.name) if speaker.named else None
    read = dictionary().source_id(speaker.name, speaker.role)
    return (speaker.source_id or read) if read else None


def _counts_the_dead(speaker: Speaker) -> bool:
    words = f"{speaker.name} {speaker.role or ''}".split()
    return any(w.strip(",.'’").casefold() in linking_words().civil_organs for w in words)
