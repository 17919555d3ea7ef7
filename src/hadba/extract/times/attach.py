"""Which time expression dates a happening: by syntax from the word that bears it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hadba.lexicon.telling import dates_a_life, dates_another, dates_the_telling, is_reason, since
from hadba.model.parse import Parsed, Token
from hadba.model.span import Span
from hadba.model.when import TimeMention
from hadba.text.datelines import head_of, heads_the_text, in_dateline_brackets

_WHOLE = re.compile(r"^(?:iso|slashed) |\bday=\d+ .*\byear=\d+")
_COARSE = re.compile(r"^(?:date (?!.*\bday=)|rel .*unit=[MYQ])")
_UP_TO_NOW = re.compile(r" num=(?:[\d.]+ .*unit=(?:TH|[DWM])|X .*unit=(?:TH|[DW])) which=(?:past|last|recent)$")
DATING = frozenset(("date", "hijri", "calendar", "iso", "slashed", "rel", "shift", "same", "weekday", "time", "event"))
# fmt: off
SAYING = frozenset((
    "statement", "report", "interview", "conference", "briefing", "announcement", "speech", "comment", "remark", "study",
    "survey",
))
# fmt: on


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
    ranked: list[tuple[int, bool, int, TimeMention]] = []
    for mention in mentions:
        if mention.span.start >= sentence.end:
            break
        if dates_the_report(parsed, mention):
            continue
        if mention.span.end <= sentence.start or mention.span in told or not _dates(mention):
            continue
        if _only_since(parsed, word, mention):
            continue
        if rank := _rank(parsed, word, mention):
            ranked.append((-rank, _COARSE.search(mention.form) is not None, mention.span.gap(trigger), mention))
    ranked.sort(key=lambda r: r[:3])
    return tuple(mention for *_, mention in ranked)


def _only_since(parsed: Parsed, word: Token, mention: TimeMention) -> bool:
    """Whether a mention only tells how long there was nothing like it: "the worst attack since March", "the first raid since
    the truce of Monday"."""
    led = since(parsed, mention.span)
    time = parsed.tokens_in(mention.span)[0]
    if led is None or led.i < word.i < time.i or any(t.i == time.i for t in parsed.ancestors(word)):
        return False
    first = parsed.sentence_of(word).first
    return any((t.tag in ("JJS", "RBS") and t.lower != "least") or t.lower == "first" for t in parsed.tokens[first : led.i])


def _dates(mention: TimeMention) -> bool:
    kind = mention.form.split(" ", 1)[0]
    return kind in DATING or (kind == "dur" and _UP_TO_NOW.search(mention.form) is not None)


def dates_the_report(parsed: Parsed, mention: TimeMention) -> bool:
    """A whole date in the first line with nothing that leads to it, or a day in the brackets of a dateline or before the
    colon that opens the text: it dates the report, not what the line tells."""
    whole = _WHOLE.search(mention.form) is not None
    if (whole or " day=" in mention.form) and (
        in_dateline_brackets(parsed.text, mention.span) or heads_the_text(parsed.text, mention.span)
    ):
        return True
    if not whole or mention.span.start > head_of(mention.form):
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
    low = 30 if mention.form.startswith("time ") else 0  # "at dawn" says no day
    return max(0, _closeness(parsed, word, time, mention) - low)


def _closeness(parsed: Parsed, word: Token, time: Token, mention: TimeMention) -> int:
    governor = _governor(parsed, time)
    clause = _verb(parsed, word)
    if governor.i == word.i or any(t.i == time.i for t in parsed.ancestors(word)):
        return 100  # also "January, when gunmen killed 150"
    if (
        _in_its_source(parsed, word, time)
        or dates_the_telling(parsed, word, time)
        or dates_a_life(parsed, word, time)
        or (is_reason(parsed, word) and not is_reason(parsed, time))
    ):
        return 0
    if clause is not None and governor.i == clause.i and not _is_content(parsed, word, clause):
        return 90
    chain = [time, *parsed.ancestors(time)]
    if dates_another(parsed, word, time):
        return 0
    if word in chain:
        return 0 if _elsewhere(parsed, chain, word) else max(60, 85 - 5 * _clauses_between(chain, word))
    if governor in parsed.ancestors(word):
        return 0 if _is_content(parsed, word, governor) else 55
    if clause is not None and clause in chain:
        return 0 if _elsewhere(parsed, chain, clause) else max(40, 70 - 10 * _clauses_between(chain, clause))
    return _loose(parsed, governor, coarse=_COARSE.search(mention.form) is not None)


