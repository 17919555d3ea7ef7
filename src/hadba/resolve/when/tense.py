"""Whether the words around a time expression speak of what was or of what is to come."""

from __future__ import annotations

from hadba.model.parse import Parsed, Token
from hadba.model.span import Span

PAST, OPEN, AHEAD = -1, 0, 1

_AHEAD_AUX = frozenset(["will", "would", "shall", "'ll", "’ll", "wo"])
_MAYBE_AUX = frozenset(["may", "might", "could", "can", "should", "must"])
_COMING = frozenset(("when", "until", "once"))  # with a present tense: "when the party meets on Saturday"
# in the simple present a timetable: "the visit ends Sunday", "the conference opens on Monday"
_TIMETABLE = frozenset(
    ("begin", "start", "open", "end", "close", "expire", "resume", "arrive", "depart", "leave", "return", "meet")
)
_AHEAD_WORDS = frozenset(("until", "till", "by", "starting", "beginning", "come", "effective"))
_PLANS = frozenset(
    [
        "plan",
        "expect",
        "schedule",
        "set",
        "due",
        "intend",
        "aim",
        "prepare",
        "hope",
        "promise",
        "vow",
        "ready",
        "order",
        "slate",
        "agree",
    ]
)


def direction(parsed: Parsed, span: Span) -> int:
    """PAST, AHEAD, or OPEN where the clause says neither."""
    tokens = parsed.tokens_in(span)
    if not tokens:
        return OPEN
    verb = _clause_verb(parsed, tokens[0])
    way = OPEN if verb is None else _of_verb(parsed, verb)
    before = parsed.tokens[tokens[0].i - 1].lower if tokens[0].i else ""
    return AHEAD if way == OPEN and before in _AHEAD_WORDS else way


def until_now(parsed: Parsed, span: Span) -> bool:
    """Whether "since" leads to the expression in a clause in the present perfect ("has been shelled since December")."""
    tokens = parsed.tokens_in(span)
    if not tokens or not tokens[0].i or parsed.tokens[tokens[0].i - 1].lower != "since":
        return False
    verb = _clause_verb(parsed, tokens[0])
    return verb is not None and any(c.tag in ("VBZ", "VBP") and c.lemma == "have" for c in parsed.children(verb))


def _clause_verb(parsed: Parsed, token: Token) -> Token | None:
    verb = next((t for t in parsed.ancestors(token) if t.pos in ("VERB", "AUX")), None)
    return verb if verb is None else _inner_verb(parsed, token, verb)


def _inner_verb(parsed: Parsed, token: Token, verb: Token) -> Token:
    """In "he is to appear in court Sunday, police said" the weekday stands before who says so: it belongs to the inner verb."""
    subject = next((c for c in parsed.children(verb) if c.dep in ("nsubj", "nsubjpass")), None)
    content = next((c for c in parsed.children(verb) if c.dep == "ccomp" and c.i < token.i), None)
    if subject is None or content is None or not token.i < subject.i:
        return verb
    inside = [
        t for t in parsed.subtree(content) if t.i < token.i and t.pos in ("VERB", "AUX") and t.dep not in ("aux", "auxpass")
    ]
    return inside[-1] if inside else content


def _of_verb(parsed: Parsed, verb: Token) -> int:
    auxiliaries = [c for c in parsed.children(verb) if c.dep in ("aux", "auxpass")]
    words = {a.lower for a in auxiliaries}
    if words & _AHEAD_AUX:
        return PAST if words & {"have"} else AHEAD
    if any(a.tag == "TO" for a in auxiliaries) and verb.head != verb.i:
        return _of_infinitive(parsed, verb)
    if verb.tag == "VBN" and verb.lemma in _PLANS and any(a.dep == "auxpass" or a.lemma == "be" for a in auxiliaries):
        return AHEAD
    if verb.tag in ("VBZ", "VBP") and any(c.dep == "advmod" and c.lower in _COMING for c in parsed.children(verb)):
        return AHEAD
    if verb.tag == "VBD" or any(
        a.tag in ("VBD", "VBZ", "VBP") and a.lemma in ("be", "have", "do") and _is_past(a, verb) for a in auxiliaries
    ):
        return AHEAD if verb.lemma in _PLANS and verb.tag == "VBN" else PAST
    if words & _MAYBE_AUX:
        return OPEN
    if verb.tag in ("VBZ", "VBP"):
        return AHEAD if verb.lemma in _TIMETABLE and not auxiliaries else OPEN
    if verb.tag in ("VBN", "VBG") and not auxiliaries:
        return PAST if verb.tag == "VBN" and verb.lemma not in _PLANS else _above(parsed, verb)
    return OPEN


def _is_past(auxiliary: Token, verb: Token) -> bool:
    return auxiliary.tag == "VBD" or (auxiliary.lemma == "have" and verb.tag == "VBN")


def _of_infinitive(parsed: Parsed, verb: Token) -> int:
    governor = parsed.head(verb)
    if governor.lemma in _PLANS or any(c.lower in _AHEAD_AUX for c in parsed.children(governor)):
        return AHEAD
    finite = governor if governor.pos in ("VERB", "AUX") else _clause_verb(parsed, verb)
    return AHEAD if finite is not None and finite.tag in ("VBZ", "VBP") else OPEN


def _above(parsed: Parsed, verb: Token) -> int:
    if verb.lemma in _PLANS:
        return AHEAD
    governor = _clause_verb(parsed, verb)
    return OPEN if governor is None else (PAST if governor.tag == "VBD" else OPEN)
