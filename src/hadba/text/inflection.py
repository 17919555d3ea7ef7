"""What a regular English form may come from."""

from __future__ import annotations

_ENDINGS = (
    ("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("ly", ""), ("ily", "y"), ("ly", "le"),
)  # fmt: skip
_SHORTEST = 3


def bases(word: str) -> list[str]:
    """The words of which lower-case ``word`` may be the plural, a verb's form or the adverb; whether they exist or not."""
    found = []
    for ending, restored in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST:
            found.append(stem + restored)
            if ending in ("ed", "ing") and not restored and stem[-1] == stem[-2]:
                found.append(stem[:-1])  # "stopped"
    return found
