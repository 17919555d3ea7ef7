"""Further victims of the acts told just before: "Raids on Douma killed 16. Five more were killed in Sabqa." """

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hadba.model.parse import Parsed, Token
from hadba.resolve.happening.grouping import VAGUE, Happening
from hadba.resolve.happening.sides import cannot_be
from hadba.resolve.happening.words import HARM, Word, another_day, class_of

_BACK = 2  # sentences
_FURTHER = {"more", "another", "other", "others", "further", "additional"}
_ARMS = {"aerial", "artillery"}  # acts that are told in the plural of a whole day
_LIKE = {"similar", "same", "such"}


def further_by_means(parsed: Parsed, words: Sequence[Word], homes: Mapping[int, Happening]) -> dict[str, str]:
    """By claim id, the type of the acts told before that a vague claim is of too, at most two sentences after them:

    - "also", "more" or "another" dead, in the sentence of an act or after strikes or shelling that the report tells of in the
      plural, where no other day and no doer is told;
    - "a similar attack", after any act;
    - the same verb without the means: "targeted the city with rockets. ... targeted the quarter of Salihiya".
    """
    found = {}
    for n, word in enumerate(words):
        if word.claim is None or word.type not in VAGUE or not any(f.kind in HARM for f in word.figures):
            continue
        before = [w for w in words[:n] if 0 <= word.token.sentence - w.token.sentence <= _BACK and w.type != "killing"]
        last = before[-1] if before else None
        if last is None or last.type in VAGUE or another_day(word.days or homes[n].days, last.days):
            continue
        if word.type == "killing":
            many = last.token.sentence == word.token.sentence or any(
                _of_many_blows(w) for w in words[:n] if w.type == last.type
            )
            told = many and _is_further(parsed, word)
        else:
            told = _is_alike(parsed, word.token) or any(_same_verb(word, w) for w in before if w.type == last.type)
        if told and class_of(last.type) in word.classes and not cannot_be(word.sides, last.type, last.sides):
            found[word.claim] = last.type
    return found


def _is_further(parsed: Parsed, word: Word) -> bool:
    below = list(parsed.children(word.token))
    if any(c.dep == "agent" for c in below):
        return False
    counted = {w for f in word.figures for w in f.text.lower().split()}
    for figure in word.figures:
        own = parsed.tokens_in(figure.span)
        around = (*parsed.tokens[max(0, own[0].i - 1) : own[0].i], *parsed.tokens[own[-1].i + 1 : own[-1].i + 2])
        counted |= {t.lower for t in around}  # "another 40 fighters", "five more"
    return bool(counted & _FURTHER) or any(c.dep == "advmod" and c.lower == "also" for c in below)


def _is_alike(parsed: Parsed, token: Token) -> bool:
    return token.pos == "NOUN" and any(c.dep == "amod" and c.lower in _LIKE for c in parsed.children(token))


def _same_verb(word: Word, other: Word) -> bool:
    """Whether the other, whose means was told, is the same verb."""
    same = word.token.lemma == other.token.lemma and word.token.i != other.token.i
    return same and word.token.pos == other.token.pos == "VERB" and class_of(other.type) in _ARMS


def _of_many_blows(word: Word) -> bool:
    return class_of(word.type) in _ARMS and word.token.pos in ("NOUN", "PROPN") and word.token.lower.endswith(("s", "ing"))
