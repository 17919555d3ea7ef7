"""What is asked of a few profiles or blocks is what all profiles and blocks would say."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hadba.link import linkage_of
from hadba.link.block import Wanted, blocks_of, candidate_pairs
from hadba.link.crowd import crowds
from hadba.model.claim import Claim
from hadba.model.linkage import Profile
from tests.test_link import REPORTS, ledgers


def profiles_of(claims: list[Claim]) -> list[Profile]:
    by_report = {c.report_id: [d for d in claims if d.report_id == c.report_id] for c in claims}
    return [p for key in sorted(by_report) for p in linkage_of(key, by_report[key], REPORTS[key]).profiles]


@settings(max_examples=60, deadline=None)
@given(ledgers(), st.integers(0, 13))
def test_a_few_blocks_are_found_as_among_all(claims: list[Claim], n: int) -> None:
    profiles = profiles_of(claims)
    chosen = blocks_of(profiles[n % len(profiles)])
    assert all(sorted(Wanted(chosen).of(p)) == sorted(blocks_of(p) & chosen) for p in profiles)
    assert candidate_pairs(profiles, blocks=chosen) <= candidate_pairs(profiles)
    every = frozenset(block for p in profiles for block in blocks_of(p))
    assert candidate_pairs(profiles, blocks=every) == candidate_pairs(profiles)


@settings(max_examples=60, deadline=None)
@given(ledgers(), st.sets(st.integers(0, 13), max_size=4))
def test_the_crowds_of_a_few_are_those_among_all(claims: list[Claim], some: set[int]) -> None:
    profiles = profiles_of(claims)
    only = [p for i, p in enumerate(profiles) if i in some]
    whole = crowds(profiles)
    assert crowds(profiles, only=only) == {p.id: whole[p.id] for p in only if p.id in whole}
