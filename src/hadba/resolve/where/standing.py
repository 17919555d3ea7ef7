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
ADJECTIVES = ("US", "U.S.", "UK", "U.K.", "EU", "UN", "UAE")  # short forms that stand before a noun for who acts
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
    if last.dep != "nsubj" and (country.of(parsed.text) in ADJECTIVES or head.lemma in place_senses().forces):
        return True
    bearing = {t.i for t in parsed.tokens_in(Span(trigger.start, trigger.end))}
    if head.i in bearing or parsed.head(head).i in bearing:
        return True
    while last.dep in ("compound", "nmod", "amod", "poss"):  # "Turkey's official agency put the toll at 85"
        last = parsed.head(last)
    return last.dep == "nsubj"


def located(parsed: Parsed, mention: PlaceMention, speakers: Sequence[Span], *, capital: bool) -> bool:
    """Whether the mention says where something is: under a preposition, a cue or a relation, or as an object. A name that
    acts or owns ("Khartoum denied"), a seat ("the government in Khartoum", "police of Aden"), where somebody spoke or comes
    from, the dateline, and a ``capital`` that stands for its government ("support for Damascus") are not."""
    token = parsed.tokens_in(mention.span)[-1]
    senses = place_senses()
    if any(s.contains(mention.span) for s in speakers) or heads_a_text(parsed, mention):
        return False
    below, inside = token, False
    for above in parsed.ancestors(token):
        if above.lemma in senses.rulers or (below.lower in ("of", "in", "from") and above.lower in senses.offices):
            return False
        if below.lower in senses.siding and above.pos in ("NOUN", "PROPN") and capital:
            return False
        hails = below.lower == "from" and above.pos != "ADP" and above.lemma not in senses.leaving and above.lower != "far"
        if hails and not inside:  # "a man from Hit", "lies 60 km from Hit", not "from a cafe in Hit"
            return False
        if below.lower == "to" and above.lemma in senses.journeys:
            return False  # "a trip to Hit"
        inside = inside or below.lower in ("in", "at", "near")
        if above.pos in ("VERB", "AUX"):
            if above.lemma in senses.saying or above.lemma in senses.seated or _stationed(parsed, above):
                return False
            break
        below = above
    if mention.cue is not None or mention.relation is not None:
        return True
    suffers = token.dep == "nsubj" and parsed.head(token).lemma in senses.suffering
    return suffers or token.dep in ("pobj", "dobj", "conj", "appos", "nsubjpass")


def is_duty(parsed: Parsed, place: Span) -> bool:
    """Whether a place only tells what somebody is charged with or able to do there: "the official for operations in Hit", "he
    directs attacks in Hit", "their ability to operate in Hit"."""
    senses = place_senses()
    below = parsed.tokens_in(place)[-1]
    for above in parsed.ancestors(below):
        if below.lower == "for" and (above.lower in senses.charged or above.lemma in senses.charged):
            return True
        if above.pos in ("VERB", "AUX"):
            habit = above.tag in ("VBZ", "VBP") and above.lemma in senses.duties
            able = above.dep in ("acl", "xcomp") and parsed.head(above).lemma in senses.abilities
            return habit or able
        below = above
    return False


def _stationed(parsed: Parsed, verb: Token) -> bool:
    """Whether a participle tells where those are who act: "fighters positioned in Hit shelled Haditha"."""
    if verb.dep not in ("acl", "relcl") or verb.lemma not in place_senses().stationed:
        return False
    doer = parsed.head(verb)
    return doer.dep == "nsubj" or (doer.dep == "pobj" and parsed.head(doer).lower in ("by", "from"))


def heads_a_text(parsed: Parsed, mention: PlaceMention) -> bool:
    """Whether the mention is a dateline: where the report was written. In capitals it may stand behind other heading words, or
    have lost its signs ("For Immediate Release  KABUL, Afghanistan (March 1) -", "BEIRUT Air strikes in Syria killed")."""
    start = mention.span.start
    tokens = parsed.tokens_in(mention.span)
    if mention.where is not None and mention.where.precision is PlacePrecision.COUNTRY and tokens and tokens[0].i > 1:
        back = parsed.tokens[tokens[0].i - 1]  # "KABUL, Afghanistan"
        town = parsed.tokens[back.i - 1] if back.text == "," else back
        return town.text.isupper() and town.text.isalpha() and len(town.text) > 3 and _opens(parsed, mention)
    if mention.text.isupper() and len(mention.text) > 3 and mention.where is not None:
        return mention.where.precision is PlacePrecision.TOWN and _opens(parsed, mention)
    line = parsed.text.rfind("\n", 0, start) + 1
    stop = parsed.text.rfind(". ", line, start) + 1
    before = parsed.text[max(line, stop) : start].strip()
    return (
        len(before) <= _HEAD and not any(c.islower() for c in before) and bool(_DATELINE.match(parsed.text, mention.span.end))
    )


def _opens(parsed: Parsed, mention: PlaceMention) -> bool:
    """Whether small letters follow a name in capitals, and no preposition stands before it."""
    tokens = parsed.tokens_in(mention.span)
    before = parsed.tokens[tokens[0].i - 1] if tokens[0].i else None
    after = parsed.text[mention.span.end : mention.span.end + 2 * _HEAD]
    return (before is None or before.pos != "ADP") and sum(c.islower() for c in after) > len(after) / 3


def hyphened(parsed: Parsed, span: Span) -> bool:
    """Whether a name is bound to the next word: "Britain-based", "US-led"."""
    return parsed.text[span.end : span.end + 2][:1] == "-" and parsed.text[span.end + 1 : span.end + 2].isalpha()


def sentence_of(parsed: Parsed, span: Span) -> int | None:
    tokens = parsed.tokens_in(span)
    return tokens[0].sentence if tokens else None


def verb_of(parsed: Parsed, token: Token) -> Token:
    """The first of the verbs that share the token's clause ("killed 15 and wounded 20 in Hit", "raided Hit, detaining two")."""
    above = (token, *parsed.ancestors(token))
    verb = next((t for t in above if t.pos in ("VERB", "AUX")), token)
    while (verb.dep == "conj" or (verb.dep == "advcl" and verb.tag == "VBG")) and parsed.head(verb).pos in ("VERB", "AUX"):
        verb = parsed.head(verb)
    return verb
