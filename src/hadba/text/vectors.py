"""The parser's networks that give each word a vector of what stands around it, reckoned word by word and block by block.

spaCy looks every word of every text up in its tables anew and mixes what it finds, although the same word always comes out
the same: here that is done once a word. The layers that look at neighbours go over the text in blocks that stay in the
processor's nearest memory. Results differ from spaCy's own in the last bits, as numpy's products do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

Floats = NDArray[np.float32]
Word = tuple[int, ...]  # a word as the tables see it: its form, its norm, whether a blank follows

MOST = 60_000  # words whose vectors are kept (23 MB a network); a day-long run must not grow without end
BLOCK = 384  # words that are taken together: their rows and products fill half of a megabyte
_SMALL = 1e-8  # kept away from nought under the root, as in training
_MIXED = "with_array(maxout>>layernorm>>dropout)"
_LAYER = "residual(expand_window>>maxout>>layernorm>>dropout)"


def reckon_words_once(model: Language) -> None:
    """Let the networks of ``model`` reckon so, where they are of the make that is known here; others stay as they are."""
    if "tok2vec" in model.pipe_names and _is_known(network := _part(model, "tok2vec").model):
        _part(model, "tok2vec").model = _replacing(network)
    if "ner" in model.pipe_names:
        chain = _part(model, "ner").model.layers[0]
        if chain.layers and _is_known(chain.layers[0]):
            chain.layers[0] = _replacing(chain.layers[0])


def _part(model: Language, name: str) -> Any:
    return model.get_pipe(name)


def _is_known(network: Any) -> bool:
    """Whether it is a table lookup, a mixture and some layers over each word and its two neighbours."""
    if len(network.layers) != 2 or len(network.layers[0].layers) != 5:
        return False
    (features, _, _, mixed, _), around = network.layers[0].layers, network.layers[1]
    layers = around.layers[0].layers
    return (
        features.name == "extract_features"
        and mixed.name == _MIXED
        and len(layers) > 1
        and all(layer.name == _LAYER and layer.layers[0].layers[0].attrs["window_size"] == 1 for layer in layers)
    )


def _replacing(network: Any) -> Any:
    encoder = _Encoder(network)

    def forward(_: Any, docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], Any]:
        return encoder.vectors(docs), None

    return Model("vectors", forward, dims={"nO": encoder.width})


@dataclass(frozen=True, slots=True)
class _Layer:
    """A layer over three words of n numbers each: the largest of its p pieces, brought to mean 0 and variance 1, then scaled;
    ``weights`` (3n, p*n) and ``bias`` (p*n) hold piece after piece."""

    weights: Floats
    bias: Floats
    scale: Floats
    shift: Floats

    @staticmethod
    def of(residual: Any) -> _Layer:
        _, maxout, norm, _ = _flat(residual.layers[0])
        out, pieces, into = maxout.get_param("W").shape
        weights = maxout.get_param("W").transpose(2, 1, 0).reshape(into, pieces * out)
        bias = maxout.get_param("b").T.reshape(pieces * out)
        return _Layer(np.ascontiguousarray(weights), np.ascontiguousarray(bias), norm.get_param("G"), norm.get_param("b"))


def _flat(chain: Any) -> list[Any]:
    """The layers of nested chains, in order."""
    return [part for layer in chain.layers for part in (_flat(layer) if ">>" in layer.name else [layer])]


@dataclass
class _Words:
    """Vectors of words met before."""

    vectors: Floats
    rows: dict[Word, int] = field(default_factory=dict)


class _Encoder:
    def __init__(self, network: Any) -> None:
        embedding, around = network.layers
        features, _, self._tables, self._mixed, _ = embedding.layers
        self._columns = features.attrs["columns"]
        self._layers = [_Layer.of(layer) for layer in around.layers[0].layers]
        self._apart = around.attrs["pad"]  # empty rows between texts
        self.width = int(network.get_dim("nO"))
        self._known = _Words(np.empty((0, self.width), np.float32))

    def vectors(self, docs: Sequence[Doc]) -> list[Floats]:
        """One array a text: a row a word."""
        rows = self._rows(docs)
        starts, at = [], 1 + self._apart  # one row more at each end: the neighbours of the first and the last
        for held in rows:
            starts.append(at)
            at += len(held) + self._apart if held else 0
        whole = np.zeros((at + 1, self.width), np.float32)
        for start, held in zip(starts, rows, strict=True):
            whole[start : start + len(held)] = self._known.vectors[held]
        other, work = np.zeros_like(whole), _Work(self._layers[0])
        for layer in self._layers:
            _apply(layer, whole, other, work)
            whole, other = other, whole
        return [whole[start : start + len(held)] for start, held in zip(starts, rows, strict=True)]

    def _rows(self, docs: Sequence[Doc]) -> list[list[int]]:
        """Where the vectors of each text's words are kept."""
        words: list[list[Word]] = [list(map(tuple, doc.to_array(["ORTH", "NORM", "SPACY"]).tolist())) for doc in docs]
        known = self._known.rows
        if not all(map(known.__contains__, (word for text in words for word in text))):
            self._learn(docs, words)
            known = self._known.rows
        return [[known[word] for word in text] for text in words]

    def _learn(self, docs: Sequence[Doc], words: Sequence[Sequence[Word]]) -> None:
        if len(self._known.rows) > MOST:
            self._known = _Words(vectors=self._known.vectors)
        known, features = self._known, []
        for doc, text in zip(docs, words, strict=True):
            new = {word: i for i, word in enumerate(text) if word not in known.rows}
            if new:
                features.append(doc.to_array(self._columns)[list(new.values())])
                known.rows.update(zip(new, range(len(known.rows), len(known.rows) + len(new)), strict=True))
        mixed = self._mixed.predict(self._tables.predict(np.concatenate(features)))
        self._room(len(known.rows))[len(known.rows) - len(mixed) : len(known.rows)] = mixed

    def _room(self, words: int) -> Floats:
        """The table, large enough for so many words: made at once, since one that grows by bits leaves holes in memory."""
        held = self._known.vectors
        if len(held) < words:
            self._known.vectors = np.empty((max(MOST, 2 * words), self.width), np.float32)
            self._known.vectors[: len(held)] = held
        return self._known.vectors


