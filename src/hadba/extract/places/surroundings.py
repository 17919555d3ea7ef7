"""What stands around a name: cue words, prepositions, relations, titles, lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hadba.extract.places.lexicon import place_words
from hadba.extract.places.listing import heads_a_row, joined_to_a_place
from hadba.extract.places.names import Run, capitalised
from hadba.model.parse import Entity, Parsed, Sentence, Token
from hadba.model.ports import Gazetteer
from hadba.model.span import Span

# Words that may stand between a name and its cue ("Yida refugee camp", "Domodedovo International Airport").
BETWEEN = frozenset(
    {"refugee", "border", "military", "air", "gas", "oil", "power", "nuclear",
     "international", "general", "residential", "displacement", "naval", "regional",
     "central", "municipal", "army", "teaching", "public", "main", "grand", "great", "local", "government"}
)  # fmt: skip
LED_BY = frozenset({"camp", "port", "hotel", "base"})  # sites whose word stands before their name without "of"
_LISTED = frozenset({",", "-", "and", "or", "&", "al", "el", "ash", "as", "an", "ar", "the"})  # between the names of a list
OWN_NAME = frozenset({"site", "road"})  # kinds that are called after places, so that a capital cue proves little


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``label`` is the parser's for exactly these tokens, ``inside`` that of a longer entity around them.

    ``cue`` is the kind that a cue word gives, ``weak_cue`` whether it may rather be called after the place ("Arnold
    School"). ``listed``: a comma joins the name to a known place. ``body``: the capitalised words after it make it an
    organisation; ``media``: a newspaper; ``called_after``: a virus, a treaty; ``address``: a street with a name;
    ``rules``: those who rule from there are meant; ``speaks``: it is what a verb of saying has as its subject; ``taken``: what
    a verb of taking ground has as its object, ``hit``: one of hitting; ``scene``: a happening is named after it ("the Raqqa
    battle") or it suffers one ("Hit saw an attack"), or it heads
    a row ("Hit: 3 killed"). ``preposition`` is the one before it, or "".
    """

    phrase: Span
    label: str = ""
    inside: str = ""
    cue: str | None = None
    weak_cue: bool = False
    relation: str | None = None
    preposition: str = ""
    listed: bool = False
    titled: bool = False
    body: bool = False
    media: bool = False
    called_after: bool = False
    address: bool = False
    rules: bool = False
    speaks: bool = False
    taken: bool = False
    hit: bool = False
    named_on_left: bool = False
    named_on_right: bool = False
    opens: bool = False
    scene: bool = False


def look_around(
    parsed: Parsed, sentence: Sentence, run: Run, first: int, last: int, entities: Sequence[Entity], gazetteer: Gazetteer
) -> Surroundings:
    """The surroundings of tokens ``[first, last)``, a part of ``run``."""
    words, tokens = place_words(), parsed.tokens
    label, inside = _labels(parsed, entities, first, last)
    start, relation = _relation(parsed, sentence, _owner(parsed, sentence, run, first))
    if _owns(parsed, sentence, last):
        start, relation = first, None
    cue, cue_first, cue_last = _cue(parsed, sentence, run, first, last)
    phrase = Span(tokens[min(start, cue_first)].start, tokens[max(last, cue_last) - 1].end)
    left = tokens[first - 1].lower if first > sentence.first else ""
    after = [tokens[i].lower for i in range(last, min(sentence.last, last + 3))]
    capitals = [tokens[i].lower for i in range(last, run.last) if capitalised(tokens[i])]
    before = tokens[start - 1].lower if start > sentence.first else ""
    bearer = tokens[last - 1]
    while bearer.dep == "conj":  # "attacked the market and Republican Hospital"
        bearer = parsed.head(bearer)
    head = parsed.head(bearer)
    suffers = bearer.dep in ("dobj", "nsubjpass")
    return Surroundings(
        phrase=phrase,
        label=label,
        inside=inside,
        cue=cue,
        weak_cue=(cue in OWN_NAME and cue_last > last and capitalised(tokens[cue_last - 1]))
        or (cue == "area" and before not in words.placing),
        relation=relation,
        preposition=before if before in words.prepositions else "",
        listed=joined_to_a_place(parsed, sentence, first, last, gazetteer),
        titled=left.rstrip(".") in words.titles and not tokens[first - 1].text.islower(),
        body=any(c in words.organisations for c in capitals) or _body_on_left(parsed, sentence, run, first),
        media=any(c in words.media for c in capitals),
        called_after=bool(after) and (after[0] in words.called_after or (after[0] in ("'s", "’s") and after[1:2] == ["day"])),
        address=bool(capitals) and any(c.rstrip(".") in words.addresses for c in capitals[:3]),
        rules=bool(after) and (after[0] in words.rulers or (after[0] == "-" and after[1:2] != [] and after[1] in words.acting)),
        taken=suffers and head.lemma in words.taking,
        hit=suffers and head.lemma in words.hitting,
        speaks=bearer.dep == "nsubj" and head.lemma in words.saying,
        named_on_left=first > run.first and _of_one_name(parsed, first),
        named_on_right=bool(capitals) and cue is None,
        opens=first == sentence.first,
        scene=(_happened(after) and bearer.dep in ("compound", "nmod", "amod", "poss"))
        or (bearer.dep == "nsubj" and head.lemma in words.suffering and _happening_under(parsed, head))
        or heads_a_row(parsed, first, last),
    )


