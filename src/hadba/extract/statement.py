"""What an extractor hands to ``claims.assemble``: a claim before it has speakers, a date, places and an id."""

from __future__ import annotations

from dataclasses import dataclass

from hadba.model.actor import ActorMention
from hadba.model.claim import Family, Person, Realis, StruckObject, Weapon
from hadba.model.figure import Figure
from hadba.model.span import Span
from hadba.model.when import TimeMention
from hadba.model.where import PlaceMention


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said about one happening or state.

    ``trigger`` is the span of the word that bears it, ``span`` the clause or sentence part that carries all of it.
    ``times`` and ``places`` are null where the assembler shall attach them by syntax from ``trigger``, else what the
    extractor itself found. ``happening`` is a key within the report, empty where the statement stands alone.
    """

    family: Family
    type: str
    trigger: Span
    span: Span
    realis: Realis = Realis.ACTUAL
    actors: tuple[ActorMention, ...] = ()
    weapons: tuple[Weapon, ...] = ()
    objects: tuple[StruckObject, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[TimeMention, ...] | None = None
    places: tuple[PlaceMention, ...] | None = None
    happening: str = ""
    main: bool = True
    detail: str | None = None
    people: tuple[Person, ...] = ()
