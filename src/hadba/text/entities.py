"""spaCy's name finder, driven from here.

Its own loop lets Python's lock go and then takes it again for every question that it asks of a state, some hundred a
token, which is most of what it costs. The same steps through its public methods keep the lock. The names are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc


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
        waiting = [state for state in states if not state.is_final()]
        while waiting:
            waiting = finder.transition_states(waiting, scorer.predict(waiting))
        finder.set_annotations(held, states)
