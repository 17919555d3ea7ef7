"""Whether a report tells of armed conflict: sport, films, accidents, disease and crime also kill, strike and attack.

The score adds what speaks for it (acts of war, armed parties, words of war) and what speaks against it. A claim of an act
of war needs little; a bare count of dead, an arrest or an explosion needs a report that is plainly about conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hadba.extract.events import EventWord
from hadba.extract.statement import Statement
from hadba.lexicon.actors import dictionary
from hadba.lexicon.relevance import relevance_words
from hadba.model.claim import Family, Realis
from hadba.model.parse import Parsed
from hadba.model.reading import ActorName

_BARE = {"killing", "displacement", "return", "rescue", "explosion", "bodies_found"}


@dataclass(frozen=True, slots=True)
class Relevance:
    """How far a report tells of conflict: above 0 more speaks for it than against it."""

    score: float

    def admits(self, parsed: Parsed, statement: Statement) -> bool:
        """Whether the statement may become a claim."""
        words = relevance_words()
        if statement.family is not Family.EVENT:
            return self.score >= words.needed_hard
        if statement.type in _BARE and not statement.actors and _other_cause(parsed, statement):
            return False
        return self.score >= (words.needed_hard if statement.type in words.hard_types else words.needed_soft)


def relevance_of(parsed: Parsed, actors: Sequence[ActorName], events: Iterable[EventWord]) -> Relevance:
    """The relevance of a report, from its words, its parties and the words of happenings in it."""
    words = relevance_words()
    # a plural that the tagger took for a name keeps its s in the lemma
    lemmas = {form for t in parsed.tokens for form in (t.lemma, t.lower, t.lower.removesuffix("s"))}
    pairs = {f"{a.lower} {b.lower}" for a, b in zip(parsed.tokens, parsed.tokens[1:], strict=False)}
    score = sum(limit.of(len(held & (lemmas | pairs))) for limit, held in words.groups.values())
    acts = {e.token for e in events if e.type in words.hard_types and e.realis is Realis.ACTUAL}
    parties = {a.actor_id for a in actors if a.actor_id is not None and dictionary().is_belligerent(a.actor_id)}
    return Relevance(score + words.hard_trigger.of(len(acts)) + words.armed_party.of(len(parties)))


def _other_cause(parsed: Parsed, statement: Statement) -> bool:
    causes = relevance_words().other_causes
    tokens = parsed.tokens_in(statement.span)
    return any(t.lemma in causes or t.lower in causes for t in tokens) and not statement.weapons