def _in_its_source(parsed: Parsed, word: Token, time: Token) -> bool:
    """Whether a time stands in the words for who says it: "according to a report published in March, 40 people died"."""
    above = list(parsed.ancestors(time))
    for n, token in enumerate(above):
        if token.lower == "according":
            papers = any(t.lemma in SAYING for t in above[:n])
            return papers and not any(t.i == token.i for t in parsed.ancestors(word))
    return False


def _governor(parsed: Parsed, time: Token) -> Token:
    """What the time expression modifies, climbing through prepositions and other times; where the parser hung it on another
    sentence (a heading above), the main verb of its own."""
    token = time
    while token.head != token.i:
        head = parsed.head(token)
        if head.sentence != time.sentence:
            inside = parsed.sentence_tokens(parsed.sentence_of(time))
            return next((t for t in inside if t.dep == "ROOT"), token)
        if head.pos in ("VERB", "AUX"):
            return _inner_verb(parsed, time, head)
        if head.pos in ("NOUN", "PROPN", "ADJ", "NUM") and head.entity not in ("DATE", "TIME"):
            return head
        token = head
    return token


def _inner_verb(parsed: Parsed, time: Token, verb: Token) -> Token:
    """In "a bomb killed five people Sunday, police said" the weekday stands before who says so: it dates what they say."""
    subject = next((c for c in parsed.children(verb) if c.dep in ("nsubj", "nsubjpass")), None)
    content = next((c for c in parsed.children(verb) if c.dep == "ccomp" and c.i < time.i), None)
    return content if subject is not None and content is not None and time.i < subject.i else verb


def _elsewhere(parsed: Parsed, chain: Sequence[Token], top: Token) -> bool:
    """Whether a clause with a subject of its own, joined and not subordinate, stands between: "and on Friday three died"."""
    below = chain[: next(i for i, t in enumerate(chain) if t.i == top.i)]
    joined = (t for t in below if t.dep in ("conj", "ccomp", "parataxis") and t.pos in ("VERB", "AUX"))
    return any(c.dep in ("nsubj", "nsubjpass") for t in joined for c in parsed.children(t))


def _verb(parsed: Parsed, word: Token) -> Token | None:
    """The verb of the word's own clause."""
    if word.pos in ("VERB", "AUX"):
        return word
    return next((t for t in parsed.ancestors(word) if t.pos in ("VERB", "AUX")), None)


def _is_content(parsed: Parsed, word: Token, verb: Token) -> bool:
    """Whether ``word`` stands in what ``verb`` says: on the way up to it lies a complement clause."""
    token = word
    while token.i != verb.i and token.head != token.i:
        if token.dep in ("ccomp", "parataxis") or (token.dep == "pcomp" and token.tag in ("VBD", "VBZ", "VBP")):
            return True  # also "assertions about who launched ..."
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


def _loose(parsed: Parsed, governor: Token, *, coarse: bool) -> int:
    """A mention elsewhere in the sentence counts a little where it modifies a noun that says nothing (a month or a year of
    some other noun is too little: "the president of the council for August"), or a verb that shares its subject."""
    if governor.pos not in ("VERB", "AUX"):
        return 0 if governor.lemma in SAYING or coarse else 25
    own_subject = any(c.dep in ("nsubj", "nsubjpass") for c in parsed.children(governor))
    return 30 if governor.dep in ("conj", "advcl", "xcomp", "pcomp", "dep") and not own_subject else 0
