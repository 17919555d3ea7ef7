"""The properties of linking, reconciling and deriving, over 10,000 generated ledgers in all:

pytest -m campaign tests/test_link_many.py --hypothesis-show-statistics
"""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hadba.model.claim import Claim
from tests import test_deriving as deriving
from tests import test_link as linking

pytestmark = pytest.mark.campaign
MANY = settings(max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck), database=None)


@MANY
@given(linking.ledgers(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(claims: list[Claim], dice: random.Random) -> None:
    linking.order_does_not_matter(claims, dice)


@MANY
@given(linking.ledgers())
def test_ranges_rise_and_stand_on_their_votes(claims: list[Claim]) -> None:
    linking.ranges_rise(claims)


@MANY
@given(linking.ledgers(), st.integers(0, 13))
def test_an_echo_changes_no_range(claims: list[Claim], which: int) -> None:
    linking.an_echo_adds_nothing(claims, which)


@settings(MANY, max_examples=4_000)
@given(deriving.spread(), deriving.STEPS)
def test_piece_by_piece_is_all_at_once(claims: list[Claim], steps: list[set[str] | deriving.Ruling]) -> None:
    """With rejections, merges, splits, corrections, verdicts and their undoing in between; and derived again for nothing."""
    deriving.piecewise_is_whole(claims, steps)
