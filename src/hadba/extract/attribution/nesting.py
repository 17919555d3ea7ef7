"""Which attribution stands within which: chains from the outermost speaker to the innermost."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from hadba.extract.attribution.draft import Draft


def above(drafts: Sequence[Draft]) -> list[tuple[int, ...]]:
    """For each of ``drafts`` (ordered by ``at``) the numbers of those in whose content it stands, or
    which it stands behind, outermost first."""
    places = [d.at.start for d in drafts]
    holding: list[list[int]] = [[] for _ in drafts]
    for outer, draft in enumerate(drafts):
        for piece in draft.content:
            for inner in range(bisect_left(places, piece.start), bisect_left(places, piece.end)):
                if inner != outer and piece.contains(drafts[inner].at.span) and outer not in holding[inner]:
                    holding[inner].append(outer)
    for inner, draft in enumerate(drafts):
        if draft.under is None:
            continue
        found = next(
            (n for n in range(bisect_left(places, draft.under.start), len(drafts)) if drafts[n].at.i == draft.under.i), None
        )
        if found is not None:
            holding[inner] = [*dict.fromkeys([*holding[found], found, *holding[inner]])]
    return [tuple(sorted(held, key=lambda n: (-_size(drafts[n]), n))) for held in holding]


def _size(draft: Draft) -> int:
    return sum(piece.end - piece.start for piece in draft.content)
