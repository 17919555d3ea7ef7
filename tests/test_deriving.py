"""Deriving piece by piece gives what deriving at once gives, whatever came in between."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hadba.app.looking import find
from hadba.app.reasons import reasons
from hadba.deriving import derive
from hadba.errors import UsageError
from hadba.model.change import ChangeKind
from hadba.model.claim import Claim
from hadba.model.decision import Action, Decision, make_decision
from hadba.model.incident import Grade
from hadba.model.reading import Reading
from hadba.model.report import Report
from hadba.store.codec import encode
from hadba.store.ledger import SqlLedger
from tests import link_cases
from tests.link_cases import exactly, report
from tests.test_link import ledgers

NOW = datetime(2031, 6, 1, tzinfo=UTC)
REPORTS = {
    i: report(i, published=day)
    for i, day in zip("abcdef", ("2031-04-11", "2031-04-12", "2031-05-21", None, "2031-05-22", "2031-06-02"), strict=True)
}


@st.composite
def spread(draw: st.DrawFn) -> list[Claim]:
    """Claims of some weeks, so that some have nothing to do with each other."""
    return [_moved(c, draw(st.sampled_from([0, 0, 2, 40]))) for c in draw(ledgers())]


def _moved(claim: Claim, days: int) -> Claim:
    when = claim.when
    if when.start is None or when.end is None:
        return claim
    return replace(claim, when=replace(when, start=when.start + timedelta(days), end=when.end + timedelta(days)))


@contextmanager
def ledger() -> Iterator[SqlLedger]:
    with tempfile.TemporaryDirectory() as folder, SqlLedger(str(Path(folder) / "l.db")) as held:
        yield held


def put(held: SqlLedger, claims: Sequence[Claim], reports: Sequence[Report]) -> None:
    """Add reports, each read as these claims say."""
    held.add_reports(reports, at=NOW)
    held.save_readings([Reading(r, claims=tuple(c for c in claims if c.report_id == r.id)) for r in reports], version="v")


def shown(held: SqlLedger) -> list[str]:
    return [encode(i) for i in held.incidents()]


def ids(held: SqlLedger) -> dict[str, set[str]]:
    return {i.incident_id: set(i.claims) for i in held.incidents()}


@dataclass(frozen=True)
class Ruling:
    """A decision that is yet to be made: on the claims or the incidents at these places of the lists."""

    action: Action
    first: int
    second: int


def decided(held: SqlLedger, claims: Sequence[Claim], ruling: Ruling, n: int) -> Decision | None:
    """The decision, made in the ledger; none where it makes no sense there."""
    one, other = (claims[i % len(claims)].claim_id for i in (ruling.first, ruling.second))
    incidents = sorted(ids(held))
    targets: tuple[str, ...] = (one,)
    values: dict[str, str] = {}
    if ruling.action in (Action.MERGE, Action.SPLIT):
        targets = (one, other) if one != other else ()
    elif ruling.action in (Action.DISCOUNT, Action.ACCEPT):
        targets = (incidents[ruling.first % len(incidents)],) if incidents else ()
    elif ruling.action is Action.CORRECT:
        values = {"when.start": '"2031-04-10"', "when.end": '"2031-04-10"', "when.precision": '"day"'}
    elif ruling.action is Action.UNDO:
        made = list(held.decisions())
        targets = (made[ruling.first % len(made)].id,) if made else ()
    if not targets:
        return None
    decision = make_decision(ruling.action, targets, who="R", at=NOW + timedelta(minutes=n), why="", values=values)
    held.add_decision(decision)
    return decision


def first_and_second() -> tuple[list[Claim], Report, Report]:
    early, late = report("a", published="2031-04-11"), report("b", published="2031-04-12")
    return [link_cases.claim(i, exactly(105)) for i in "ab"], early, late


def test_later_reports_do_not_rename_an_incident_and_an_earlier_one_leaves_a_redirect() -> None:
    claims, early, late = first_and_second()
    with ledger() as one, ledger() as other:
        put(one, claims, [early])
        derive(one, at=NOW)
        (name,) = ids(one)
        put(one, claims, [late])
        derive(one, at=NOW)
        assert set(ids(one)) == {name}
        put(other, claims, [late])
        derive(other, at=NOW)
        (before,) = ids(other)
        put(other, claims, [early])
        derive(other, at=NOW)
        assert ids(other) == ids(one)
        assert find(other, before) == find(other, name)
        (end,) = (c for c in other.derivations.changes() if c.incident_id == before and c.kind is ChangeKind.MERGED)
        assert end.into == name
        assert "air strike, 2031-04-10, Tel Amara" in end.what[0]
        assert "same figure: 105 killed" in end.what[-1]


def test_an_incident_that_a_person_named_keeps_its_name() -> None:
    claims, early, late = first_and_second()
    with ledger() as held:
        put(held, claims, [late])
        derive(held, at=NOW)
        (name,) = ids(held)
        held.add_decision(make_decision(Action.PUBLISH, (name,), who="R", at=NOW))
        put(held, claims, [early])
        derive(held, at=NOW)
        (incident,) = held.incidents()
        assert (incident.incident_id, incident.review_state, incident.n_reports) == (name, "published", 2)


def test_a_withdrawn_incident_leaves_a_stone_and_comes_back() -> None:
    claims, early, _ = first_and_second()
    with ledger() as held:
        put(held, claims, [early])
        derive(held, at=NOW)
        before = shown(held)
        (name,) = ids(held)
        reject = make_decision(Action.REJECT, (claims[0].claim_id,), who="R", at=NOW)
        held.add_decision(reject)
        derive(held, at=NOW)
        assert ids(held) == {}
        with pytest.raises(UsageError, match="withdrawn"):
            find(held, name)
        held.add_decision(make_decision(Action.UNDO, (reject.id,), who="R", at=NOW + timedelta(1)))
        derive(held, at=NOW)
        assert shown(held) == before
        assert [c.kind for c in held.derivations.changes()] == [ChangeKind.NEW, ChangeKind.WITHDRAWN, ChangeKind.NEW]


def test_other_rules_derive_all_anew_and_keep_names_and_rulings() -> None:
    struck, next_day = link_cases.claim("a", exactly(12)), link_cases.claim("b", exactly(31), day="2031-04-11")
    with ledger() as held:
        put(held, [struck, next_day], [REPORTS["a"], REPORTS["b"]])
        derive(held, at=NOW, rules="earlier")
        one, other = held.incidents()
        held.add_decision(make_decision(Action.PUBLISH, (one.incident_id,), who="R", at=NOW))
        derive(held, at=NOW, rules="earlier")
        by_these_rules, state = shown(held), held.derivations.state()
        both = replace(one, claims=one.claims + other.claims)  # as if the earlier rules had taken them for one
        as_one = replace(state, incident_of=dict.fromkeys(state.incident_of, one.incident_id))
        held.derivations.save((), [(both, None)], (), as_one)
        assert not derive(held, at=NOW, rules="earlier").anew
        assert not derive(held, at=NOW).anew, "a decision derives no more than it touches"
        assert list(ids(held)) == [one.incident_id]
        assert derive(held, at=NOW, rules="later").anew
        assert (shown(held), held.derivations.state()) == (by_these_rules, replace(state, rules="later"))
        told = [(c.incident_id, c.kind) for c in held.derivations.changes()][-2:]
        assert sorted(told) == sorted([(one.incident_id, ChangeKind.RESTATED), (other.incident_id, ChangeKind.NEW)])
        assert derive(held, at=NOW, rules="later").touched == 0


def test_near_ones_are_told_with_what_spoke_against_them() -> None:
    struck, next_day = link_cases.claim("a", exactly(12)), link_cases.claim("b", exactly(31), day="2031-04-11")
    with ledger() as held:
        put(held, [struck, next_day], [REPORTS["a"], REPORTS["b"]])
        derive(held, at=NOW)
        first, second = held.incidents()
        lines = "\n".join(reasons(held, first, {struck.claim_id: struck}, REPORTS))
        assert second.incident_id in lines
        assert "days apart: 2031-04-10 and 2031-04-11" in lines


def test_a_discounted_incident_is_graded_so_unless_somebody_accepted_it() -> None:
    claims, early, _ = first_and_second()
    with ledger() as held:
        put(held, claims, [early])
        derive(held, at=NOW)
        (name,) = ids(held)
        held.add_decision(make_decision(Action.DISCOUNT, (name,), who="R", at=NOW))
        derive(held, at=NOW)
        (incident,) = held.incidents()
        assert (incident.grade, incident.review_state) == (Grade.DISCOUNTED, "discounted")
        assert derive(held, at=NOW).touched == 0, "a verdict is applied once"


def test_the_history_says_what_changed_and_why() -> None:
    claims = [link_cases.claim("a", exactly(105)), link_cases.claim("b", exactly(112))]
    with ledger() as held:
        for i in "ab":
            put(held, claims, [REPORTS[i]])
            derive(held, at=NOW)
        (_, restated) = held.derivations.changes()
        assert restated.kind is ChangeKind.RESTATED
        assert restated.what[0].startswith("killed, civilian: airwars 105 to 105 -> 105 to 112; ibc ")
        assert any(claims[1].claim_id in words for words in restated.what)


RULINGS = st.builds(
    Ruling,
    st.sampled_from(
        [Action.REJECT, Action.MERGE, Action.SPLIT, Action.CORRECT, Action.DISCOUNT, Action.ACCEPT, Action.UNDO, Action.UNDO]
    ),
    st.integers(0, 20),
    st.integers(0, 20),
)
STEPS = st.lists(st.one_of(st.sets(st.sampled_from("abcdef"), min_size=1), RULINGS), min_size=1, max_size=7)


def piecewise_is_whole(claims: list[Claim], steps: list[set[str] | Ruling]) -> None:
    """Reports come in groups and decisions in between, a derivation after each: then all is as if derived once."""
    with ledger() as grown, ledger() as whole:
        there: set[str] = set()
        for n, step in enumerate([*steps, set("abcdef")]):
            if isinstance(step, Ruling):
                decided(grown, claims, step, n)
            else:
                put(grown, claims, [REPORTS[i] for i in sorted(step - there)])
                there |= step
            derive(grown, at=NOW)
        put(whole, claims, [REPORTS[i] for i in "fedcba"])
        for decision in grown.decisions():
            whole.add_decision(decision)
        derive(whole, at=NOW)
        assert shown(grown) == shown(whole)
        assert grown.derivations.state() == whole.derivations.state()
        history = len(list(grown.derivations.changes()))
        derive(grown, at=NOW)
        grown.forget_readings()
        put(grown, claims, list(REPORTS.values()))
        derive(grown, at=NOW)
        assert shown(grown) == shown(whole)
        assert len(list(grown.derivations.changes())) == history, "nothing changed, so there is nothing to tell"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spread(), STEPS)
def test_piece_by_piece_is_all_at_once(claims: list[Claim], steps: list[set[str] | Ruling]) -> None:
    piecewise_is_whole(claims, steps)
