"""Who speaks in texts that lost their commas: "... in the northwest the Observatory said", "Raqqa a monitor said"."""

from __future__ import annotations

from hadba.extract.attribution.cues import cue_lexicon, speaker_lexicon
from hadba.extract.attribution.phrases import article_of, can_speak, noun_before
from hadba.model.parse import Parsed, Token

_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
FARTHEST = 16  # tokens from a verb of saying back to the comma before who says it
_NAMED = frozenset({"ORG", "PERSON"})


def nearer(parsed: Parsed, found: Token, verb: Token) -> Token | None:
    """The noun right before a verb of saying, where the subject that the parser found further off cannot speak ("air strikes
    killed ten in the north the Observatory said") and the noun can."""
    held = cue_lexicon().verb(verb)
    before = noun_before(parsed, verb)
    if held is None or not held.parenthetical or before is None or can_speak(found):
        return None
    if before.pos not in ("NOUN", "PROPN") or before.i <= found.i or before.entity in ("DATE", "TIME"):
        return None
    head = who_is_there(parsed, _head_of_name(parsed, before))
    happened = any(t.tag in ("VBD", "VBN", "VBZ", "VBP", "VBG") for t in parsed.tokens[found.i : head.i])
    return head if happened and head.i > found.i and head.entity not in ("GPE", "LOC") and can_speak(head) else None


def after_restored(parsed: Parsed, verb: Token) -> Token | None:
    """Who stands between a comma that was restored and the verb of saying for which it was: "... near the capital, the
    Observatory for Human Rights said"."""
    at = verb.i - 1
    while at > 0 and parsed.tokens[at].text != "," and verb.i - at < FARTHEST and parsed.tokens[at].tag not in _FINITE:
        at -= 1
    comma = parsed.tokens[at]
    if comma.text != "," or not comma.span.of(parsed.text).isspace() or at == verb.i - 1:
        return None
    head: Token | None = None
    for token in parsed.tokens[at + 1 : verb.i]:
        if token.pos in ("NOUN", "PROPN"):
            head = token
        elif head is not None and token.pos in ("ADP", "CCONJ", "SCONJ", "PRON", "DET"):
            break
    return head if head is not None and can_speak(head) else None


def set_off(parsed: Parsed, verb: Token) -> bool:
    """Whether a participle of saying is the verb of the noun phrase before it, which a comma sets off from all before: "...
    near the town, state media reported on Friday"."""
    held = cue_lexicon().verb(verb)
    if held is None or not held.parenthetical or verb.tag != "VBN" or verb.dep != "acl" or not verb.i:
        return False
    if parsed.tokens[min(verb.i + 1, len(parsed.tokens) - 1)].lower == "by" or not can_speak(parsed.tokens[verb.i - 1]):
        return False
    first = verb.i - 1
    while first and parsed.tokens[first - 1].pos in _PHRASE:
        first -= 1
    return bool(first) and parsed.tokens[first - 1].text == ","


def named_before(parsed: Parsed, who: Token) -> Token | None:
    """The name that a description follows without a comma: "The Aleppo Media Center an activist collective said"."""
    article = article_of(parsed, who)
    if article is None or article.lower == "the" or not article.i:
        return None
    last = parsed.tokens[article.i - 1]
    if last.pos != "PROPN" or last.sentence != who.sentence:
        return None
    head = _head_of_name(parsed, last)
    first = min(t.i for t in parsed.subtree(head) if t.i <= head.i)
    if first and parsed.tokens[first - 1].pos == "ADP" and parsed.tokens[first - 1].sentence == who.sentence:
        return None  # "on the road to Arbil a local doctor said"
    lexicon = speaker_lexicon()
    body = head.lower in lexicon.bodies or parsed.tokens[last.i].lower in lexicon.bodies
    return head if body or last.entity in _NAMED else None


def who_is_there(parsed: Parsed, head: Token) -> Token:
    """The people in or of a body: "a source in the hospital", "the head of the ministry"."""
    lexicon = speaker_lexicon()
    if head.entity == "PERSON" or head.lemma in lexicon.people:
        return head
    if head.dep == "pobj" and (above := parsed.head(parsed.head(head))).pos == "NOUN":
        return above if above.lemma in lexicon.people | lexicon.unnamed else head
    return head


def _head_of_name(parsed: Parsed, last: Token) -> Token:
    """The head of the name that ends with ``last``: "Observatory" of "Syrian Observatory for Human Rights"."""
    head = last
    while head.entity and parsed.head(head).i < head.i and parsed.head(head).entity == last.entity:
        head = parsed.head(head)
    if head.pos == "ADP":
        return last
    return head
