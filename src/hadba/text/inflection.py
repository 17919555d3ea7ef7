"""What a regular English form may come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

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


def lemmas(form: str) -> frozenset[str]:
    """The words of which the lower-case ``form`` may be one, itself among them; a wide net, for looking up in lists."""
    found = {form, form.removesuffix("s"), form.removesuffix("d"), *bases(form), *_irregular().get(form, ())}
    if form.endswith("men"):
        found.add(form[:-3] + "man")
    return frozenset(found)


@cache
def _irregular() -> Mapping[str, tuple[str, ...]]:
    """Irregular form -> the words that it is a form of."""
    held: defaultdict[str, list[str]] = defaultdict(list)
    for line in files(__package__).joinpath("irregular_forms.txt").read_text(encoding="utf-8").splitlines():
        word, *forms = line.split()
        for form in forms:
            held[form].append(word)
    return {form: tuple(words) for form, words in held.items()}
