"""Whether a time expression dates a saying: "On 18 March, the ministry stated that planes had struck ..."."""

from __future__ import annotations

from hadba.model.parse import Parsed, Token
from hadba.model.when import TimeMention


def dates_a_saying(parsed: Parsed, mention: TimeMention, trigger: int) -> bool:
    """Whether ``mention`` modifies a verb with a content clause ("that ..."), and the word at offset ``trigger`` is not that
    verb: then the day is that of the saying, and the happening may lie before it."""
    tokens = parsed.tokens_in(mention.span)
    verb = _governor(parsed, tokens[-1]) if tokens else None
    if verb is None or verb.start == trigger:
        return False
    contents = [c for c in parsed.children(verb) if c.dep == "ccomp" and c.sentence == verb.sentence]
    spoken = any(m.dep == "mark" and m.lower == "that" for c in contents for m in parsed.children(c))
    return spoken and not any(mention.span.start >= c.start for c in contents)


def told_in_quotes(parsed: Parsed, mention: TimeMention) -> bool:
    """Whether a time expression stands inside quotation marks that its paragraph opens before it and has not closed."""
    before = parsed.text[parsed.text.rfind("\n", 0, mention.span.start) + 1 : mention.span.start]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _governor(parsed: Parsed, time: Token) -> Token | None:
    """The verb that a time expression modifies directly, through prepositions only; where the parser hung it on a heading
    above, the main verb of its own sentence."""
    for head in parsed.ancestors(time):
        if head.sentence != time.sentence:
            inside = parsed.sentence_tokens(parsed.sentence_of(time))
            return next((t for t in inside if t.dep == "ROOT"), None)
        if head.pos in ("VERB", "AUX"):
            return head
        if head.pos in ("NOUN", "PROPN") and head.entity not in ("DATE", "TIME"):
            return None
    return None
