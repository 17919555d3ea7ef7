"""The vectors of the design: each row under each convention, from votes and from whole clusters."""

from __future__ import annotations

import pytest

from hadba.model.figure import Victims
from hadba.reconcile.airwars import airwars
from hadba.reconcile.explain import show_range
from hadba.reconcile.ibc import ibc
from hadba.reconcile.ucdp import ucdp
from hadba.reconcile.votes import Vote

CIVILIAN, UNKNOWN = Victims.CIVILIAN, Victims.UNKNOWN


def vote(
    source: str, low: int | None, point: int | None, high: int | None, victims: Victims = CIVILIAN, **more: object
) -> Vote:
    return Vote((f"c-{source}",), source, victims, low, point, high, **more)  # type: ignore[arg-type]


PENTAGON = vote("pentagon", 105, None, None, belligerent=True, conceded=True)
RUDAW = vote("rudaw", 237, 237, 237)

VECTORS = {
    "at least 20, of one lineage": ([vote("al-forat", 20, None, None)], "20 to 20+", "20 to 20+", "20 / 20 / 20+"),
    "conceded 105, reported 237": ([PENTAGON, RUDAW], "237 to 237", "105 to 237", "105 / 105 / 237"),
    "20 civilians, 12 people": (
        [vote("a", 20, 20, 20), vote("b", 12, 12, 12, UNKNOWN)],
        *("12 to 20", "12 to 20", "12 / 12 / 20"),
    ),
    "only 9 people": ([vote("a", 9, 9, 9, UNKNOWN)], "9 to 9", "0 to 9", "9 / 9 / 9"),
    "reliability B 30, C 18, C 50 unsure": (
        [vote("b", 30, 30, 30, reliability="B"), vote("c", 18, 18, 18), vote("d", 50, 50, 50, sure=False)],
        *("18 to 50", "18 to 50", "18 / 30 / 50"),
    ),
    "dozens, as many as 40": (
        [vote("a", 12, None, None), vote("b", None, None, 40)],
        *("12 to 40", "12 to 40", "12 / 12 / 40"),
    ),
}


@pytest.mark.parametrize("name", VECTORS)
def test_vectors_of_the_design(name: str) -> None:
    votes, *expected = VECTORS[name]
    found = [airwars(votes), ibc(votes), ucdp(votes)]
    sources = {v.lineage for v in votes}
    shown = [show_range(r).removesuffix(" (provisional: fewer than two independent sources)") for r in found]
    assert shown == expected
    assert found[1].provisional == (len(sources) < 2)


def test_a_belligerent_counts_for_airwars_where_nobody_else_gives_a_figure() -> None:
    assert show_range(airwars([PENTAGON])) == "105 to 105+"


def test_ucdp_drops_rumours_beside_others_only() -> None:
    rumour = vote("r", 300, 300, 300, reliability="E")
    assert show_range(ucdp([rumour, vote("a", 5, 5, 5)])) == "5 / 5 / 5"
    assert show_range(ucdp([rumour])) == "300 / 300 / 300"


def test_a_ceiling_alone_has_no_floor() -> None:
    ceiling = [vote("a", None, None, 40)]
    assert show_range(airwars(ceiling)) == "? to 40"
    assert show_range(ucdp(ceiling)) == "? to 40"
