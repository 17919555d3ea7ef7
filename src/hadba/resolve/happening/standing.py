"""How a word of a happening stands in its sentence: taken up as known, a heading, one after another."""

from __future__ import annotations

from hadba.lexicon.harm import people_words
from hadba.model.parse import Parsed, Token
from hadba.resolve.happening.words import Word

DEFINITE = {"the", "this", "these", "that", "those"}
_SEQUEL = {"after", "before", "following"}
_PRONOUNS = {"they", "it", "he", "she", "who"}


def words_before(parsed: Parsed, token: Token) -> frozenset[str]:
    """Determiners and adjectives of the word; "the" for a day that owns it ("last night's attack") and for a passive whose
    victims were told before ("they were hit")."""
    own = {c.lower for c in parsed.children(token) if c.dep in ("det", "amod")}
    if token.tag == "VBN" and token.dep == "acl" and not any(c.dep in ("agent", "prep") for c in parsed.children(token)):
        own.add("the")  # "areas hit included a market"
    for child in parsed.children(token):
        if child.dep == "poss" and child.entity in ("DATE", "TIME"):
            own.add("the")
        if child.dep == "nsubjpass" and (child.lower in _PRONOUNS or _known_people(parsed, child)):
            own.add("the")
    return frozenset(own)


def _known_people(parsed: Parsed, token: Token) -> bool:
    return people_words().knows(token.lemma) and any(c.lower in DEFINITE for c in parsed.children(token))


def is_heading(parsed: Parsed, token: Token) -> bool:
    """Whether the word is all that its sentence says ("## Attack"): a heading speaks of what the text is about."""
    return sum(any(c.isalnum() for c in t.text) for t in parsed.sentence_tokens(parsed.sentence_of(token))) == 1


def in_sequence(parsed: Parsed, word: Word, other: Word) -> bool:
    """Whether the sentence sets the two acts one after the other: "the raid comes two days after jets hit a convoy". A death
    after an attack is the attack's own."""
    if word.token.sentence != other.token.sentence or "killing" in (word.type, other.type):
        return False
    for late, early in ((word.token, other.token), (other.token, word.token)):
        up = [early, *parsed.ancestors(early)]
        for n, token in enumerate(up[:-1]):
            if any(t.i == late.i for t in up[: n + 1]):
                break
            sequel = token.dep in ("pobj", "pcomp") and up[n + 1].lower in _SEQUEL
            sequel = sequel or any(c.dep in ("mark", "advmod", "prep") and c.lower in _SEQUEL for c in parsed.children(token))
            if sequel and not any(a.i == token.i for a in (late, *parsed.ancestors(late))):
                return True
    return False
