"""How a place stands in its sentence: whether something is placed there, or it acts, speaks, owns or heads the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hadba.model.claim import Trigger
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span
from hadba.model.where import PlaceMention, PlacePrecision, Where
from hadba.resolve.where.lexicon import place_senses

# From fine to coarse; a village that nothing could place is finer than the country it lies in.
ORDER = (
    PlacePrecision.SITE, PlacePrecision.NEIGHBOURHOOD, PlacePrecision.TOWN, PlacePrecision.DISTRICT, PlacePrecision.NONE,
    PlacePrecision.PROVINCE, PlacePrecision.COUNTRY,
)  # fmt: skip
_AREAS = ("province", "region", "water")  # cues of what is no spot
_HEAD = 40  # characters from a paragraph's beginning within which a dateline begins
# What follows the place of a dateline: "KABUL, Afghanistan (Aug. 16) -", "MOSCOW (Sputnik)", "BEIRUT — ".
_DATELINE = re.compile(r"(?:, [\w .]{2,30}?)?(?:,? \w{3,9}\.? \d{1,2}(?:, \d{4})?)?\s*(?:\([^)\n]{2,40}\)|[–—]|--|- )")


def fineness(where: Where) -> float:
    """The grain of the words, whatever point stands for them: a village that only its district is known of is a village."""
    if where.within is not None:
        return ORDER.index(PlacePrecision.TOWN) - 0.5
    return ORDER.index(where.precision)


def coarse(where: Where) -> bool:
    """Whether a place is but a country or a province; a village known to its province alone is not."""
    return where.precision in (PlacePrecision.COUNTRY, PlacePrecision.PROVINCE) and where.within is None


def fine(mention: PlaceMention) -> bool:
    """Whether a mention names a spot: a town or finer, or a name that no list has and no cue makes an area."""
    where = mention.where
    if where is None or coarse(where) or (where.precision is PlacePrecision.NONE and mention.cue in _AREAS):
        return False
    return where.lat is not None or mention.cue is not None or mention.relation is not None


def acts(parsed: Parsed, country: Span, trigger: Trigger) -> bool:
    """Whether a country acts in what is told ("a US airstrike", "Iraq's offensive", "killed by Syria"): subject, agent, or
    modifier of a noun with no preposition between it and the trigger."""
    tokens = parsed.tokens_in(country)
    if not tokens:
        return False
    last, head = tokens[-1], parsed.head(tokens[-1])
    above = next((t for t in (last, *parsed.ancestors(last)) if t.pos in ("ADP", "VERB")), None)
    if above is not None and above.lower == "by":
        return True
    if last.dep not in ("compound", "nmod", "amod", "poss", "nsubj"):
        return False
    bearing = {t.i for t in parsed.tokens_in(Span(trigger.start, trigger.end))}
    if head.i in bearing or parsed.head(head).i in bearing:
        return True
    while last.dep in ("compound", "nmod", "amod", "poss"):  # "Turkey's official agency put the toll at 85"
        last = parsed.head(last)
    return last.dep == "nsubj"


def located(parsed: Parsed, mention: PlaceMention, speakers: Sequence[Span]) -> bool:
    """Whether the mention says where something is: under a preposition, a cue or a relation, or as an object. A name that
    acts or owns ("Khartoum denied"), a seat ("the government in Khartoum", "police of Aden"), where somebody spoke or comes
    from, and the dateline are not."""
    token = parsed.tokens_in(mention.span)[-1]
    senses = place_senses()
    if any(s.contains(mention.span) for s in speakers) or heads_a_text(parsed, mention):
        return False
    below = token
    for above in parsed.ancestors(token):
        if above.lemma in senses.rulers or (below.lower in ("of", "in", "from") and above.lower in senses.offices):
            return False
        if below.lower == "from" and above.pos in ("NOUN", "PROPN") and above.lemma not in senses.leaving:
            return False
        if above.pos == "VERB":
            if above.lemma in senses.saying or above.lemma in senses.seated:
                return False
            break
        below = above
    if mention.cue is not None or mention.relation is not None:
        return True
    return token.dep in ("pobj", "dobj", "conj", "appos", "nsubjpass")


def heads_a_text(parsed: Parsed, mention: PlaceMention) -> bool:
    """Whether the mention is a dateline: where the report was written."""
    start = mention.span.start
    line = parsed.text.rfind("\n", 0, start) + 1
    stop = parsed.text.rfind(". ", line, start) + 1
    before = parsed.text[max(line, stop) : start].strip()
    return (
        len(before) <= _HEAD and not any(c.islower() for c in before) and bool(_DATELINE.match(parsed.text, mention.span.end))
    )


def hyphened(parsed: Parsed, span: Span) -> bool:
    """Whether a name is bound to the next word: "Britain-based", "US-led"."""
    return parsed.text[span.end : span.end + 2][:1] == "-" and parsed.text[span.end + 1 : span.end + 2].isalpha()


def sentence_of(parsed: Parsed, span: Span) -> int | None:
    tokens = parsed.tokens_in(span)
    return tokens[0].sentence if tokens else None


def verb_of(parsed: Parsed, token: Token) -> Token:
    """The first of the verbs that share the token's clause ("killed 15 and wounded 20 in Hit")."""
    above = (token, *parsed.ancestors(token))
    verb = next((t for t in above if t.pos in ("VERB", "AUX")), token)
    while verb.dep == "conj" and parsed.head(verb).pos in ("VERB", "AUX"):
        verb = parsed.head(verb)
    return verb
