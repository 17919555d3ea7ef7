"""Where a report goes over to another place or another thing: "In Hajjah, ...", "Dori: ...", "In a separate incident ...".

What a paragraph opens with holds until it ends, as a day does (see ``Word.around``): who were "wounded" two sentences below
"In Hajjah" were not wounded in the strike on Sanaa that the report is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from hadba.lexicon.grammar import word_set
from hadba.model.parse import Parsed, Sentence, Token
from hadba.model.span import Span
from hadba.model.where import PlacePrecision, Where

Places = Mapping[Span, Where | None]

_HOLDS = 2  # sentences for which the place that one opens with holds
_OPENING = 8  # tokens of a sentence within which it turns to another thing
_LABEL = re.compile(
    r"[\W\d_]*(?:\w+day\W+)?(?:\d{1,2} \w{3,9}\W+)?"
)  # what may stand before the place of an item: "3. ", "Monday "
_ENDS_LABEL = (":", ".", ",", "-", "–", "—")
_SPOTS = frozenset((PlacePrecision.SITE, PlacePrecision.NEIGHBOURHOOD, PlacePrecision.TOWN, PlacePrecision.DISTRICT))


def ground_of(parsed: Parsed, token: Token, named: Places, located: Places) -> tuple[Where, ...]:
    """The spots with which the token's sentence opens, else those of the last of the sentences before it in its paragraph.

    ``named`` are all places of the report that no speaker owns, ``located`` those where something is."""
    for sentence in _back(parsed, token)[: _HOLDS + 1]:
        inside = {span: w for span, w in named.items() if w is not None and sentence.span.contains(span)}
        opened = [
            w
            for span, w in inside.items()
            if _labels(parsed, sentence, span) or (span in located and _leads(parsed, sentence, span))
        ]
        spots = tuple(w for w in opened if w.precision in _SPOTS or w.within is not None or w.place_id is None)
        if spots:
            return spots[:2]
    return ()


def turned(parsed: Parsed, token: Token) -> int | None:
    """The sentence at which the token's paragraph goes over to another thing; null where it does not."""
    return next((s.i for s in _back(parsed, token) if _turns(parsed.sentence_tokens(s)[:_OPENING])), None)


def _back(parsed: Parsed, token: Token) -> Sequence[Sentence]:
    """The token's sentence and those before it in its paragraph, the last first."""
    own = parsed.sentence_of(token)
    return [s for s in reversed(parsed.sentences[: own.i + 1]) if s.paragraph == own.paragraph]


def _labels(parsed: Parsed, sentence: Sentence, place: Span) -> bool:
    """Whether the place opens an item by itself: "Dori: grenades ...", "2. Gutin, 22 November."."""
    before = parsed.text[sentence.span.start : place.start]
    after = parsed.text[place.end : place.end + 2].strip()
    first = sentence.i == 0 or parsed.sentences[sentence.i - 1].paragraph != sentence.paragraph
    return _LABEL.fullmatch(before) is not None and after.startswith(_ENDS_LABEL[:2] if not first else _ENDS_LABEL)


def _leads(parsed: Parsed, sentence: Sentence, place: Span) -> bool:
    """Whether the place stands before any verb of its sentence: "In Hajjah, ...", "The district of Hodeidah was less lucky"."""
    before = Span(sentence.span.start, max(place.start, sentence.span.start + 1))
    return not any(t.pos in ("VERB", "AUX") for t in parsed.tokens_in(before))


def _turns(opening: Sequence[Token]) -> bool:
    """ "Separately, ...", "In a related development, ...", "In another attack, ..."."""
    words = [t.lower for t in opening]
    if any(w in word_set("turns") for w in words[:2]):
        return True
    if words[:1] != ["in"]:
        return False
    apart = word_set("other_happening") | word_set("akin")
    return any(a in apart and b in word_set("things") for a, b in pairwise(words))
