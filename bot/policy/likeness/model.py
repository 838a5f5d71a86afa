"""A model: a transformer of six layers (BERT's architecture, as in MiniLM), whose weights are bytes.

There are two, which learnt apart (advised.py). They are read in a process of their own (apart.py), and only there is
numpy loaded.
"""

import json
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from bot.policy.likeness.pieces import Pieces

FIRST, SECOND = (Path(__file__).with_name(f"{name}.npz") for name in ("first", "second"))
_HEADS = 12
_TINY = 1e-12

_Numbers = np.ndarray[Any, np.dtype[np.float32]]


class Model:
    """Says of a text how likely it is that it offends against each theme."""

    def __init__(self, file: Path) -> None:
        with np.load(file) as held:
            told = json.loads(bytes(held["about"]))
            self._weights = {name: _widened(held, name) for name in told["weights"]}
        self.themes: list[str] = told["themes"]
        self.layers: int = told["layers"]
        self.pieces = Pieces(told["pieces"])

    def likely(self, texts: Sequence[str], occasion: str) -> list[list[float]]:
        """Return for each text and theme how likely it is, from 0 to 1; texts are in lower case and ASCII.

        What each word is turned into is worked out for all of them together, so that the weights are fetched once.
        """
        held = self._weights
        numbers = [self.pieces.numbers(small, occasion) for small in texts]
        places = [slice(end - len(one), end) for end, one in zip(accumulate(map(len, numbers)), numbers, strict=True)]
        state = np.concatenate([held["emb"][one] + held["pos"][: len(one)] for one in numbers])
        state = _normal(state, held["ln.w"], held["ln.b"])
        for layer in range(self.layers):
            state = self._layer(state, layer, places)
        said = np.stack([state[place].mean(axis=0) for place in places]) @ held["out.w"].T + held["out.b"]
        likely: list[list[float]] = (1 / (1 + np.exp(-said))).tolist()
        return likely

    def _layer(self, state: _Numbers, layer: int, places: list[slice]) -> _Numbers:
        asks, answers, holds = (self._through(state, layer, name) for name in "qkv")
        heard = np.concatenate([_heard(asks[place], answers[place], holds[place]) for place in places])
        state = self._added(state, self._through(heard, layer, "o"), layer, "l1")
        inner = _gelu(self._through(state, layer, "i"))
        return self._added(state, self._through(inner, layer, "d"), layer, "l2")

    def _through(self, state: _Numbers, layer: int, name: str) -> _Numbers:
        result: _Numbers = state @ self._weights[f"{layer}.{name}.w"].T + self._weights[f"{layer}.{name}.b"]
        return result

    def _added(self, state: _Numbers, more: _Numbers, layer: int, name: str) -> _Numbers:
        return _normal(state + more, self._weights[f"{layer}.{name}.w"], self._weights[f"{layer}.{name}.b"])


def _widened(held: Any, name: str) -> _Numbers:
    """Return weights as numbers: a table of bytes has a scale for each of its rows."""
    weights = held[name]
    scale = held[f"{name}.scale"] if weights.dtype == np.int8 else np.float32(1)
    wide: _Numbers = weights.astype(np.float32) * scale
    return wide


def _heard(asks: _Numbers, answers: _Numbers, holds: _Numbers) -> _Numbers:
    """Return what each word of one text takes from the others, by how well what it asks fits what they answer."""
    asks, answers, holds = (_heads(one) for one in (asks, answers, holds))
    fits = asks @ answers.transpose(0, 2, 1) / np.sqrt(np.float32(asks.shape[-1]))
    fits = np.exp(fits - fits.max(axis=-1, keepdims=True))
    fits /= fits.sum(axis=-1, keepdims=True)
    heard: _Numbers = (fits @ holds).transpose(1, 0, 2).reshape(asks.shape[1], -1)
    return heard


def _heads(state: _Numbers) -> _Numbers:
    return state.reshape(len(state), _HEADS, -1).transpose(1, 0, 2)


def _normal(state: _Numbers, weight: _Numbers, bias: _Numbers) -> _Numbers:
    even = state - state.mean(axis=-1, keepdims=True)
    result: _Numbers = even / np.sqrt((even * even).mean(axis=-1, keepdims=True) + _TINY) * weight + bias
    return result


def _gelu(state: _Numbers) -> _Numbers:
    bent = np.tanh(np.sqrt(np.float32(2 / np.pi)) * (state + np.float32(0.044715) * state**3))
    result: _Numbers = np.float32(0.5) * state * (1 + bent)
    return result
