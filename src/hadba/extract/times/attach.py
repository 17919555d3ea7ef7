"""Which time expression dates a happening: by syntax from the word that bears it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hadba.model.parse import Parsed, Token
from hadba.model.span import Span
from hadba.model.when import TimeMention

HEAD = 120  # characters in which a dateline may stand
_WHOLE = re.compile(r"^(?:iso|slashed) |\bday=\d+ .*\byear=\d+")
DATING = frozenset(("date", "iso", "slashed", "rel", "shift", "same", "weekday", "time", "event"))
LINKS = frozenset(
    ("prep", "pobj", "pcomp", "npadvmod", "advmod", "nmod", "compound", "poss", "amod", "nummod", "det", "appos", "tmod")
)
CLAUSE_LINKS = frozenset(("conj", "advcl", "xcomp", "relcl", "acl", "dep", "pcomp"))


def times_of(
    parsed: Parsed, trigger: Span, mentions: Sequence[TimeMention], *, said: Sequence[Span] = ()
) -> tuple[TimeMention, ...]:
    """The mentions that date the happening whose word stands at ``trigger``, best first; none where the sentence has none.

    Durations, sets and vague references never date; neither does a mention in ``said`` or one that modifies a verb whose
    content the happening is ("said on Thursday that ...").
    """
    tokens = parsed.tokens_in(trigger)
    if not tokens:
        return ()
    word = _head_of(tokens)
    sentence = parsed.sentence_of(word).span
    told = set(said)
    ranked: list[tuple[int, int, TimeMention]] = []
    for mention in mentions:
        if mention.span.start >= sentence.end:
            break
        if _dateline(parsed, mention):
            continue
        if mention.span.end <= sentence.start or mention.span in told or not _dates(mention):
            continue
        if rank := _rank(parsed, word, mention):
            ranked.append((-rank, mention.span.gap(trigger), mention))
    ranked.sort(key=lambda r: r[:2])
    return tuple(mention for _, _, mention in ranked)


def _dates(mention: TimeMention) -> bool:
    return mention.form.split(" ", 1)[0] in DATING


def _dateline(parsed: Parsed, mention: TimeMention) -> bool:
    """A whole date in the first line with nothing that leads to it: it dates the report, not what the line tells."""
    if mention.span.start > HEAD or not _WHOLE.search(mention.form):
        return False
    first = parsed.tokens_in(mention.span)[0].i
    return (
        first == 0 or parsed.tokens[first - 1].pos != "ADP" or parsed.tokens[max(0, first - 2)].lower in ("posted", "published")
    )


def _head_of(tokens: Sequence[Token]) -> Token:
    """The token of a span that governs the others."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head == t.i or t.head not in inside), tokens[0])


def _rank(parsed: Parsed, word: Token, mention: TimeMention) -> int:
    """How surely ``mention`` dates ``word``: 0 not at all, 100 its own modifier."""
    time = _head_of(parsed.tokens_in(mention.span))
    if time.sentence != word.sentence:
        return 0
    governor = _governor(parsed, time)
    clause = _verb(parsed, word)
    above = list(parsed.ancestors(word))
    low = 30 if mention.form.startswith("time ") else 0  # "at dawn" says no day
    if governor.i == word.i:
        return 100 - low
    if clause is not None and governor.i == clause.i and not _is_content(parsed, word, clause):
        return 90 - low
    chain = list(parsed.ancestors(time))
    if word.i in {t.i for t in chain}:
        return max(60, 85 - 5 * _clauses_between(chain, word)) - low
    if governor.i in {t.i for t in above}:
        return 0 if _is_content(parsed, word, governor) else 55 - low
    if clause is not None and clause.i in {t.i for t in chain}:
        return max(40, 70 - 10 * _clauses_between(chain, clause)) - low
    return _loose(parsed, word, governor) - low if _loose(parsed, word, governor) else 0


def _governor(parsed: Parsed, time: Token) -> Token:
    """What the time expression modifies, climbing through prepositions and other times."""
    token = time
    while token.head != token.i:
        head = parsed.head(token)
        if head.pos in ("VERB", "AUX") or (head.pos in ("NOUN", "PROPN", "ADJ", "NUM") and head.entity not in ("DATE", "TIME")):
            return head
        token = head
    return token


def _verb(parsed: Parsed, word: Token) -> Token | None:
    """The verb of the word's own clause."""
    if word.pos in ("VERB", "AUX"):
        return word
    return next((t for t in parsed.ancestors(word) if t.pos in ("VERB", "AUX")), None)


def _is_content(parsed: Parsed, word: Token, verb: Token) -> bool:
    """Whether ``word`` stands in what ``verb`` says: on the way up to it lies a complement clause."""
    token = word
    while token.i != verb.i and token.head != token.i:
        if token.dep in ("ccomp", "parataxis"):
            return True
        token = parsed.head(token)
    return False


def _clauses_between(chain: Sequence[Token], top: Token) -> int:
    """Verbs between a time expression and a word above it."""
    count = 0
    for token in chain:
        if token.i == top.i:
            return count
        count += token.pos in ("VERB", "AUX")
    return count


def _loose(parsed: Parsed, word: Token, governor: Token) -> int:
    """A mention elsewhere in the sentence counts a little, unless it belongs to a verb with a subject of its own."""
    if governor.pos in ("VERB", "AUX"):
        shares = any(t.i == governor.i for t in parsed.ancestors(word)) or governor.dep in CLAUSE_LINKS - {"relcl", "acl"}
        return 30 if shares and not _is_content(parsed, governor, _root(parsed, governor)) else 0
    return 25


def _root(parsed: Parsed, token: Token) -> Token:
    for above in parsed.ancestors(token):
        token = above
    return token
