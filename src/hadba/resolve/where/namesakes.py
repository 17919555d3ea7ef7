"""A province and its chief town often have one name: which of the two a mention means."""

from __future__ import annotations

from collections.abc import Sequence

from hadba.model.ports import Gazetteer
from hadba.model.where import Place, PlaceMention
from hadba.resolve.where.fold import TRANSCRIBED
from hadba.resolve.where.lexicon import place_senses
from hadba.resolve.where.names import Names
from hadba.resolve.where.scoring import Hits


def chief_town(
    n: int, mention: PlaceMention, place: Place, names: Names, ranked: Hits, beside: Sequence[Place]
) -> Place | None:
    """The town among the candidates ``ranked`` whose point a bare name has though its report uses it for the ``place``, its
    province, too: "clashes in Aleppo", beside "the village of X in Aleppo". Null where another name is put in this very
    mention, or it stands among provinces (``beside``: what the names next to it mean); and where provinces are states that
    have towns of their name by chance ("Minnesota")."""
    name = names.by_key[names.of[n]]
    if place.kind != "province" or place.country not in TRANSCRIBED or name.cue is not None:
        return None
    if mention.relation is not None or n in names.holders.values():
        return None
    if any(other.kind == "province" for other in beside):
        return None
    return next((p for p, _ in ranked if p.kind == "town" and place.id in p.parents), None)


def shared_with_province(mention: PlaceMention, gazetteer: Gazetteer) -> bool:
    """Whether a mention is the bare name of a town that a province there shares ("Aleppo", "eastern Aleppo", not "the city of
    Aleppo" or "south of Aleppo")."""
    where = mention.where
    if mention.relation is not None and mention.relation.lower() not in place_senses().directions:
        return False
    if where is None or mention.cue is not None or where.country not in TRANSCRIBED or where.within is not None:
        return False
    town = gazetteer.place(where.place_id) if where.place_id is not None else None
    provinces = {p.id for p in gazetteer.named(mention.text) if p.kind == "province" and p.country == where.country}
    return town is not None and town.kind == "town" and bool(provinces & set(town.parents))
