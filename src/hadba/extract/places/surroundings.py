"""What stands around a name: cue words, prepositions, relations, titles, lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hadba.extract.places.lexicon import place_words
from hadba.extract.places.names import Run, capitalised
from hadba.model.parse import Entity, Parsed, Sentence
from hadba.model.ports import Gazetteer
from hadba.model.span import Span


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``label`` is the parser's for exactly these tokens, ``inside`` that of a longer entity around them.

    ``listed``: a known place stands after a comma, or one before it ("Hit, Anbar"). ``organisation``: the words beside
    the name make it a body ("Mosul Brigade"); ``ruling``: those who rule from there are meant ("the Baghdad government",
    "Washington said").
    """

    phrase: Span
    label: str = ""
    inside: str = ""
    cue: str | None = None
    relation: str | None = None
    preposition: bool = False
    listed: bool = False
    titled: bool = False
    organisation: bool = False
    ruling: bool = False
    named_on_left: bool = False
    named_on_right: bool = False
    opens: bool = False


def look_around(
    parsed: Parsed, sentence: Sentence, run: Run, first: int, last: int, entities: Sequence[Entity], gazetteer: Gazetteer
) -> Surroundings:
    """The surroundings of tokens ``[first, last)``, a part of ``run``."""
    words, tokens = place_words(), parsed.tokens
    label = next((e.label for e in entities if (e.first, e.last) == (first, last)), "")
    inside = next((e.label for e in entities if e.first <= first and last <= e.last and e.last - e.first > last - first), "")
    if not label and inside and all(tokens[i].lower in ("the", "a", "an", "'s", "’s") for i in _others(entities, first, last)):
        label, inside = inside, ""
    start, relation = _relation(parsed, sentence, first)
    before = tokens[start - 1] if start > sentence.first else None
    cue, cue_from, cue_to = _cue(parsed, sentence, first, last)
    phrase_first, phrase_last = min(start, cue_from), max(last, cue_to)
    left = tokens[first - 1] if first > sentence.first else None
    right = tokens[last] if last < sentence.last else None
    left_named = first > run.first and tokens[first - 1].lower not in words.directions
    right_named = last < run.last and cue is None and capitalised(tokens[last])
    organisation = any(tokens[i].lower in words.organisations for i in range(last, min(run.last, last + 3))) or (
        first > run.first and tokens[first - 1].lower in words.organisations
    )
    if (
        left is not None
        and left.lower == "of"
        and first - 2 >= sentence.first
        and tokens[first - 2].lower in words.organisations | {"university"}
    ):
        organisation = capitalised(tokens[first - 2])
    return Surroundings(
        phrase=Span(tokens[phrase_first].start, tokens[phrase_last - 1].end),
        label=label,
        inside=inside,
        cue=cue,
        relation=relation,
        preposition=before is not None and before.lower in words.prepositions,
        listed=_listed(parsed, sentence, first, last, gazetteer),
        titled=left is not None and left.lower.rstrip(".") in words.titles,
        organisation=organisation,
        ruling=_ruling(parsed, first, last, right),
        named_on_left=left_named,
        named_on_right=right_named and not organisation,
        opens=first == sentence.first,
    )


def _others(entities: Sequence[Entity], first: int, last: int) -> list[int]:
    """The tokens of the longer entity around ``[first, last)`` that are not in it."""
    around = next(e for e in entities if e.first <= first and last <= e.last and e.last - e.first > last - first)
    return [i for i in range(around.first, around.last) if not first <= i < last]


