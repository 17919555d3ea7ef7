"""The words of a source and of a cue: from a head token to a span."""

from __future__ import annotations

from hadba.extract.attribution.cues import cue_lexicon, speaker_lexicon
from hadba.extract.attribution.draft import JOINTS, run_around, trimmed
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
_NO_PART = frozenset({"when", "as", "meanwhile", "however"})  # adverbs that belong to the sentence, not to the cue
_LEADING = frozenset({"cc", "preconj", "mark"})
_LEAD_ADVERBS = frozenset({"even", "also", "still", "now", "then", "later", "meanwhile", "instead", "however", "only", "yet"})

_ARTICLES = frozenset({"a", "an", "the"})
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PART", "PUNCT", "VERB"})  # "a Britain-based monitoring group"
_NOBODY = frozenset({"this", "that", "these", "those", "which", "what", "there"})


def source_span(parsed: Parsed, head: Token, *, before: Token | None = None) -> Span:
    """The noun phrase of ``head`` with its titles and appositions, as the text has it.

    A comma that closes an apposition right before the cue (``before``) is part of the phrase. What a comma sets off as a
    clause of its own is left out where the source follows the cue: there it is the writer's own aside.
    """
    phrase = _starts_anew(parsed, _unbroken(parsed, head), head)
    if before is not None:
        phrase = tuple(t for t in phrase if (t.i < before.i) == (head.i < before.i))
        phrase = run_around(phrase, head)
    if before is None or before.i < head.i:
        phrase = _without_aside(parsed, phrase, head)
    while phrase[0].i != head.i and _is_lead(phrase[0]):
        phrase = phrase[1:]
    inner = trimmed(phrase)
    closed = phrase[len(inner) :] if inner and inner[0] == phrase[0] else ()
    if closed and closed[0].span.of(parsed.text).isspace():
        closed = ()  # a comma that was restored
    if closed and before is not None and head.i < before.i and any(t.text in JOINTS and t.i > head.i for t in inner):
        return parsed.span_of([*inner, closed[0]])
    return parsed.span_of(inner or phrase)


def _unbroken(parsed: Parsed, head: Token) -> tuple[Token, ...]:
    """The subtree around ``head`` up to line breaks and quotation marks that do not open within it."""
    phrase = list(run_around(parsed.subtree(head), head))
    at = next(n for n, t in enumerate(phrase) if t.i == head.i)
    first = next((n + 1 for n in range(at - 1, -1, -1) if _is_wall(phrase[n])), 0)
    last = next((n for n in range(at + 1, len(phrase)) if _is_wall(phrase[n])), len(phrase))
    return tuple(phrase[first:last])


def _is_wall(token: Token) -> bool:
    return "\n" in token.text or token.text in ('"', "''", "“", "”", "``")


def _is_lead(token: Token) -> bool:
    return (
        token.dep in _LEADING
        or token.text in JOINTS
        or token.pos == "SPACE"
        or (token.dep == "advmod" and token.lower in _LEAD_ADVERBS)
    )


def _without_aside(parsed: Parsed, phrase: tuple[Token, ...], head: Token) -> tuple[Token, ...]:
    for n, token in enumerate(phrase):
        if token.i <= head.i or token.text not in JOINTS or n + 1 >= len(phrase):
            continue
        clause = {c.i for c in parsed.children(head) if c.dep in ("relcl", "acl") and c.i > token.i}
        if any(t.i in clause for t in phrase[n + 1 : n + 8]) and phrase[n + 1].tag in (
            "WP",
            "WDT",
            "WP$",
            "WRB",
            "VBG",
            "VBN",
            "IN",
        ):
            return phrase[:n]
    return phrase


def _starts_anew(parsed: Parsed, phrase: tuple[Token, ...], head: Token) -> tuple[Token, ...]:
    """``phrase`` from the article with which a noun phrase of its own begins: "Raqqa | a monitor"."""
    article = article_of(parsed, head)
    if article is None or article.i <= phrase[0].i or article not in phrase:
        return phrase
    before = parsed.tokens[article.i - 1]
    return phrase[article.i - phrase[0].i :] if before.pos in ("NOUN", "PROPN") else phrase


