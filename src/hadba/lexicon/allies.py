"""Whether two parties of the dictionary act together, as far as it can tell."""

from __future__ import annotations

from functools import lru_cache

from hadba.lexicon.actors import dictionary


@lru_cache(maxsize=50_000)
def allied(one: str, other: str) -> bool:
    """Whether one is the other, both belong to one body, or one is a coalition with the other's role in the same war.

    Reports name now the coalition, now the country whose aircraft it was: these are not two perpetrators.
    """
    parties = dictionary()
    if one == other or parties.groups_of(one) & parties.groups_of(other):
        return True
    first, second = parties.by_id.get(one), parties.by_id.get(other)
    if first is None or second is None or "coalition" not in (first.kind, second.kind):
        return False
    return bool({(r.theatre, r.side) for r in first.roles} & {(r.theatre, r.side) for r in second.roles})