def _cue(parsed: Parsed, sentence: Sentence, first: int, last: int) -> tuple[str | None, int, int]:
    """(kind, first token, end token) of the cue word beside the name, in small or capital letters; kind null if none.

    Between two names and their plural ("al-Farouq and Hazir al-Sadeh districts") the cue counts for both.
    """
    words, tokens = place_words(), parsed.tokens
    if last < sentence.last:
        ahead = last
        if tokens[ahead].lower in (
            "refugee",
            "border",
            "military",
            "air",
            "international",
            "general",
            "residential",
            "displacement",
            "naval",
        ):
            ahead += 1
        if ahead < sentence.last and tokens[ahead].lower in words.cues and tokens[ahead].text not in ("State", "States"):
            return words.cues[tokens[ahead].lower], first, ahead + 1
        if (kind := _shared_cue(parsed, sentence, last)) is not None:
            return kind, first, last
    back = first - 1
    if back - 1 >= sentence.first and tokens[back].lower == "of":
        noun = tokens[back - 1]
        if noun.lower in words.cues and (noun.text.islower() or noun.i == sentence.first):
            start = back - 2 if back - 2 >= sentence.first and tokens[back - 2].lower in ("the", "a") else back - 1
            return words.cues[noun.lower], start, last
    if back >= sentence.first and tokens[back].lower in words.before and tokens[back].text[0].isupper():
        return words.before[tokens[back].lower], back, last
    if back >= sentence.first and tokens[back].text in (
        "neighbourhood",
        "neighborhood",
        "village",
        "town",
        "city",
        "district",
        "province",
        "camp",
    ):
        return words.cues[tokens[back].text], back, last
    return None, first, last


def _shared_cue(parsed: Parsed, sentence: Sentence, last: int) -> str | None:
    """The kind of a plural cue at the end of a list of names that goes on from token ``last``."""
    words, tokens = place_words(), parsed.tokens
    names = 0
    for i in range(last, min(sentence.last, last + 16)):
        token = tokens[i]
        if token.lower in words.cues and token.lower.endswith("s") and names:
            return words.cues[token.lower]
        if capitalised(token):
            names += 1
        elif token.text not in (",", "-", "and", "al", "el", "or") and token.lower not in ("ash", "as", "an", "ar", "the"):
            return None
    return None


def _relation(parsed: Parsed, sentence: Sentence, first: int) -> tuple[int, str | None]:
    """Where the words of a relation before the name begin, and the relation ("20 km west of", "northern parts of", "near")."""
    words, tokens = place_words(), parsed.tokens
    at = first
    if at - 1 >= sentence.first and tokens[at - 1].lower == "the":
        at -= 1
    back = at - 1
    if back < sentence.first:
        return first, None
    if tokens[back].lower in ("near", "outside", "around", "between", "beyond"):
        return back, tokens[back].lower
    if tokens[back].lower in words.directions and tokens[back].text.islower():
        start = back - 1 if back > sentence.first and tokens[back - 1].lower == "the" else back
        return start, tokens[back].lower
    if tokens[back].lower == "of" and back - 1 >= sentence.first and tokens[back - 1].lower in words.parts | words.directions:
        start = back - 1
        while start - 1 >= sentence.first and (
            tokens[start - 1].lower in words.directions | words.distances | {"the", "just", "-"}
            or tokens[start - 1].text[0].isdigit()
        ):
            start -= 1
        said = parsed.text[tokens[start].start : tokens[back].end]
        return start, said.removeprefix("the ").removeprefix("just ")
    return first, None


def _listed(parsed: Parsed, sentence: Sentence, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """Whether a comma joins the name to a known place, as in "Hit, Anbar" or "Paris, Ky."."""
    words, tokens = place_words(), parsed.tokens
    if last + 1 < sentence.last and tokens[last].text == ",":
        ahead = tokens[last + 1]
        if ahead.text in words.short_forms or (capitalised(ahead) and ahead.lower not in words.never and ahead.entity == "GPE"):
            return True
    if first - 2 >= sentence.first and tokens[first - 1].text == "," and capitalised(tokens[first - 2]):
        if tokens[first].text in words.short_forms and last == first + 1:
            return True
        top = next(iter(gazetteer.named(parsed.text[tokens[first].start : tokens[last - 1].end])), None)
        return (
            top is not None
            and top.kind in ("country", "province")
            and tokens[first - 2].entity in ("GPE", "LOC", "FAC", "PERSON")
        )
    return False


def _ruling(parsed: Parsed, first: int, last: int, right: object) -> bool:
    """Whether those who rule from the place are meant: "the Baghdad government", "Washington said" (capitals only there)."""
    words, tokens = place_words(), parsed.tokens
    return last < len(tokens) and tokens[last].text in words.rulers and right is not None
