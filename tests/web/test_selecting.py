"""A selection counts what a plain loop over the sheets counts, and its pages show each incident once."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hadba.app.desk.columns import FACETS, columns_of, no_words
from hadba.app.desk.listing import Listed, Toll
from hadba.app.desk.marks import MARKS, marks
from hadba.app.desk.selecting import SORTS, Asked, Selection, mark_of
from hadba.app.desk.timeline import timeline
from hadba.store.searching import fts5

DAYS = st.one_of(st.none(), st.dates(date(2014, 1, 1), date(2018, 12, 31)))
NAMES = st.sampled_from(["Mosul", "Nineveh", "Iraq", "Saada", "Yemen"])


@st.composite
def sheets(draw: st.DrawFn) -> Listed:
    start = draw(DAYS)
    end = min(date(2018, 12, 31), date.fromordinal(start.toordinal() + draw(st.integers(0, 40)))) if start else None
    at = draw(st.one_of(st.none(), st.tuples(st.floats(-60, 60), st.floats(-170, 170))))
    low = draw(st.one_of(st.none(), st.integers(0, 300)))
    killed = {"airwars": Toll(low, None, low + draw(st.integers(0, 50)), False, False, "all")} if low is not None else {}
    return Listed(
        incident_id=f"i{draw(st.integers(0, 10**9))}", type=draw(st.sampled_from(["air_strike", "shelling"])),
        family=draw(st.sampled_from(["event", "control"])), start=start, end=end, precision="day", inferred=False,
        place=None, within=None, lat=at[0] if at else None, lon=at[1] if at else None, reach_km=1.0 if at else None,
        place_precision="town", places=tuple(draw(st.sets(NAMES, max_size=3))), actors=tuple(draw(st.sets(NAMES, max_size=2))),
        outlets=("Wire",), languages=("en",), grade=draw(st.sampled_from(["fair", "weak", "none"])), review_state="proposed",
        killed=killed, injured={}, conceded=None, n_reports=1, n_independent=draw(st.integers(1, 4)), n_claims=1,
        first=start, last=start, weight=draw(st.sampled_from([0.0, 1.5, 4.0])), reasons=(),
    )  # fmt: skip


SHEET = Listed(
    incident_id="i1", type="shelling", family="event", start=None, end=None, precision="day", inferred=False, place=None,
    within=None, lat=33.0, lon=44.0, reach_km=1.0, place_precision="town", places=(), actors=(), outlets=(), languages=(),
    grade="weak", review_state="proposed", killed={}, injured={}, conceded=None, n_reports=1, n_independent=1, n_claims=1,
    first=None, last=None, weight=0.0, reasons=(),
)  # fmt: skip
ASKED = st.builds(
    Asked,
    since=DAYS,
    until=DAYS,
    box=st.one_of(st.none(), st.just((-20.0, -30.0, 90.0, 40.0)), st.just((100.0, -30.0, -100.0, 40.0))),
    facets=st.fixed_dictionaries(
        {},
        optional={
            "place": st.lists(NAMES, min_size=1, max_size=2).map(tuple),
            "grade": st.just(("fair",)),
            "type": st.sampled_from([("shelling",), ("shelling", "air_strike"), ("unheard_of",)]),
        },
    ),
    waiting=st.booleans(),
)


def admits(s: Listed, asked: Asked, *, leave_out: str | None = None) -> bool:
    west, south, east, north = asked.box or (0, 0, 0, 0)
    held = {"place": s.places, "grade": (s.grade,), "type": (s.type,), "family": (s.family,), "actor": s.actors}
    return (
        (asked.since is None or (s.end is not None and s.end >= asked.since))
        and (asked.until is None or (s.start is not None and s.start <= asked.until))
        and (not asked.waiting or s.weight > 0)
        and (
            asked.box is None
            or (
                (s.lat is not None and s.lon is not None and south <= s.lat <= north)
                and (west <= s.lon <= east if west <= east else s.lon >= west or s.lon <= east)
            )
        )
        and all(set(values) & set(held[name]) for name, values in asked.facets.items() if name != leave_out)
    )


@settings(max_examples=120, deadline=None)
@given(st.lists(sheets(), max_size=25), ASKED, st.sampled_from(SORTS))
def test_a_selection_is_what_a_loop_finds(held: list[Listed], asked: Asked, sort: str) -> None:
    words = no_words()
    numbered = list(enumerate(held, 1))
    columns = columns_of(numbered[:10], words).beside(columns_of(numbered[10:], words))
    selection = Selection(columns, words, asked, None)
    wanted = [n for n, s in numbered if admits(s, asked)]
    assert int(selection.mask.sum()) == len(wanted)
    for name in ("place", "grade", "type", "actor"):
        counted = {v.value: v.count for v in selection.facet(name, limit=99)}
        for value in words[name].words:
            having = {"place": "places", "actor": "actors", "grade": "grade", "type": "type"}[name]
            true = sum(
                admits(s, asked, leave_out=name)
                and (value in getattr(s, having) if name in ("place", "actor") else value == getattr(s, having))
                for s in held
            )
            assert counted.get(value, 0) == true
    seen: list[int] = []
    after = None
    while True:
        page, mark = selection.page(sort, "airwars", after=after, limit=4)
        seen += page
        after = mark_of(mark)
        if mark is None:
            break
    assert sorted(seen) == wanted
    sums, over = selection.sums("airwars"), timeline(selection, "airwars")
    drawn = marks(selection, "airwars")
    assert sum(drawn.count) + drawn.unlocated == len(wanted)
    assert sum(b.count for b in over.bars) + over.wide + over.undated == len(wanted)
    assert sums.low + sums.weaker_low == sum(s.killed["airwars"].low or 0 for s in held if admits(s, asked) and s.killed)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 3 * MARKS), st.floats(0, 14))
def test_the_marks_stand_for_all(seed: int, many: int, zoom: float) -> None:
    chance = random.Random(seed)
    held = [replace(SHEET, lat=33 + chance.gauss(0, 2), lon=44 + chance.gauss(0, 2)) for _ in range(many)]
    selection = Selection(columns_of(list(enumerate(held, 1)), words := no_words()), words, Asked(), None)
    for drawn in (marks(selection, "airwars"), marks(selection, "airwars", zoom=zoom)):
        assert sum(drawn.count) == drawn.located == many
        assert {n for n, c in zip(drawn.n, drawn.count, strict=True) if c > 1} <= {-1}
        assert drawn.shared == (many > MARKS)
    view = (43.0, 32.0, 45.0, 34.0)
    seen = marks(selection, "airwars", zoom=zoom, view=view)
    assert sum(seen.count) == sum(43 <= (s.lon or 0) <= 45 and 32 <= (s.lat or 0) <= 34 for s in held)
    assert all(43 <= lon <= 45 and 32 <= lat <= 34 for lat, lon in zip(seen.lat, seen.lon, strict=True))


@settings(max_examples=60, deadline=None)
@given(st.lists(sheets(), min_size=1, max_size=12), st.sets(st.integers(1, 12)))
def test_columns_without_some_are_those_of_the_others(held: list[Listed], out: set[int]) -> None:
    words = no_words()
    numbered = list(enumerate(held, 1))
    less = columns_of(numbered, words).without(sorted(out))
    afresh = columns_of([(n, s) for n, s in numbered if n not in out], words)
    asked = Asked()
    for name in FACETS:
        assert Selection(less, words, asked, None).facet(name) == Selection(afresh, words, asked, None).facet(name)
    assert less.ints["n"].tolist() == afresh.ints["n"].tolist()


@pytest.fixture(scope="module")
def searched() -> sqlite3.Connection:
    held = sqlite3.connect(":memory:", check_same_thread=False)
    held.execute("CREATE VIRTUAL TABLE w USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2')")
    rows = ["the raid killed twenty in Mosul", "shelling of Saada, Şa‘dah", "غارة على الموصل", "a raid on Raqqa killed nobody"]
    held.executemany("INSERT INTO w (rowid, words) VALUES (?, ?)", list(enumerate(rows)))
    return held


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\"-*()^:+ORNEAD \x00'")), max_size=60))
def test_whatever_is_typed_is_a_search(searched: sqlite3.Connection, typed: str) -> None:
    query = fts5(typed)
    if query is not None:
        searched.execute("SELECT rowid FROM w WHERE w MATCH ?", (query,)).fetchall()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("raid", {0, 3}),
        ("raid mosul", {0}),
        ('"killed nobody"', {3}),
        ("raid -mosul", {3}),
        ("Raqqa OR Saada", {1, 3}),
        ("saadah", set()),
        ("sa", {1}),
        ("الموصل", {2}),
        ("-raid", None),
        ("?!", None),
    ],
)
def test_searching(searched: sqlite3.Connection, typed: str, found: set[int] | None) -> None:
    query = fts5(typed)
    held = {r[0] for r in searched.execute("SELECT rowid FROM w WHERE w MATCH ?", (query,))} if query else None
    assert held == found
