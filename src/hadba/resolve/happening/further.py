"""Further victims of the acts told just before: "Raids on Douma killed 16. Five more were killed in Sabqa." """

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hadba.model.parse import Parsed
from hadba.resolve.happening.grouping import Happening
from hadba.resolve.happening.words import Word, apart, class_of

_BACK = 2  # sentences
_FURTHER = {"more", "another", "other", "others", "further", "additional"}
_ARMS = {"aerial", "artillery"}  # acts that are told in the plural of a whole day


def further_by_means(parsed: Parsed, words: Sequence[Word], homes: Mapping[int, Happening]) -> dict[str, str]:
    """By claim id, the type of the acts that further bare deaths are of: "also", "more" or "another" after strikes or shelling
    in the plural, at most two sentences before, where no other day and no doer is told."""
    found = {}
    for n, word in enumerate(words):
        if word.claim is None or word.type != "killing" or not word.figures or not _is_further(parsed, word):
            continue
        before = [w for w in words[:n] if 0 <= word.token.sentence - w.token.sentence <= _BACK and w.type != "killing"]
        last = before[-1] if before else None
        if (
            last is not None
            and any(_of_many_blows(w) for w in before if w.type == last.type)
            and not _another_day(word, last, homes[n])
        ):
            found[word.claim] = last.type
    return found


def _is_further(parsed: Parsed, word: Word) -> bool:
    below = list(parsed.children(word.token))
    if any(c.dep == "agent" for c in below):
        return False
    counted = {w for f in word.figures for w in f.text.lower().split()}
    return bool(counted & _FURTHER) or any(c.dep == "advmod" and c.lower == "also" for c in below)


def _of_many_blows(word: Word) -> bool:
    return class_of(word.type) in _ARMS and (word.token.tag == "NNS" or word.token.lower.endswith("ing"))


def _another_day(word: Word, last: Word, home: Happening) -> bool:
    days = word.days or home.days
    return bool(days and last.days and apart(days, last.days))
