"""Where the time expressions of a text are, and what each says."""

from __future__ import annotations

from itertools import pairwise

from hadba.extract.times.form import form_of
from hadba.extract.times.grammar import Compiled, compiled
from hadba.extract.times.guards import GUARDS
from hadba.extract.times.lexer import Lexed, Piece, lex
from hadba.extract.times.place import Place
from hadba.model.parse import Parsed
from hadba.model.span import Span
from hadba.model.when import TimeMention, TimexType

TYPES = {"dur": TimexType.DURATION, "set": TimexType.SET, "time": TimexType.TIME, "event": TimexType.DURATION}
GAP = 3  # blanks and line breaks allowed between two words of one expression


def read_times(parsed: Parsed) -> tuple[TimeMention, ...]:
    """The time expressions of a text in order, none inside another, with their forms; nothing is resolved yet."""
    lexed = lex(parsed.text)
    table, starts = compiled()
    found: list[TimeMention] = []
    free = 0
    for match in starts.finditer(lexed.codes):
        at = match.start()
        if at < free:
            continue
        opening = table[lexed.codes[at]]
        if opening.any.match(lexed.codes, at) is None:
            continue
        for rule in opening.rules:
            if read := _try(rule, parsed, lexed, at):
                mention, free = read
                found.append(mention)
                break
    return tuple(found)


def _try(compiled_rule: Compiled, parsed: Parsed, lexed: Lexed, at: int) -> tuple[TimeMention, int] | None:
    match = compiled_rule.pattern.match(lexed.codes, at)
    if match is None:
        return None
    place = Place(parsed, lexed, at, match.end())
    groups = {k: lexed.pieces(match.start(k), match.end(k)) for k, v in match.groupdict().items() if v}
    rule = compiled_rule.rule
    matched = place.matched()
    if not _together(matched, parsed.text) or (rule.guard and not GUARDS[rule.guard](place, groups)):
        return None
    form = form_of(rule, groups, matched)
    span = Span(matched[0].start, matched[-1].end)
    return TimeMention(span, span.of(parsed.text), _type(form), form), match.end()


def _together(pieces: list[Piece], text: str) -> bool:
    """No paragraph break and no wide gap inside."""
    return all(b.start - a.end <= GAP and "\n\n" not in text[a.end : b.start] for a, b in pairwise(pieces))


def _type(form: str) -> TimexType:
    kind = form.split(" ", 1)[0]
    if kind in TYPES:
        return TYPES[kind]
    return TimexType.TIME if " part=" in form or " clock=" in form or "unit=T" in form else TimexType.DATE
