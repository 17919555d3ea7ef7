"""Commas between names: whether one joins a name to a place that holds it or that it holds."""

from __future__ import annotations

from hadba.extract.places.lexicon import place_words
from hadba.extract.places.names import capitalised
from hadba.model.parse import Parsed, Sentence
from hadba.model.ports import Gazetteer


def _division(parsed: Parsed, sentence: Sentence, at: int, gazetteer: Gazetteer) -> bool:
    """Whether a country, a province or a district is named from token ``at`` on, as one that the name before lies in."""
    end = at
    while end < min(sentence.last, at + 4) and capitalised(parsed.tokens[end]):
        end += 1
    stretches = (parsed.text[parsed.tokens[at].start : parsed.tokens[last - 1].end] for last in range(end, at, -1))
    return any(p.kind in ("country", "province", "district") for text in stretches for p in gazetteer.named(text))


def joined_to_a_place(parsed: Parsed, sentence: Sentence, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """Whether a comma joins the name to a known place, as in "Hit, Anbar" or "Paris, Ky."."""
    words, tokens = place_words(), parsed.tokens
    if last + 1 < sentence.last and first > sentence.first and tokens[last].lower == tokens[first - 1].lower == "in":
        return _division(parsed, sentence, last + 1, gazetteer)  # "in Hit in Anbar province"
    if last + 1 < sentence.last and tokens[last].text == ",":
        ahead = tokens[last + 1]
        if ahead.text in words.short_forms or (capitalised(ahead) and ahead.lower not in words.never and ahead.entity == "GPE"):
            return True
        placed = first > sentence.first and tokens[first - 1].lower in ("in", "on", "at", "near", "outside")
        if placed and _division(parsed, sentence, last + 1, gazetteer):
            return True
    if first - 2 < sentence.first or tokens[first - 1].text != ",":
        return False
    if not capitalised(tokens[first - 2]) and words.cues.get(tokens[first - 2].lower) not in ("district", "town"):
        return False  # "Hit, Anbar", "Hit district, Anbar"
    if tokens[first].text in words.short_forms and last == first + 1:
        return True
    top = next(iter(gazetteer.named(parsed.text[tokens[first].start : tokens[last - 1].end])), None)
    return (
        top is not None and top.kind in ("country", "province") and tokens[first - 2].entity in ("GPE", "LOC", "FAC", "PERSON")
    )


def heads_a_row(parsed: Parsed, first: int, last: int) -> bool:
    """Whether a name stands before a colon and a count, as the rows of a list have it: "Hit: 3 killed; Haditha: 7 killed"."""
    tokens = parsed.tokens
    if last + 1 >= len(tokens) or tokens[last].text != ":" or not tokens[last + 1].text[:1].isdigit():
        return False
    before = parsed.text[: tokens[first].start].rstrip(" ")[-1:]
    return before in ("", "\n", ";", ":", ".", ",", "•", "-", "–", "*")
