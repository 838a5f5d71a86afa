"""Tables and charts: the blocks that show figures."""

from collections.abc import Iterator
from typing import Any

from handlers.sandbox.blockkit.objects import BLOCK_ID
from handlers.sandbox.blockkit.rich_text import CONTAINERS
from handlers.sandbox.blockkit.rules import Choice, Either, Flag, Many, Number, Problem, Rule, Shape, String, Typed

_MOST_CHARACTERS = 10_000
_RICH_CELL = Shape({"elements": Many(Typed(CONTAINERS, tuple(CONTAINERS)), 100)})
_TABLE_CELLS: dict[str, Rule] = {"raw_text": Shape({"text": String(least=0)}), "rich_text": _RICH_CELL}
_DATA_CELLS: dict[str, Rule] = {
    "raw_text": Shape({"text": String()}),
    "raw_number": Shape({"value": Number(fraction=True)}, {"text": String()}),
    "rich_text": _RICH_CELL,
}


def _rectangular(value: Any, at: str) -> Iterator[Problem]:
    width = len(value["rows"][0])
    for index, row in enumerate(value["rows"]):
        if len(row) != width:
            yield Problem("every row must have the same number of cells", f"{at}/rows/{index}")
    if value.get("row_header_column_index", 0) >= width:
        yield Problem("must be the index of a column", f"{at}/row_header_column_index")
    if len(value.get("column_settings", ())) > width:
        yield Problem("must not have more settings than columns", f"{at}/column_settings")
    characters = sum(len(cell.get("text", "")) for row in value["rows"] for cell in row)
    if characters > _MOST_CHARACTERS:
        yield Problem(f"must have less than {_MOST_CHARACTERS + 1} characters in all cells", f"{at}/rows")


_COLUMN = Shape({}, {"align": Choice(("left", "center", "right")), "is_wrapped": Flag()})
TABLE = Shape(
    {"rows": Many(Many(Typed(_TABLE_CELLS, tuple(_TABLE_CELLS)), 20), 100)},
    {
        "block_id": BLOCK_ID,
        "column_settings": Many(Either((Choice((None,)), _COLUMN)), 20),
    },
    (_rectangular,),
)
DATA_TABLE = Shape(
    {"caption": String(), "rows": Many(Many(Typed(_DATA_CELLS, tuple(_DATA_CELLS)), 20), 101, least=2)},
    {"block_id": BLOCK_ID, "page_size": Number(1, 100), "row_header_column_index": Number(0, 19)},
    (_rectangular,),
)


def _covers_every_category(value: Any, at: str) -> Iterator[Problem]:
    categories = value["axis_config"]["categories"]
    if len(set(categories)) < len(categories):
        yield Problem("categories must be unique", f"{at}/axis_config/categories")
    for index, series in enumerate(value["series"]):
        if [point["label"] for point in series["data"]] != categories:
            yield Problem("data labels must be the categories, in their order", f"{at}/series/{index}/data")
    names = [series["name"] for series in value["series"]]
    if len(set(names)) < len(names):
        yield Problem("series names must be unique", f"{at}/series")


def _slices_are_positive(value: Any, at: str) -> Iterator[Problem]:
    for index, segment in enumerate(value["segments"]):
        if segment["value"] <= 0:
            yield Problem("must be more than 0", f"{at}/segments/{index}/value")


_POINT = Shape({"label": String(20), "value": Number(fraction=True)})
_AXES = Shape({"categories": Many(String(20), 20)}, {"x_label": String(50, least=0), "y_label": String(50, least=0)})
_LINES = Shape(
    {"series": Many(Shape({"name": String(20), "data": Many(_POINT, 20)}), 6), "axis_config": _AXES},
    also=(_covers_every_category,),
)
_PIE = Shape({"segments": Many(_POINT, 6)}, also=(_slices_are_positive,))
_CHARTS: dict[str, Rule] = {"line": _LINES, "bar": _LINES, "area": _LINES, "pie": _PIE}

DATA_VISUALIZATION = Shape(
    {"title": String(50), "chart": Typed(_CHARTS, tuple(_CHARTS))},
    {"block_id": BLOCK_ID},
)
