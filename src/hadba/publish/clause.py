"""A happening as a clause: what, by whom, where, when, with how many killed."""

from __future__ import annotations

from collections.abc import Sequence

from hadba.lexicon.event_phrases import EventPhrase, phrase_of
from hadba.model.actor import Role
from hadba.model.claim import Claim
from hadba.model.figure import Figure
from hadba.model.where import Where
from hadba.publish.naming import parties
from hadba.publish.placing import at, finest, is_apart, places
from hadba.publish.tolls import active, passive
from hadba.publish.wording import listing, on


def clause(
    type: str,
    bearers: Sequence[Claim],
    told: Sequence[Figure],
    figures: Sequence[Figure],
    *,
    year: int | None,
    town: str = "",
    lively: bool = False,
) -> str:
    """The happening without its speaker.

    Each slot is filled from the first of ``bearers`` that has it; ``told`` are the figures to tell, ``figures`` all of
    the same source (for "including six children"); ``town`` is known to the reader; ``lively`` chooses the active voice.
    """
    phrase = phrase_of(type)
    here = next((c.where for c in bearers if c.where), ())
    when = on(next((c.when for c in bearers if c.when.start), None), year=year)
    doer, done_to = sides(bearers)
    if not told:
        return _spaced(_bare(phrase, doer, done_to, here, town), when)
    by = f" by {doer}" if doer and not phrase.between else ""
    if phrase.counted or phrase.during:
        during = f"during {phrase.a}" if phrase.during else ""
        preposition = phrase.at if phrase.counted else "in"
        return _spaced(passive(told, figures, phrase), by, during, at(preposition, here, known=town), when)
    thing = f"{phrase.a}{_between(phrase, doer, done_to)}{by}{at(phrase.at, here, known=town)}"
    verb = active(told, figures) if lively else None
    return _spaced(thing, when, verb) if verb else _spaced(passive(told, figures), f"in {thing}", when)


def sides(bearers: Sequence[Claim]) -> tuple[str, str]:
    """Who did it and to whom, as the first claim that says it has it; "" where none does.

    A party that is not certain is left out; the story tells it apart.
    """
    doers = next((found for c in bearers if (found := _parties(c, Role.PERPETRATOR))), [])
    targets = next((found for c in bearers if (found := _parties(c, Role.TARGET))), [])
    return listing(doers), listing([t for t in targets if t not in doers])


def _parties(claim: Claim, role: Role) -> list[str]:
    known = role is Role.TARGET  # of targets only known parties: "families" is no side of a battle
    return parties(a for a in claim.actors if a.role is role and a.certain and (a.actor_id or not known))


def _bare(phrase: EventPhrase, doer: str, done_to: str, here: Sequence[Where], town: str) -> str:
    """The happening where no figure is told."""
    where = places(here, known=town)
    apart = bool(here) and is_apart(finest(here)[0])
    if phrase.between and doer and done_to:
        return f"{doer} {phrase.did} {done_to}{at(phrase.at, here, known=town)}"
    if doer and phrase.did_to and where and not apart:
        return f"{doer} {phrase.did_to} {where}"
    if doer and phrase.did_to and done_to:
        return f"{doer} {phrase.did_to} {done_to}{at('in', here, known=town)}"
    if doer:
        return f"{doer} {phrase.did}{at(phrase.at, here, known=town)}"
    if phrase.bare:
        return f"{phrase.bare}{at(phrase.at, here, known=town)}"
    if where and not apart:
        return f"{phrase.a} {phrase.hit} {where}"
    there = "there were" if phrase.a.endswith("s") else "there was"
    return _spaced(there, phrase.a, at(phrase.at, here, known=town))


def _between(phrase: EventPhrase, doer: str, done_to: str) -> str:
    if not phrase.between:
        return ""
    return f" between {doer} and {done_to}" if doer and done_to else f" involving {doer}" if doer else ""


def _spaced(*parts: str) -> str:
    return " ".join(part.strip() for part in parts if part.strip())
