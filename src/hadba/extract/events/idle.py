"""Words of attacks that speak of none where they stand: "a bomb cyclone", "struck the firms with export bans", "planes bombed
the ridge with water"."""

from __future__ import annotations

from collections.abc import Iterator

from hadba.lexicon.grammar import word_set
from hadba.lexicon.harm import people_words
from hadba.lexicon.relevance import relevance_words
from hadba.model.parse import Parsed, Token

_LONGEST = 5  # words of an idle phrase
_FROM_WARS = ("unexploded", "world", "wartime", "ammunition", "munitions")  # these may still go off


def idle(parsed: Parsed, token: Token) -> bool:
    """Whether the token stands in a phrase whose words speak of no conflict."""
    return any(_listed(parsed, first, last) for first, last in _around(parsed, token.i))


def figurative(parsed: Parsed, verb: Token) -> bool:
    """Whether a verb of attack has as its means what is no weapon."""
    means = (c for with_ in parsed.children(verb) if with_.lower == "with" for c in parsed.children(with_))
    no_arms = word_set("thrown_without_arms")
    return any(c.dep == "pobj" and (c.lemma in no_arms or c.lemma in relevance_words().figures_of_speech) for c in means)


def background(parsed: Parsed, verb: Token) -> bool:
    """ "Rebels fighting the government", "a campaign is being fought" tell of a war that goes on; "fought" tells of a fight,
    where it is people who fought."""
    if verb.lemma != "fight":
        return False
    goes_on = verb.tag not in ("VBD", "VBN") or any(c.lower == "being" for c in parsed.children(verb))
    doers = (t for c in parsed.children(verb) if c.dep == "nsubj" for t in parsed.subtree(c))
    return goes_on or any(t.lemma in people_words().not_people for t in doers)


def under_words(parsed: Parsed, verb: Token) -> bool:
    """ "Came under fire from a watchdog over the raid", "for its policy": those who fire are armed, or nobody is told to."""
    links = {c.lower: c for c in parsed.children(verb) if c.dep == "prep"}
    if verb.lemma != "come" or "under" not in links:
        return False
    things = {name: [c for c in parsed.children(link) if c.dep == "pobj"] for name, link in links.items()}
    by_others = any(c.lemma not in word_set("who_fire") for c in things.get("from", ()))
    reason = any(c.lemma not in word_set("lengths_of_time") for c in things.get("for", ()))
    return "over" in links or by_others or reason


def _around(parsed: Parsed, i: int) -> Iterator[tuple[int, int]]:
    for first in range(max(0, i - _LONGEST + 1), i + 1):
        for last in range(max(i, first + 1) + 1, min(first + _LONGEST, len(parsed.tokens)) + 1):
            yield first, last


def _listed(parsed: Parsed, first: int, last: int) -> bool:
    words = parsed.tokens[first:last]
    before = " ".join(t.lower for t in words[:-1])
    phrases = relevance_words().idle
    return not before.startswith(_FROM_WARS) and not phrases.isdisjoint(
        (f"{before} {words[-1].lower}", f"{before} {words[-1].lemma}")
    )
