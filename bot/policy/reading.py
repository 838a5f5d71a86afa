"""YAML files as plain values that still know their lines, so that a mistake can be pointed at."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

Where = tuple[str | int, ...]

# The C parser is about ten times as fast; a build of PyYAML without it reads the same files.
_Loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, order=True)
class Mistake:
    """Something in a pack that must be put right: where, what, and how. Lines are counted from 1."""

    file: str
    line: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.what} {self.remedy}"


@dataclass(frozen=True)
class Read:
    """One file: its values, and the nodes they came from."""

    file: str
    values: Any
    node: yaml.Node | None

    def line(self, path: Where) -> int:
        """Return the line of the deepest thing on the path that is there."""
        node, line = self.node, 1
        for step in path:
            if isinstance(node, yaml.MappingNode):
                pair = next(((key, value) for key, value in node.value if key.value == str(step)), None)
                if pair is None:
                    break
                line, node = pair[0].start_mark.line + 1, pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + 1
        return line


def read(path: Path) -> tuple[Read, list[Mistake]]:
    """Read one file; what cannot be read is told as a mistake, with empty values."""
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        values = loader.construct_document(node) if node else None
    except UnicodeDecodeError:
        return Read(path.name, None, None), [Mistake(path.name, 1, "This is not UTF-8 text.", "Save it as UTF-8.")]
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = f"This is not YAML: {error.problem or error.context}."
        remedy = "Check the indentation, and put words with a colon or a # in quotation marks."
        return Read(path.name, None, None), [Mistake(path.name, line, what, remedy)]
    return Read(path.name, values, node), _twice(path.name, node)


def _twice(file: str, node: yaml.Node | None) -> list[Mistake]:
    """YAML keeps the last of two equal keys in silence; a pack may not lose a line that way."""
    mistakes: list[Mistake] = []
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            mistakes += _twice(file, item)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                mistakes.append(Mistake(file, line, f"“{key.value}” is there twice.", "Keep one of them."))
            seen.add(key.value)
            mistakes += _twice(file, value)
    return mistakes
