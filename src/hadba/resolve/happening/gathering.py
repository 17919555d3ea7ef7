"""Mentions that bear no claim go to what the report is about, unless something speaks against it.

Who writes "the shooting", "died", "a gunshot wound" without saying when and where speaks of the thing that the report is
about. Claims keep the keys that they were given: what is counted never rests on this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from hadba.lexicon.linking import Kinship, linking_words
from hadba.resolve.happening.grouping import Happening, may_be_one
from hadba.resolve.happening.words import FINE, Days, apart

DEATHS_FOLLOW = timedelta(days=14)  # within which those who were hurt die of it, and charges and burials are told
_AFTER = "killing"  # the type of words for deaths and wounds


def gather_mentions(happenings: Sequence[Happening]) -> None:
    """Give each happening of which there is no claim the key of the main one (that of a claim with most words, else of most
    words) where day, place and kind allow it."""
    main = max(happenings, key=lambda h: (any(w.claim for w in h.words), h.told()), default=None)
    for happening in happenings:
        if main is not None and not any(w.claim for w in happening.words) and _may_tell_of(main, happening):
            happening.key = main.key


def _may_tell_of(main: Happening, mentioned: Happening) -> bool:
    """Whether nothing that is said of the mentions speaks against their being of the main happening."""
    if not any(w.days or w.places for w in mentioned.words):
        return True
    return _in_time(main, mentioned) and _in_place(main, mentioned) and _in_kind(main, mentioned)


def _in_time(main: Happening, mentioned: Happening) -> bool:
    if main.days is None or mentioned.days is None:
        return True
    only_deaths = all(w.type == _AFTER for w in mentioned.words)
    return not apart(_with_what_follows(main.days) if only_deaths else main.days, mentioned.days)


def _with_what_follows(days: Days) -> Days:
    return days[0], days[1] + DEATHS_FOLLOW


def _in_place(main: Happening, mentioned: Happening) -> bool:
    known = [p for w in main.words for p in w.places if p.precision in FINE]
    named = [p for w in mentioned.words for p in w.places if p.precision in FINE]
    return not known or not named or any(may_be_one(a, b) for a in known for b in named)


def _in_kind(main: Happening, mentioned: Happening) -> bool:
    words = linking_words()
    return any(words.kinship(a.type, b.type) > Kinship.APART for a in main.words for b in mentioned.words)
