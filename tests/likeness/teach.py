"""How a model learnt: `python -m tests.likeness.teach BASE first` (or `second`), forty to ninety minutes.

It writes that model's weights. It begins with what MiniLM knows of English (sentence-transformers/all-MiniLM-L6-v2,
Apache-2.0) and learns from tests/wording/lessons and those labelled drafts that are not set aside. BASE is the folder
with MiniLM's `model.safetensors` and `vocab.txt`. It needs torch and safetensors, which nothing else here does; they
are not locked.
"""

import json
import math
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from torch.nn import functional

from bot.policy.likeness.model import FIRST, SECOND
from bot.policy.likeness.pieces import MOST, Pieces
from bot.policy.prepared import prepare
from tests.wording.labelled import BATCHES, LESSONS, Labelled, drafts, lines

THEMES = {
    "confidential": ("confidential",),
    "safe": ("safe",),
    "harassment": ("harass", "swearing"),
    "conflict": ("conflict",),
    "detrimental": ("detrimental",),
    "behalf": ("behalf",),
    "respect": ("stigma",),
    "signpost": ("signpost",),
    "identify": ("identify",),
    "disclaimer": ("disclaimer",),
}
"""The themes of the rules, and the labels that stand for them."""

AT_A_TIME, SPEED_OF_THE_LAST, FORGET = 32, 3e-3, 0.1
LOOKED_AT_EVERY, KEPT_OF_BEFORE = 4, 0.99
"""What is kept is the average of the last few hundred steps: it knows the unseen a little better than the last step."""
SHORT, LONG = (3, 2e-4), (2, 1.2e-4)
"""Rounds and speed: first with the lessons as they are, then also with posts in which one stands among others."""
LONGER, LONGEST = 10_000, 100
SAYS_WHERE = re.compile(r"116 ?123|samaritans|shout|85258|\b111\b|\b999\b|childline|papyrus|calm|mind\b", re.IGNORECASE)
SAYS_WHO = re.compile("next ?steps|views|my own", re.IGNORECASE)
COMMON_WORDS = 11_000  # the vocabulary begins with marks and letters, and goes on from the commonest words to rare ones
SHORT_PIECE = 4
LAYERS = range(6)
HEADS, WIDTH = 12, 384
PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "l1": "attention.output.LayerNorm",
    "i": "intermediate.dense",
    "d": "output.dense",
    "l2": "output.LayerNorm",
}
Weights = dict[str, Any]


def lessons() -> list[Labelled]:
    """Return everything that may be learnt from, each text once."""
    known = [draft for folder in BATCHES.values() for draft in drafts(folder) if not draft.set_aside]
    written = [draft for file in sorted(LESSONS.glob("*.txt")) for draft in lines(file)]
    return list({draft.text: draft for draft in [*known, *written]}.values())


def longer(known: list[Labelled], random: Random) -> list[Labelled]:
    """Return posts in which a lesson stands among ordinary ones of the same voice: what is wrong in it stays wrong."""
    ordinary: dict[str, list[str]] = {}
    for draft in known:
        if not draft.expect:
            ordinary.setdefault(draft.when, []).append(draft.text)
    return [among(draft, ordinary[draft.when], random) for draft in random.sample(known, min(LONGER, len(known)))]


def among(draft: Labelled, ordinary: list[str], random: Random) -> Labelled:
    """Return a draft with up to four ordinary ones around it, none of which mends what is missing in it."""
    labels, parts = {one.clause for one in draft.expect}, [draft.text]
    for text in random.choices(ordinary, k=random.choice((1, 1, 2, 2, 3, 4))):
        mends = ("signpost" in labels and SAYS_WHERE.search(text)) or (
            draft.when == "personal" and SAYS_WHO.search(text)
        )
        if not mends and sum(len(part.split()) for part in (*parts, text)) <= LONGEST:
            parts.insert(random.randint(0, len(parts)), text)
    return replace(draft, text=random.choice((" ", " ", "\n")).join(parts))


def vocabulary(base: Path, texts: list[str]) -> tuple[list[int], list[str]]:
    """Return the pieces that are kept, as the base knows them and as they are written."""
    every = (base / "vocab.txt").read_text(encoding="utf-8").splitlines()
    whole = Pieces(every)
    used = {number for text in texts for word in whole.words(text) for number in whole.of_word(word)}
    kept = [
        number
        for number, piece in enumerate(every)
        if piece.isascii()
        and not piece.startswith("[unused")
        and (number in used or number < COMMON_WORDS or (piece.startswith("##") and len(piece) <= SHORT_PIECE))
    ]
    return kept, [every[number] for number in kept]


def begun(base: Path, kept: list[int]) -> Weights:
    """Return the base's weights under the names our model gives them, and a last layer that knows nothing."""
    held = load_file(str(base / "model.safetensors"))
    weights: Weights = {
        "emb": held["embeddings.word_embeddings.weight"][kept],
        "pos": held["embeddings.position_embeddings.weight"][:MOST]
        + held["embeddings.token_type_embeddings.weight"][0],
        "ln.w": held["embeddings.LayerNorm.weight"],
        "ln.b": held["embeddings.LayerNorm.bias"],
        "out.w": torch.zeros(len(THEMES), WIDTH),
        "out.b": torch.full((len(THEMES),), -2.0),
    }
    for place, layer in enumerate(LAYERS):
        for name, part in PARTS.items():
            for short, long in (("w", "weight"), ("b", "bias")):
                weights[f"{place}.{name}.{short}"] = held[f"encoder.layer.{layer}.{part}.{long}"]
    return {name: weight.clone().requires_grad_(True) for name, weight in weights.items()}


