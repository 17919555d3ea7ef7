"""The words of a source and of a cue: from a head token to a span."""

from __future__ import annotations

from hadba.extract.attribution.draft import JOINTS, run_around, trimmed
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
_LEADING = frozenset({"cc", "preconj", "mark"})
_CLIMB = frozenset({"advcl", "xcomp", "conj", "pcomp", "prep", "ccomp", "dep"})


def source_span(parsed: Parsed, head: Token, *, before: Token | None = None) -> Span:
    """The full noun phrase of ``head``: with its titles, appositions and relative clauses, as the text has it.

    A comma that closes an apposition right before the cue (``before``) is part of the phrase.
    """
    phrase = run_around(parsed.subtree(head), head)
    if before is not None:
        phrase = tuple(t for t in phrase if (t.i < before.i) == (head.i < before.i))
        phrase = run_around(phrase, head)
    while phrase[0].i != head.i and (phrase[0].dep in _LEADING or phrase[0].text in JOINTS or phrase[0].pos == "SPACE"):
        phrase = phrase[1:]
    inner = trimmed(phrase)
    closed = phrase[len(inner) :] if inner and inner[0] == phrase[0] else ()
    if closed and closed[0].text in JOINTS and any(t.text in JOINTS and t.i > head.i for t in inner):
        return parsed.span_of([*inner, closed[0]])
    return parsed.span_of(inner or phrase)


def subject_of(parsed: Parsed, verb: Token) -> Token | None:
    """The own grammatical subject of ``verb``."""
    return next((c for c in parsed.children(verb) if c.dep in SUBJECTS), None)


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


def speaker_of(parsed: Parsed, verb: Token) -> Token | None:
    """Who does the active ``verb``: its subject, or that of the clause it hangs on, or the noun that it qualifies."""
    at = verb
    for _ in range(6):
        own = subject_of(parsed, at)
        if own is not None:
            if own.dep == "nsubjpass" and at.i != verb.i and verb.dep == "conj":
                return None
            return own
        if any(c.dep == "expl" for c in parsed.children(at)):
            return None
        head = parsed.head(at)
        if at.dep == "acl" and head.pos in ("NOUN", "PROPN", "PRON"):
            return head if at.tag in ("VBG", "TO", "VB") else None
        if at.dep not in _CLIMB or head.i == at.i:
            return None
        at = head
    return None


def cue_tokens(parsed: Parsed, verb: Token) -> tuple[Token, ...]:
    """``verb`` with its auxiliaries, negation and adverbs before it and its particle after it, unbroken."""
    own = {c.i: c for c in parsed.children(verb)}
    first = last = verb.i
    while first - 1 in own and own[first - 1].dep in _BEFORE_VERB and own[first - 1].tag not in ("WRB", "WP"):
        first -= 1
    while last + 1 in own and own[last + 1].dep in ("prt", "neg"):
        last += 1
    while (
        first < verb.i
        and parsed.tokens[first].dep == "advmod"
        and parsed.tokens[first].lower in ("when", "as", "meanwhile", "however")
    ):
        first += 1
    return parsed.tokens[first : last + 1]
