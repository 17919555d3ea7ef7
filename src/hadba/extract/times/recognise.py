"""Where the time expressions of a text are, and what each says."""

from __future__ import annotations

from hadba.extract.times.form import form_of
from hadba.extract.times.grammar import Compiled, compiled
from hadba.extract.times.guards import GUARDS, Place
from hadba.extract.times.lexer import Piece, lex
from hadba.model.parse import Parsed
from hadba.model.span import Span
from hadba.model.when import TimeMention, TimexType

TYPES = {"dur": TimexType.DURATION, "set": TimexType.SET, "time": TimexType.TIME, "event": TimexType.DURATION}
GAP = 3  # blanks and line breaks allowed between two words of one expression


def read_times(parsed: Parsed) -> tuple[TimeMention, ...]:
    """The time expressions of a text in order, none inside another, with their forms; nothing is resolved yet."""
    pieces, codes = lex(parsed.text)
    rules, anywhere = compiled()
    starts = tuple(t.start for t in parsed.tokens)
    ancient = any(p.symbol == "ERA" and p.value == "BC" for p in pieces)
    found: list[TimeMention] = []
    at = 0
    while match := anywhere.search(codes, at):
        at = match.start()
        step = 1
        for rule in rules:
            if read := _try(rule, codes, Place(parsed, starts, pieces, at, at, ancient)):
                mention, step = read
                found.append(mention)
                break
        at += step
    return tuple(found)


def _try(compiled_rule: Compiled, codes: str, place: Place) -> tuple[TimeMention, int] | None:
    match = compiled_rule.pattern.match(codes, place.first)
    if match is None or match.end() == match.start():
        return None
    pieces = place.pieces
    here = Place(place.parsed, place.starts, pieces, match.start(), match.end(), place.ancient)
    groups = {k: pieces[match.start(k) : match.end(k)] for k, v in match.groupdict().items() if v}
    rule = compiled_rule.rule
    if not _together(here.matched(), here.parsed.text) or (rule.guard and not GUARDS[rule.guard](here, groups)):
        return None
    form = form_of(rule, groups, here.matched())
    span = Span(pieces[match.start()].start, _end(here.matched()))
    return TimeMention(span, span.of(place.parsed.text), _type(form), form), match.end() - match.start()


def _together(pieces: list[Piece], text: str) -> bool:
    """No paragraph break and no wide gap inside."""
    return all(b.start - a.end <= GAP and "\n\n" not in text[a.end : b.start] for a, b in zip(pieces, pieces[1:], strict=False))


def _end(pieces: list[Piece]) -> int:
    return pieces[-1].end


def _type(form: str) -> TimexType:
    kind = form.split(" ", 1)[0]
    if kind in TYPES:
        return TYPES[kind]
    return TimexType.TIME if " part=" in form or " clock=" in form or "unit=T" in form else TimexType.DATE
