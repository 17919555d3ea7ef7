"""The words of a source and of a cue: from a head token to a span."""

from __future__ import annotations

from hadba.extract.attribution.cues import cue_lexicon, speaker_lexicon
from hadba.extract.attribution.draft import CLOSERS, JOINTS, run_around, trimmed
from hadba.extract.attribution.marks import Quoted
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
_LEADING = frozenset({"cc", "preconj", "mark"})
_LEAD_ADVERBS = frozenset({"even", "also", "still", "now", "then", "later", "meanwhile", "instead", "however", "only", "yet"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"})
_NOBODY = frozenset({"this", "that", "these", "those", "which", "what", "there"})
_OPENS_SAYING = frozenset({"that", "“", '"', "''", "``"})
_CLIMB = frozenset({"advcl", "xcomp", "conj", "pcomp", "prep", "ccomp", "dep"})


def source_span(parsed: Parsed, head: Token, *, before: Token | None = None) -> Span:
    """The noun phrase of ``head`` with its titles and appositions, as the text has it.

    A comma that closes an apposition right before the cue (``before``) is part of the phrase. What a comma sets off as a
    clause of its own is left out where the source follows the cue: there it is the writer's own aside.
    """
    phrase = _unbroken(parsed, head)
    if before is not None:
        phrase = tuple(t for t in phrase if (t.i < before.i) == (head.i < before.i))
        phrase = run_around(phrase, head)
    if before is None or before.i < head.i:
        phrase = _without_aside(parsed, phrase, head)
    while phrase[0].i != head.i and _is_lead(phrase[0]):
        phrase = phrase[1:]
    inner = trimmed(phrase)
    closed = phrase[len(inner) :] if inner and inner[0] == phrase[0] else ()
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


def speaker_of(parsed: Parsed, verb: Token, quoted: Quoted) -> Token | None:
    """Who does the active ``verb``: its subject, or that of the clause it hangs on, or the noun that it qualifies.

    Who stands inside a quotation does not say what stands outside of it.
    """
    found = _by_syntax(parsed, verb, quoted)
    if found is not None or any(c.dep == "expl" for c in parsed.children(verb)):
        return found
    return _inverted(parsed, verb, quoted) or _before_participle(parsed, verb, quoted) or _trailing(parsed, verb)


def _by_syntax(parsed: Parsed, verb: Token, quoted: Quoted) -> Token | None:
    at = verb
    for _ in range(6):
        own = subject_of(parsed, at)
        if own is not None:
            if own.dep == "nsubjpass" and at.i != verb.i and verb.dep == "conj":
                return None
            return own if quoted.level(own, verb) else None
        if any(c.dep == "expl" for c in parsed.children(at)):
            return None
        head = parsed.head(at)
        if at.dep == "acl" and head.pos in ("NOUN", "PROPN", "PRON"):
            return head if at.tag in ("VBG", "TO", "VB") and quoted.level(head, verb) else None
        if at.dep not in _CLIMB or head.i == at.i or not quoted.level(head, verb):
            return None
        told = _told(parsed, at, head)
        if told is not None:
            return told if quoted.level(told, verb) else None
        at = head
    return None


def _told(parsed: Parsed, clause: Token, head: Token) -> Token | None:
    """Who shall do or did it in "urged X to do it", "criticized X for doing it", "quoted X saying it": the object
    before the clause."""
    quoting = head.lemma in ("quote", "cite") and clause.tag == "VBG"
    if quoting or clause.dep == "xcomp" or (clause.dep == "prep" and clause.lower in ("for", "of", "from", "into")):
        return next((c for c in parsed.children(head) if c.dep == "dobj" and head.i < c.i < clause.i), None)
    return None


def _inverted(parsed: Parsed, verb: Token, quoted: Quoted) -> Token | None:
    """ "...", said X; A was hit said X: the noun after the verb, which the parser may take for its object."""
    if verb.tag not in ("VBD", "VBZ", "VBP"):
        return None
    before = verb.i - 1
    while before >= 0 and parsed.tokens[before].pos == "SPACE":
        before -= 1
    first = last = verb.i + 1
    while last < len(parsed.tokens) and parsed.tokens[last].pos in _NOMINAL and not quoted.holds(parsed.tokens[last]):
        last += 1
    set_off = before >= 0 and parsed.tokens[before].text in CLOSERS | {",", "?", "!"}
    if not set_off and not _ends_with_name(parsed, verb):
        return None
    heads = [t for t in parsed.tokens[first:last] if t.pos in ("NOUN", "PROPN", "PRON")]
    return next((t for t in heads if not first <= t.head < last), heads[-1]) if heads else None


def _ends_with_name(parsed: Parsed, verb: Token) -> bool:
    """Whether nothing but one noun phrase stands between ``verb`` and the end of its sentence, and a clause before it."""
    sentence = parsed.sentence_of(verb)
    after = [t for t in parsed.tokens[verb.i + 1 : sentence.last] if t.pos not in ("PUNCT", "SPACE")]
    clause = any(t.pos in ("VERB", "AUX") for t in parsed.tokens[sentence.first : verb.i])
    return clause and bool(after) and all(t.pos in _NOMINAL or t.pos == "ADP" for t in after) and after[0].pos in ("DET", "PROPN")


def _trailing(parsed: Parsed, verb: Token) -> Token | None:
    """The noun right before a verb of saying that ends its sentence, or has "that" or a quotation after it, where the
    parser lost its subject (texts without commas)."""
    after = parsed.tokens[verb.i + 1 : parsed.sentence_of(verb).last]
    before = parsed.tokens[verb.i - 1] if verb.i else None
    if before is None or verb.tag not in ("VBD", "VBZ", "VBP"):
        return None
    if any(t.pos not in ("PUNCT", "SPACE") for t in after) and after[0].lower not in _OPENS_SAYING:
        return None
    return before if before.pos in ("NOUN", "PROPN") or before.lower in ("he", "she", "they") else None


def _before_participle(parsed: Parsed, verb: Token, quoted: Quoted) -> Token | None:
    """ "...", X said, adding "...": the participle's speaker is the subject outside the quotations before it."""
    if verb.tag != "VBG" or verb.dep in ("amod", "acl") or quoted.holds(verb):
        return None
    first = parsed.sentence_of(verb).first
    for token in reversed(parsed.tokens[first : verb.i]):
        if token.dep in SUBJECTS and not quoted.holds(token) and parsed.head(token).pos == "VERB":
            return token
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
    while (
        first < verb.i
        and parsed.tokens[first].dep == "advmod"
        and parsed.tokens[first].lower in ("when", "as", "meanwhile", "however")
    ):
        first += 1
    return parsed.tokens[first : last + 1]
