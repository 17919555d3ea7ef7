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
        for outer in (n for n, d in enumerate(drafts) if draft.under is not None and d.at.i == draft.under.i):
            holding[inner] = [*dict.fromkeys([*holding[outer], outer, *holding[inner]])]
    return [tuple(sorted(found, key=lambda n: (-_size(drafts[n]), n))) for found in holding]


def _size(draft: Draft) -> int:
    return sum(piece.end - piece.start for piece in draft.content)
