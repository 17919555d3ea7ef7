"""Which statements of a report may become claims: by how far the report tells of conflict, and by what they themselves tell.

A claim of an act of war needs little; a bare count of dead, an arrest or an explosion needs a report that is plainly about
conflict. Where the report is barely so, mishaps, rehearsals and what nobody is told to have done are refused.
"""

from __future__ import annotations

from itertools import pairwise

from hadba.extract.modality import clause_verb
from hadba.extract.relevance import Relevance, barely_enough
from hadba.extract.statement import Statement
from hadba.lexicon.harm import harm_words
from hadba.lexicon.persons import PUBLIC_KINDS
from hadba.lexicon.relevance import relevance_words
from hadba.model.actor import Role
from hadba.model.claim import Family, Person
from hadba.model.figure import Victims
from hadba.model.parse import Parsed

_ATTACKS = {
    *("assassination", "execution", "shooting", "abduction", "bombing", "car_bomb", "armed_attack", "grenade_attack"),
    "killing",
}
_OF_THE_KNOWN = {"assassination", "abduction"}  # words that news keeps for people of some standing
_HEADLINES = 60  # characters within which those of a text begin, behind its date
_DOUBT = 1.5  # above what is barely enough: below it a plot told in the present is none
BARE = frozenset(("killing", "displacement", "return", "rescue", "explosion", "bodies_found"))  # types that name no blow


def admits(relevance: Relevance, parsed: Parsed, statement: Statement) -> bool:
    """Whether the statement of a report of that relevance may become a claim."""
    words = relevance_words()
    if statement.family is not Family.EVENT:
        return relevance.score >= words.needed_hard
    if _by_nobody(parsed, statement) and (relevance.accidental or _other_cause(parsed, statement)):
        return False
    if statement.type == "return" and any(f.victims is Victims.COMBATANT for f in statement.figures):
        return False  # rebels return to the fold, and fighters to the front
    if _befell_the_public(parsed, statement):
        return relevance.best >= words.needed_hard
    doubtful = relevance.score < barely_enough(parsed.text) + _DOUBT
    if _rehearsed(parsed, statement) or (doubtful and _narrated(parsed, statement)):
        return False
    if statement.type in words.hard_types:
        return relevance.score >= words.needed_hard
    political = relevance.public >= words.public_enough.public
    return relevance.score >= (words.public_enough.needed_soft if political else words.soft_in(parsed.text))


def _befell_the_public(parsed: Parsed, statement: Statement) -> bool:
    """Whether judges, mayors, candidates, journalists and the like were attacked: seldom a private crime."""
    words = {t.lemma for t in parsed.tokens_in(statement.trigger)} | {t.lower for t in parsed.tokens_in(statement.trigger)}
    if statement.type == "killing" and words.isdisjoint(harm_words().patient_verbs):
        return False  # politicians also die
    hit = [p for p in statement.people if p.role is Role.TARGET]
    named = statement.type in _OF_THE_KNOWN and any(p.name for p in hit)
    return named or (statement.type in _ATTACKS and any(_in_public_life(p) for p in hit))


def _in_public_life(person: Person) -> bool:
    return person.kind in PUBLIC_KINDS or bool(relevance_words().public_people & set(person.text.lower().split()))


def _rehearsed(parsed: Parsed, statement: Statement) -> bool:
    """ "A round exploded in its tube during live firing": nobody's act of war."""
    peace = relevance_words().rehearsals
    sentence = parsed.sentence_of(parsed.tokens_in(statement.trigger)[0])
    during = (t for t in parsed.sentence_tokens(sentence) if t.lower == "during")
    return any(c.dep == "pobj" and (c.lemma in peace or c.lower in peace) for t in during for c in parsed.children(t))


def _narrated(parsed: Parsed, statement: Statement) -> bool:
    """ "Shells fall on the ward and forty people die in a cellar": a plot. News tells what was; only its headlines do not."""
    verb = clause_verb(parsed, parsed.tokens_in(statement.trigger)[0])
    sentence = parsed.sentence_of(verb)
    if sentence.span.start < _HEADLINES or verb.tag not in ("VBZ", "VBP") or verb.lemma in ("be", "have", "do"):
        return False
    if any(c.dep in ("aux", "auxpass") for c in parsed.children(verb)):
        return False
    return parsed.text[: sentence.span.end].rstrip()[-1:] in (".", "!", "?")


def _by_nobody(parsed: Parsed, statement: Statement) -> bool:
    """Whether dead, or an explosion, are told of and nobody who did it."""
    bare = statement.type in BARE or (_went_off(parsed, statement) and not statement.weapons)
    return bare and not any(a.role is Role.PERPETRATOR for a in statement.actors)


def _went_off(parsed: Parsed, statement: Statement) -> bool:
    """ "A munitions store blew up": by itself, as far as is told."""
    verb = parsed.tokens_in(statement.trigger)[0]
    return verb.lemma == "blow" and not any(c.dep in ("dobj", "obj", "nsubjpass", "agent") for c in parsed.children(verb))


def _other_cause(parsed: Parsed, statement: Statement) -> bool:
    causes = relevance_words().other_causes
    tokens = parsed.tokens_in(statement.span)
    pairs = {f"{a.lower} {b.lemma}" for a, b in pairwise(tokens)}
    named = not causes.isdisjoint(pairs) or any(t.lemma in causes or t.lower in causes for t in tokens)
    return named and not statement.weapons
