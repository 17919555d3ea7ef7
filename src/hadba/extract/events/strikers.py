"""Who strikes, raids or hits, as far as it tells whether that comes from the air or is none of arms."""

from __future__ import annotations

from hadba.lexicon.grammar import word_set
from hadba.model.parse import Parsed, Token


def of_rebels(parsed: Parsed, token: Token) -> bool:
    """ "Rebel bombardment", "strikes by the insurgents": those who have no aircraft."""
    own = [c for c in parsed.children(token) if c.dep in ("compound", "amod", "nmod")]
    own += [c for by in parsed.children(token) if by.lower == "by" for c in parsed.children(by)]
    return any(c.lower in word_set("rebels") for c in own)


def on_foot(parsed: Parsed, token: Token) -> bool:
    """Whether a raid is told as one by police or troops ("a night raid", "house raids")."""
    return token.lemma == "raid" and any(
        c.lower in ("night", "house", "police", "army", "security", "dawn", "ground", "commando")
        for c in parsed.children(token)
    )


def by_no_arms(parsed: Parsed, verb: Token) -> bool:
    """ "Hit by an egg", "the bus struck a wall": what did it is a thing that no arms are."""
    agents = [c for a in parsed.children(verb) if a.dep == "agent" for c in parsed.children(a) if c.dep == "pobj"]
    doers = agents or [c for c in parsed.children(verb) if c.dep == "nsubj"]
    return any(d.lemma in word_set("no_arms") for d in doers)


def of_workers(parsed: Parsed, strike: Token) -> bool:
    """ "The strike by teachers", "a general strike": a stoppage of work."""
    said_of = [c for c in parsed.children(strike) if c.dep in ("compound", "amod", "poss")]
    said_of += [c for by in parsed.children(strike) if by.lower in ("by", "among") for c in parsed.children(by)]
    return strike.lemma == "strike" and any(t.lemma in word_set("workers") for t in said_of)