def _happening_under(parsed: Parsed, verb: Token) -> bool:
    """Whether the object of a verb is a happening, or a series of such."""
    words = place_words().happenings
    objects = (t for t in parsed.children(verb) if t.dep == "dobj")
    return any(t.lower in words for o in objects for t in (o, *parsed.subtree(o)))


def _of_one_name(parsed: Parsed, first: int) -> bool:
    """Whether the capitalised words before a name are a part of it: not "In Hit", "Eastern Hit" or "City of Hit", but "Islamic
    State of Iraq"."""
    words, left = place_words(), parsed.tokens[first - 1].lower
    if left == "of":
        return parsed.tokens[first - 2].lower == "state"
    return left not in words.directions | words.placing and left not in ("-", "the")


def _happened(after: Sequence[str]) -> bool:
    """Whether the words after a name make a happening of it: "the Raqqa battle", "the Khan Shaykhun chemical attack"."""
    words = place_words()
    return bool(after) and (after[0] in words.happenings or (after[0] in words.arms and after[1] in words.happenings))


def _labels(parsed: Parsed, entities: Sequence[Entity], first: int, last: int) -> tuple[str, str]:
    """The parser's label of exactly the tokens (an article or "'s" more does not count), and of a longer entity around them."""
    for entity in entities:
        if entity.first <= first and last <= entity.last:
            extra = [parsed.tokens[i].lower for i in range(entity.first, entity.last) if not first <= i < last]
            if all(word in ("the", "a", "an", "'s", "’s") for word in extra):
                return entity.label, ""
            return "", entity.label
    return "", ""


def _body_on_left(parsed: Parsed, sentence: Sentence, run: Run, first: int) -> bool:
    """Whether the words before make a body of it: "Bank of Baghdad", "Syrian Observatory"; "the city council of" does not."""
    words, tokens = place_words(), parsed.tokens
    if first > run.first and tokens[first - 1].lower in words.organisations:
        return True
    back = first - 2
    if back < sentence.first or tokens[first - 1].lower != "of":
        return False
    return capitalised(tokens[back]) and tokens[back].lower in words.organisations | {"university", "college"}


def _cue(parsed: Parsed, sentence: Sentence, run: Run, first: int, last: int) -> tuple[str | None, int, int]:
    """(kind, first token, end token) of the cue word beside the name; null and the name's own tokens if there is none.

    The plural at the end of a list counts for each of its names ("al-Farouq and Hazir al-Sadeh districts").
    """
    words, tokens = place_words(), parsed.tokens
    for phrase, told in words.long_cues.items():
        if tuple(t.lower for t in tokens[last : min(sentence.last, last + len(phrase))]) == phrase:
            return told, first, last + len(phrase)
    ahead = last + 2 * (tuple(t.lower for t in tokens[last : last + 2]) == ("sub", "-"))
    while ahead < sentence.last and tokens[ahead].lower in BETWEEN and ahead - last < 2:
        ahead += 1
    kind = words.cues.get(tokens[ahead].lower) if ahead < sentence.last and not _of_another(parsed, ahead) else None
    if kind is not None:
        small, ends = tokens[ahead].text.islower(), ahead + 1 >= run.last
        named = kind in ("district", "province") or tokens[ahead].text.isupper()
        if small or (
            (ends or named)
            and kind != "area"
            and tokens[ahead].lower not in words.addresses
            and tokens[ahead].text not in ("State", "States", "Department", "Departments", "Division", "Zone")
        ):
            return kind, first, ahead + 1
    ruler = last + (last < sentence.last and tokens[last].text in ("'s", "’s"))
    if ruler < sentence.last and tokens[ruler].lower.rstrip(".") in words.provincial:
        return "province", first, last
    if (shared := _shared_cue(parsed, sentence, first, last) or _shared_before(parsed, sentence, first)) is not None:
        return shared, first, last
    for token in parsed.children(tokens[last - 1]):
        if (
            token.dep == "appos"
            and token.text.islower()
            and (kind := words.cues.get(token.lower)) in ("town", "district", "province")
        ):
            return kind, first, last  # "Hamam al-Alil, the last settlement south of Mosul"
    above = parsed.head(tokens[last - 1])
    if tokens[last - 1].dep == "appos" and above.text.islower() and words.cues.get(above.lower) == "town":
        return "town", first, last  # "in the country's capital, Tunis"
    back = first - 1
    if back < sentence.first:
        return None, first, last
    noun = tokens[back - 1] if back > sentence.first and tokens[back].lower == "of" else tokens[back]
    loose = words.cues.get(noun.lower) in ("site", "area") and noun.lower not in LED_BY
    apart = loose and noun.i == back  # "raid hits school NGO says", "in Izaz area Bab al-Faraj"
    if noun.lower in words.cues and not apart and (noun.i == sentence.first or noun.text.islower()):
        return words.cues[noun.lower], noun.i - (noun.i > sentence.first and tokens[noun.i - 1].lower in ("the", "a")), last
    if noun.i == back and noun.lower in words.before and capitalised(noun):
        return words.before[noun.lower], back, last
    return None, first, last