def article_of(parsed: Parsed, noun: Token) -> Token | None:
    """The article of a noun, the words between being those of its own phrase."""
    at = noun.i - 1
    while at >= 0 and parsed.tokens[at].pos in _INSIDE and noun.i - at < 8:
        at -= 1
    return parsed.tokens[at] if at >= 0 and parsed.tokens[at].lower in _ARTICLES else None


def can_speak(who: Token) -> bool:
    """Whether a source is a person, a body or a paper; of common nouns only those of the lexicon are."""
    speakers = speaker_lexicon()
    known = speakers.people | speakers.bodies | speakers.papers | speakers.unnamed
    if who.pos == "PRON":
        return who.lower not in _NOBODY
    return who.pos in ("PROPN", "NUM", "ADJ") or who.entity in ("PERSON", "ORG", "GPE", "NORP") or who.lemma in known


def subject_of(parsed: Parsed, verb: Token) -> Token | None:
    """The own grammatical subject of ``verb``: in its sentence, for the parser runs over headlines, and the nearest."""
    own = [c for c in parsed.children(verb) if c.dep in SUBJECTS and c.sentence == verb.sentence]
    return min(own, key=lambda c: abs(c.i - verb.i), default=None)


def before_participle(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """``tokens`` up to the first participle ("told Reuters | adding that ...", "reported on Sunday | without giving details");
    none of a sentence that "and" joins on."""
    if tokens and tokens[0].lower in ("and", "but"):
        return ()
    for n, token in enumerate(tokens):
        if token.tag == "VBG" and token.dep in ("advcl", "acl", "xcomp"):
            return tokens[:n]
        if token.lower == "without" and n + 1 < len(tokens) and tokens[n + 1].tag == "VBG":
            return tokens[:n]
    return tokens


def noun_before(parsed: Parsed, verb: Token) -> Token | None:
    """The noun right before a verb of saying and its "has", an acronym in brackets left out: "the Society (ORS) has said"."""
    at = verb.i - 1
    if verb.tag == "VBN" and at >= 0 and parsed.tokens[at].lower in ("has", "have", "had"):
        at -= 1
    elif verb.tag not in ("VBD", "VBZ", "VBP") and not (verb.tag == "VBN" and verb.dep == "acl"):
        return None
    if at >= 2 and parsed.tokens[at].text == ")" and parsed.tokens[at - 2].text == "(":
        at -= 3
    return parsed.tokens[at] if at >= 0 else None


def is_passive(parsed: Parsed, verb: Token) -> bool:
    """Whether what is said, not who says it, is the subject."""
    deps = {c.dep for c in parsed.children(verb)}
    if "auxpass" in deps or "nsubjpass" in deps:
        return True
    return verb.tag == "VBN" and verb.dep in ("acl", "advcl", "amod") and "aux" not in deps and "nsubj" not in deps


def agent_of(parsed: Parsed, verb: Token) -> Token | None:
    """Who does the passive ``verb``: the noun after "by"."""
    for child in parsed.children(verb):
        if child.lower == "by" and child.dep in ("agent", "prep"):
            return next((c for c in parsed.children(child) if c.dep == "pobj"), None)
    return None


def _catenated(parsed: Parsed, verb: Token, first: int) -> int:
    """Where the cue begins in "went on to say", "kept saying", "appeared to blame": with the verb that leads to it."""
    head = parsed.head(verb)
    between = parsed.tokens[head.i + 1 : first]
    if verb.dep != "xcomp" or head.lemma not in cue_lexicon().catenatives or any(t.dep != "prt" for t in between):
        return first
    return cue_tokens(parsed, head)[0].i


def cue_tokens(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """``verb`` with its auxiliaries, negation and adverbs before it and its particle after it, unbroken."""
    own = {c.i: c for c in parsed.children(verb)}
    first = last = verb.i
    while first - 1 in own and own[first - 1].dep in _BEFORE_VERB and own[first - 1].tag not in ("WRB", "WP"):
        first -= 1
    first = _catenated(parsed, verb, first)
    while last + 1 in own and own[last + 1].dep in ("prt", "neg"):
        last += 1
    if last + 1 < len(parsed.tokens) and parsed.tokens[last + 1].text == ":":
        last += 1  # the mark that opens what is said belongs to the cue
    while first < verb.i and parsed.tokens[first].lower in _NO_PART:
        first += 1
    return parsed.tokens[first : last + 1]