def said(weights: Weights, texts: list[list[int]], forget: float = 0.0) -> Any:
    """Return what the model says of some texts: the same sums as `bot.policy.likeness.model`, many at a time."""

    def through(state: Any, layer: int, name: str) -> Any:
        return functional.linear(state, weights[f"{layer}.{name}.w"], weights[f"{layer}.{name}.b"])

    def normal(state: Any, name: str) -> Any:
        return functional.layer_norm(state, (WIDTH,), weights[f"{name}.w"], weights[f"{name}.b"], 1e-12)

    def dropped(state: Any) -> Any:
        return functional.dropout(state, forget)

    longest, count = max(map(len, texts)), len(texts)
    numbers = torch.tensor([text + [0] * (longest - len(text)) for text in texts])
    there = torch.tensor([[1.0] * len(text) + [0.0] * (longest - len(text)) for text in texts])
    away = ((1 - there) * -1e9)[:, None, None, :]
    state = dropped(normal(weights["emb"][numbers] + weights["pos"][:longest], "ln"))
    for layer, _ in enumerate(LAYERS):
        parts = (through(state, layer, name).view(count, longest, HEADS, -1).transpose(1, 2) for name in "qkv")
        heard = functional.scaled_dot_product_attention(*parts, attn_mask=away)
        heard = through(heard.transpose(1, 2).reshape(count, longest, WIDTH), layer, "o")
        state = normal(state + dropped(heard), f"{layer}.l1")
        inner = functional.gelu(through(state, layer, "i"), approximate="tanh")
        state = normal(state + dropped(through(inner, layer, "d")), f"{layer}.l2")
    middle = (state * there[..., None]).sum(1) / there.sum(1, keepdim=True)
    return functional.linear(middle, weights["out.w"], weights["out.b"])


def batches(texts: list[list[int]], random: Random) -> Iterator[list[int]]:
    """Yield the places of some texts at a time, of like length, in a new order."""
    order = list(range(len(texts)))
    random.shuffle(order)
    found = []
    for first in range(0, len(order), AT_A_TIME * 20):
        near = sorted(order[first : first + AT_A_TIME * 20], key=lambda place: len(texts[place]))
        found += [near[at : at + AT_A_TIME] for at in range(0, len(near), AT_A_TIME)]
    random.shuffle(found)
    yield from found


def learn(
    weights: Weights, pieces: Pieces, known: list[Labelled], rounds: int, fastest: float, random: Random
) -> Weights:
    """Change the weights until they say of the drafts what their labels say, and return their average."""
    texts = [pieces.numbers(prepare(draft.text).small, draft.when) for draft in known]
    labels = [{one.clause for one in draft.expect} for draft in known]
    wanted = torch.tensor([[float(not label.isdisjoint(names)) for names in THEMES.values()] for label in labels])
    last = [weights["out.w"], weights["out.b"]]
    body = [weight for name, weight in weights.items() if not name.startswith("out")]
    teacher = torch.optim.AdamW([{"params": body, "weight_decay": 0.01}, {"params": last}])
    average = {name: weight.detach().clone() for name, weight in weights.items()}
    steps, step = rounds * math.ceil(len(texts) / AT_A_TIME), 0
    for _ in range(rounds):
        for places in batches(texts, random):
            pace = min(1, (step + 1) / (0.06 * steps)) * max(0.02, (steps - step) / steps)
            for group, speed in zip(teacher.param_groups, (fastest, SPEED_OF_THE_LAST), strict=True):
                group["lr"] = speed * pace
            heard = said(weights, [texts[place] for place in places], FORGET)
            loss = functional.binary_cross_entropy_with_logits(heard, wanted[places])
            teacher.zero_grad()
            loss.backward()
            teacher.step()
            step += 1
            if step % LOOKED_AT_EVERY == 0:
                kept = min(KEPT_OF_BEFORE, (step + 1) / (step + 10))
                for name, weight in weights.items():
                    average[name].lerp_(weight.detach(), 1 - kept)
    return {name: weight.requires_grad_(True) for name, weight in average.items()}


def write(weights: Weights, pieces: list[str], file: Path) -> None:
    """Write the weights, the large ones as a byte each with a scale for each row."""
    held: dict[str, Any] = {}
    for name, weight in weights.items():
        numbers = weight.detach().numpy().astype(np.float32)
        held[name] = numbers
        if numbers.ndim > 1 and name != "out.w":
            scale = np.abs(numbers).max(axis=1, keepdims=True) / 127
            scale[scale == 0] = 1
            held[name], held[f"{name}.scale"] = np.rint(numbers / scale).astype(np.int8), scale
    about = {"themes": list(THEMES), "layers": len(LAYERS), "weights": list(weights), "pieces": pieces}
    held["about"] = np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)
    np.savez_compressed(file, **held)


def main() -> None:
    """Learn, and write what was learnt."""
    base, known = Path(sys.argv[1]), lessons()
    seed, file = {"first": (0, FIRST), "second": (1, SECOND)}[sys.argv[2]]
    random = Random(seed)
    torch.manual_seed(seed)
    kept, written = vocabulary(base, [prepare(draft.text).small for draft in known])
    pieces, weights = Pieces(written), begun(base, kept)
    weights = learn(weights, pieces, known, *SHORT, random)
    weights = learn(weights, pieces, [*known, *longer(known, random)], *LONG, random)
    write(weights, written, file)


if __name__ == "__main__":
    main()
