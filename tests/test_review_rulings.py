"""Decisions: what they do to claims, that none is lost, and that their order of arrival does not matter."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hadba.model.attribution import Speaker
from hadba.model.claim import Claim, Family, Realis, Trigger
from hadba.model.decision import Action, Decision, make_decision
from hadba.model.figure import Figure, FigureKind, Victims
from hadba.model.span import Span
from hadba.review.rulings import apply

START = datetime(2017, 6, 1, 9, 0)


def a_claim(name: str) -> Claim:
    figure = Figure(FigureKind.KILLED, Victims.CIVILIAN, 20, 20, None, "at least 20 civilians", Span(0, 21))
    return Claim(
        claim_id=name,
        report_id="r1",
        family=Family.EVENT,
        type="air_strike",
        realis=Realis.ACTUAL,
        spans=(Span(0, 40),),
        trigger=Trigger("strike", 30, 36),
        attribution=(Speaker("Northern Wire"),),
        figures=(figure,),
    )


def ruled(hour: int, action: Action, *targets: str, **values: str) -> Decision:
    named = {key.replace("__", "."): value for key, value in values.items()}
    return make_decision(action, targets, who="Salma", at=START + timedelta(hours=hour), values=named)


CLAIMS = [a_claim(name) for name in "abcd"]


def test_a_correction_changes_the_claim_and_keeps_its_id() -> None:
    fix = ruled(
        1,
        Action.CORRECT,
        "a",
        figures__0__low="18",
        figures__0__point="18",
        when__start='"2017-05-28"',
        when__end='"2017-05-28"',
    )
    fixed = apply(CLAIMS, [fix]).claims[0]
    assert fixed.claim_id == "a"
    assert fixed.figures[0].low == 18
    assert fixed.figures[0].text == "at least 20 civilians"
    assert fixed.when.start == date(2017, 5, 28)
    assert fixed.when.basis == "set by Salma"


def test_a_removed_figure_does_not_shift_later_corrections() -> None:
    found = apply(
        CLAIMS, [ruled(1, Action.CORRECT, "a", figures__0="null"), ruled(2, Action.CORRECT, "a", figures__0__low="19")]
    )
    assert found.claims[0].figures == ()
    assert not found.unusable


def test_a_correction_that_does_not_fit_is_told_and_changes_nothing() -> None:
    wrong = [
        ruled(1, Action.CORRECT, "a", figures__0__low="30"),  # above the point
        ruled(2, Action.CORRECT, "a", figures__3__low="1"),
        ruled(3, Action.CORRECT, "a", claim_id='"z"'),
        ruled(4, Action.CORRECT, "a", when__start='"tomorrow"'),
        ruled(5, Action.CORRECT, "a", figures__0__text='"none"'),
        ruled(6, Action.CORRECT, "a", figures__0__low="many"),
    ]
    found = apply(CLAIMS, wrong)
    assert found.claims == tuple(CLAIMS)
    assert [decision for decision, _ in found.unusable] == [d.id for d in wrong]


def test_the_latest_verdict_wins_and_an_undoing_can_be_undone() -> None:
    reject, accept = ruled(1, Action.REJECT, "a"), ruled(2, Action.ACCEPT, "a")
    undo = ruled(3, Action.UNDO, accept.id)
    again = ruled(4, Action.UNDO, undo.id)
    assert apply(CLAIMS, [reject]).claims == tuple(CLAIMS[1:])
    assert apply(CLAIMS, [reject, accept]).states == {"a": "accepted"}
    assert apply(CLAIMS, [reject, accept, undo]).states == {"a": "rejected"}
    assert apply(CLAIMS, [reject, accept, undo, again]).states == {"a": "accepted"}


def test_a_redaction_outlives_acceptance_and_publication() -> None:
    held = [ruled(1, Action.REDACT, "i1"), ruled(2, Action.ACCEPT, "i1"), ruled(3, Action.PUBLISH, "i1")]
    assert apply([], held).states == {"i1": "redacted"}
    assert apply([], [*held, ruled(4, Action.UNDO, held[0].id)]).states == {"i1": "published"}


def test_a_claim_split_off_leaves_the_rest_together() -> None:
    merge, split = ruled(1, Action.MERGE, "a", "b", "c", "d"), ruled(2, Action.SPLIT, "c", **{"from": '["a", "b", "d"]'})
    found = apply(CLAIMS, [merge, split])
    assert found.must == {("a", "b"), ("a", "d")}
    assert found.cannot == {("a", "c"), ("b", "c"), ("c", "d")}


IDS = st.sampled_from("abcdefg")
RULED = st.lists(
    st.builds(
        lambda action, targets, hour: ruled(hour, action, *targets),
        st.sampled_from([Action.MERGE, Action.SPLIT]),
        st.lists(IDS, min_size=2, max_size=4, unique=True),
        st.integers(0, 20),
    ),
    max_size=12,
)


@given(RULED, st.randoms())
def test_links_never_contradict_and_do_not_depend_on_the_order_of_arrival(decisions: list[Decision], random: object) -> None:
    found = apply([], decisions)
    shuffled = list(decisions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert apply([], shuffled) == found
    group = {name: name for name in "abcdefg"}
    for _ in group:
        for one, other in found.must:
            low = min(group[one], group[other])
            group[one] = group[other] = low
    assert all(group[one] != group[other] for one, other in found.cannot)