def _of_another(parsed: Parsed, i: int) -> bool:
    """Whether the token is the "state" of what belongs to one ("state news agency", "state-run"), or a "department" that is an
    office or a shop."""
    tokens = parsed.tokens
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if tokens[i].lower == "department":
        return tokens[i].text != "department" or after in (
            "of",
            "store",
            "stores",
            "spokesman",
            "spokeswoman",
            "official",
            "for",
        )
    return tokens[i].text == "state" and after in place_words().of_state


def _owner(parsed: Parsed, sentence: Sentence, run: Run, first: int) -> int:
    """Where the name that owns this one begins ("Mosul's Old City"), so that words before it are of both; else ``first``."""
    tokens = parsed.tokens
    at = first - 1
    if at - 1 < sentence.first or tokens[at].text not in ("'s", "’s") or not capitalised(tokens[at - 1]):
        return first
    while at - 1 >= sentence.first and capitalised(tokens[at - 1]):
        at -= 1
    return at


def _owns(parsed: Parsed, sentence: Sentence, last: int) -> bool:
    """Whether "'s" and another name follow, to which the words before then belong ("parts of Mosul's Old City")."""
    tokens = parsed.tokens
    return last + 1 < sentence.last and tokens[last].text in ("'s", "’s") and capitalised(tokens[last + 1])


def _shared_cue(parsed: Parsed, sentence: Sentence, first: int, last: int) -> str | None:
    """The kind of a plural cue at the end of a list of names that goes on from token ``last``."""
    words, tokens = place_words(), parsed.tokens
    if last >= sentence.last or tokens[last].text not in (",", "and", "or", "&"):
        return None
    names, plural = 0, tokens[max(0, first - 1)].lower != "between"  # "between Aleppo and Raqqa province"
    for token in tokens[last : min(sentence.last, last + 24)]:
        cued = token.lower in words.cues and token.text != "States"
        if cued and names and (token.lower.endswith("s") or not plural):
            return words.cues[token.lower]
        if capitalised(token):
            names += 1
        elif token.text not in _LISTED:
            return None
    return None


def _shared_before(parsed: Parsed, sentence: Sentence, first: int) -> str | None:
    """The kind of a plural cue before a list of names that goes on to token ``first``: "the provinces of Homs, Hama and X"."""
    tokens, at = parsed.tokens, first - 1
    if at < sentence.first or tokens[at].text not in (",", "and", "or", "&"):
        return None
    while at > max(sentence.first, first - 24) and (capitalised(tokens[at]) or tokens[at].text in _LISTED):
        at -= 1
    cue = tokens[at - 1].lower if at > sentence.first and tokens[at].lower == "of" else ""
    return place_words().cues.get(cue) if cue.endswith("s") else None


def _relation(parsed: Parsed, sentence: Sentence, first: int) -> tuple[int, str | None]:
    """Where the words of a relation before the name begin, and the relation ("20 km west of", "northern parts of", "near")."""
    words, tokens = place_words(), parsed.tokens
    at = first - 1 if first > sentence.first and tokens[first - 1].lower == "the" else first
    back = at - 1
    if back < sentence.first:
        return first, None
    if tokens[back].lower in ("near", "outside", "around", "between", "beyond"):
        return back, tokens[back].lower
    part = tokens[back].text.islower() or tokens[back].lower.endswith("ern")  # "Eastern Aleppo"; "North Korea" is a name
    if tokens[back].lower in words.directions and part:
        return back - (back > sentence.first and tokens[back - 1].lower == "the"), tokens[back].lower
    if tokens[back].lower == "of" and back > sentence.first and tokens[back - 1].lower in words.parts | words.directions:
        start = back - 1
        further = words.directions | words.distances | {"the", "just", "about", "some", "-"}
        while start > sentence.first and (tokens[start - 1].lower in further or tokens[start - 1].text[0].isdigit()):
            start -= 1
        while tokens[start].lower in ("the", "just", "some", "-"):
            start += 1
        return start, parsed.text[tokens[start].start : tokens[back].end]
    return first, None
