"""Shared words are measured exactly, whatever the typography and whatever the order."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from hadba.text.similarity import containment, near_pairs, passages, resemblance, shingles, words

TEXTS = st.lists(st.sampled_from(["one", "two", "three", "four", "five", "six"]), max_size=30).map(" ".join)


def test_typography_makes_no_other_word() -> None:
    assert [w.folded for w in words("The army’s 1,400 men – in ‘Qayyārah’, at 5.30.")] == [
        "the", "armys", "1400", "men", "in", "qayyarah", "at", "5.30",
    ]  # fmt: skip


def test_a_changed_number_breaks_the_passage_and_nothing_else() -> None:
    left = "On Sunday at least 20 civilians were killed in the raid on the old quarter of the city, the agency said"
    right = "Reports say: On Sunday at least 25 civilians were killed in the raid on the old quarter of the city, it is said"
    (passage,) = passages(left, right)
    assert (
        passage.left.of(left) == passage.right.of(right) == "civilians were killed in the raid on the old quarter of the city"
    )
    assert passage.words == 13


@given(left=TEXTS, right=TEXTS)
def test_passages_are_the_same_words_on_both_sides(left: str, right: str) -> None:
    end = 0
    for passage in passages(left, right, least=3):
        said = [w.folded for w in words(passage.left.of(left))]
        assert said == [w.folded for w in words(passage.right.of(right))]
        assert len(said) == passage.words >= 3
        assert passage.left.start >= end
        end = passage.left.end


@given(texts=st.lists(TEXTS, max_size=8), threshold=st.sampled_from([0.2, 0.5, 0.8, 1.0]))
def test_near_pairs_are_all_pairs_above_the_threshold(texts: list[str], threshold: float) -> None:
    sets = {f"k{i}": shingles(text, size=2) for i, text in enumerate(texts)}
    every = ((a, b, resemblance(sets[a], sets[b])) for a, b in combinations(sorted(sets), 2))
    expected = tuple(pair for pair in every if pair[2] >= threshold)
    assert near_pairs(sets.items(), threshold=threshold) == expected
    assert near_pairs(reversed(sets.items()), threshold=threshold) == expected


def test_empty_texts_resemble_nothing() -> None:
    assert shingles("...") == frozenset()
    assert resemblance(shingles(""), shingles("")) == 0.0
    assert containment(shingles(""), shingles("a b c d e f")) == 0.0
    assert containment(shingles("a b c d e"), shingles("a b c d e f")) == 1.0
