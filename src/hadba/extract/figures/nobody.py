""" "No casualties": a count of 0, which is not the same as silence."""

from __future__ import annotations

from collections.abc import Iterator

from hadba.lexicon.harm import harm_words
from hadba.model.figure import Figure, FigureKind, Victims
from hadba.model.parse import Parsed, Sentence, Token
from hadba.model.span import Span

_NOBODY = {"nobody", "no-one", "none"}
_APPARENT = {"visible", "apparent", "obvious", "outward"}
_UNTOLD = {
    "information",
    "word",
    "detail",
    "details",
    "news",
    "confirmation",
    "indication",
    "estimate",
    "figure",
    "figures",
    "immediate",
    "data",
}
_ANYBODY = {"anyone", "anybody"}
_HARMS = {FigureKind.KILLED, FigureKind.INJURED, FigureKind.KILLED_OR_INJURED}
_COUNTED = {"casualty", "fatality", "injury", "death", "victim"}


def nobody(parsed: Parsed, sentence: Sentence) -> Iterator[tuple[Figure, int]]:
    """Figures of 0 in the sentence, each with the token of its word of harm."""
    yield from _nobody_harmed(parsed, sentence)
    for token in parsed.sentence_tokens(sentence):
        if token.lower in ("no", "without") or token.lower in _NOBODY:
            found = _harm_after(parsed, sentence, token)
            if found is None:
                continue
            last, kinds = found
            span = Span(token.start, last.end)
            kind = kinds.pop() if len(kinds) == 1 else FigureKind.KILLED_OR_INJURED
            status = Victims.CIVILIAN if "civilian" in span.of(parsed.text).lower() else Victims.UNKNOWN
            yield Figure(kind, status, 0, 0, 0, span.of(parsed.text), span), last.i


def _nobody_harmed(parsed: Parsed, sentence: Sentence) -> Iterator[tuple[Figure, int]]:
    """ "The blast did not kill anyone", "it harmed nobody"."""
    verbs = harm_words().patient_verbs
    for token in parsed.sentence_tokens(sentence):
        verb = parsed.head(token)
        kind = verbs.get(verb.lemma)
        if token.lower not in _ANYBODY or token.dep != "dobj" or kind not in _HARMS or _may_not_be(parsed, verb):
            continue
        denied = next((c for c in parsed.children(verb) if c.dep == "neg"), None)
        if denied is not None and denied.i < verb.i:
            span = Span(denied.start, token.end)
            yield Figure(kind, Victims.UNKNOWN, 0, 0, 0, span.of(parsed.text), span), verb.i


def _may_not_be(parsed: Parsed, verb: Token) -> bool:
    """A wish, a plan or a condition: "they would not kill anyone"."""
    return (
        any(c.dep == "mark" or (c.dep == "aux" and c.tag in ("MD", "TO")) for c in parsed.children(verb)) or verb.dep == "xcomp"
    )


def _is_count(token: Token) -> bool:
    return token.pos == "NUM" and token.lower != "one"


def _tells_of_others(token: Token) -> bool:
    """Whether a finite verb that harms nobody begins another clause."""
    finite = token.pos == "VERB" and token.tag in ("VBD", "VBZ", "VBP") and token.dep != "relcl"
    return finite and token.lower not in harm_words().participles and token.lemma not in harm_words().patient_verbs


def _harm_after(parsed: Parsed, sentence: Sentence, no: Token) -> tuple[Token, set[FigureKind]] | None:
    """The last word of harm that "no ..." denies, within reach of eight tokens, and the kinds that it covers."""
    words, kinds = harm_words(), set[FigureKind]()
    last: Token | None = None
    people = no.lower in _NOBODY or no.lower == "without"
    for token in parsed.tokens[no.i + 1 : min(sentence.last, no.i + 10)]:
        if token.lower in _UNTOLD and last is None:
            return None  # "no immediate word on casualties" says that nothing is known
        if token.lower in _APPARENT:
            return None  # "no visible injuries" describes one body
        if last is None and (_is_count(token) or _tells_of_others(token)):
            return None  # "no more than 12 were killed", "Doctors Without Borders said that a nurse was killed"
        if token.lower in ("one", "people", "children", "person", "civilians", "civilian", "staff", "soldiers", "body"):
            people = True
        if token.pos == "NOUN" and token.tag == "NNS" and token.lemma in _COUNTED:
            kinds.add(words.nouns.get(token.lemma, FigureKind.KILLED_OR_INJURED))
            last = token
        elif people and token.lower in words.participles and token.tag in ("VBN", "JJ", "VBD"):
            kinds.add(words.participles[token.lower])
            last = token
        elif token.text in (".", ";", ",") or (
            token.lower in ("but", "that", "because", "when", "since", "as", "after") and last is not None
        ):
            break
    if last is None or not kinds <= {FigureKind.KILLED, FigureKind.INJURED, FigureKind.KILLED_OR_INJURED}:
        return None
    return last, kinds
