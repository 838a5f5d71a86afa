"""Where X sees links in a text. A whole grammar of them is in twitter-text-parser, which is asked for this alone."""

import sys
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Any


def links(text: str, *, bare: bool = True) -> Iterator[tuple[int, int]]:
    """Return where links start and end; without `bare`, only those that begin with http:// or https://.

    A link holds no blank, so each word is asked for by itself: a long text costs no more than its words with a stop.
    """
    if ("." if bare else "://") not in text:
        return
    at = 0
    for line in text.split("\n"):
        for word in line.split(" "):
            if "." in word[1:-1]:
                for found in _extract()(word, bare):
                    start, end = found["indices"]
                    yield at + start, at + end
            at += len(word) + 1


@cache
def _extract() -> Callable[[str, bool], list[dict[str, Any]]]:
    """Load the library's grammar of links without its list of emoji.

    The package's own `__init__` reads that list, of 2019, through a module (`pkg_resources`) that newer Pythons and
    newer setuptools no longer bring. So the package is entered by its side door: as a module that was not run.
    """
    spec = find_spec("twitter_text")
    if spec is None:
        raise ModuleNotFoundError("twitter-text-parser is not installed", name="twitter_text")
    known = sys.modules.get("twitter_text")
    sys.modules["twitter_text"] = module_from_spec(spec)
    try:
        return import_module("twitter_text.extract_urls").extract_urls_with_indices  # type: ignore[no-any-return]
    finally:
        if known is None:
            del sys.modules["twitter_text"]
        else:
            sys.modules["twitter_text"] = known