class _Work:
    """Room for one block, used again for each."""

    def __init__(self, layer: _Layer) -> None:
        into, out = layer.weights.shape
        self.beside = np.empty((BLOCK, into), np.float32)  # each word between its neighbours
        self.product = np.empty((BLOCK, out), np.float32)
        self.largest = np.empty((BLOCK, len(layer.scale)), np.float32)
        self.mean = np.full(len(layer.scale), 1 / len(layer.scale), np.float32)


def _apply(layer: _Layer, before: Floats, after: Floats, work: _Work) -> None:
    """Write ``before`` and what the layer adds to it into ``after``, all but the first and the last row."""
    n = before.shape[1]
    for start in range(0, len(before) - 2, BLOCK):
        end = min(start + BLOCK, len(before) - 2)
        size = end - start
        beside, product, y = work.beside[:size], work.product[:size], work.largest[:size]
        for k in range(3):
            beside[:, k * n : (k + 1) * n] = before[start + k : end + k]
        np.matmul(beside, layer.weights, out=product)
        product += layer.bias
        np.maximum(product[:, :n], product[:, n : 2 * n], out=y)
        for k in range(2 * n, product.shape[1], n):
            np.maximum(y, product[:, k : k + n], out=y)
        y -= (y @ work.mean)[:, None]
        spread = np.einsum("ij,ij->i", y, y) / n + _SMALL
        y *= (1 / np.sqrt(spread))[:, None].astype(np.float32)
        y *= layer.scale
        y += layer.shift
        np.add(before[start + 1 : end + 1], y, out=after[start + 1 : end + 1])
