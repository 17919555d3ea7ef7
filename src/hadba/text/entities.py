"""spaCy's name finder, driven from here.

Its own loop lets Python's lock go and then takes it again for every question that it asks of a state, some hundred a
token, which is most of what it costs. The same steps through its public methods keep the lock. The names are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

Floats = NDArray[np.float32]


class NameFinder:
    """The name finder of ``model``, which then no longer runs in its pipeline."""

    def __init__(self, model: Language) -> None:
        self._finder: Any = model.get_pipe("ner")
        model.disable_pipe("ner")

    def mark(self, docs: Sequence[Doc]) -> None:
        """Write the names into ``docs``; all take their steps together, one token each."""
        finder = self._finder
        held = [doc for doc in docs if len(doc)]
        if not held:
            return
        states = finder.moves.init_batch(held)
        scorer = finder.model.predict(held)
        scores = _scores_of(finder.model, scorer) or scorer.predict
        waiting = [state for state in states if not state.is_final()]
        while waiting:
            waiting = finder.transition_states(waiting, scores(waiting))
        finder.set_annotations(held, states)


def _scores_of(model: Any, scorer: Any) -> Callable[[list[Any]], Floats] | None:
    """The scores of steps as ``scorer`` of ``model`` gives them, from the same weights in fewer calls; null where the model is
    of another make."""
    _, lower, upper = model.layers
    if lower.name != "precomputable_affine" or upper.name != "linear" or model.attrs["unseen_classes"]:
        return None
    pieces = lower.get_dim("nP")
    parts = lower.predict(scorer.tokvecs)  # (1 + words, features, outputs, pieces); the first for no word
    tables = [np.ascontiguousarray(parts[:, n]).reshape(len(parts), -1) for n in range(parts.shape[1])]
    bias = lower.get_param("b").reshape(-1)
    weights, shift = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")

    def scores(states: list[Any]) -> Floats:
        words = scorer.get_token_ids(states) + 1
        held = tables[0][words[:, 0]]
        for n, table in enumerate(tables[1:], 1):
            held += table[words[:, n]]
        held += bias
        largest = held[:, ::pieces]
        for k in range(1, pieces):
            largest = np.maximum(largest, held[:, k::pieces])
        total: Floats = largest @ weights + shift
        return total

    return scores
