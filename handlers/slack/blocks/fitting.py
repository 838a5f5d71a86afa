"""Making a list of blocks fit: ids by position, joined where they can be, and a note for what had to be left out."""

import json

from handlers.slack.blocks import limits
from handlers.slack.blocks.rich import weight
from handlers.slack.blocks.text import Block, plain

_LEFT_OUT = "There is more than fits into one message here."
_KEPT = frozenset({"actions", "input"})
_ID_ROOM = 30  # every block gets an id of its own, which is not there yet when the blocks are measured


def fitted(blocks: list[Block], most: int, room: int) -> list[Block]:
    """Return at most `most` blocks that are at most `room` characters of JSON, buttons and fields left out last."""
    if not _fits(blocks, most, room):
        blocks = _shortened(_joined(blocks), most, room)
    for position, block in enumerate(blocks):
        block.setdefault("block_id", f"part-{position}")
    return blocks


def _fits(blocks: list[Block], most: int, room: int) -> bool:
    return len(blocks) <= most and len(json.dumps(blocks, ensure_ascii=False)) + len(blocks) * _ID_ROOM <= room


def _joined(blocks: list[Block]) -> list[Block]:
    """Return the blocks with neighbours of one kind put together, as far as one block holds them."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else {}
        if block["type"] == last.get("type") == "rich_text" and weight(last) + weight(block) <= limits.RICH_TEXT:
            joined[-1] = {"type": "rich_text", "elements": last["elements"] + block["elements"]}
        else:
            joined.append(block)
    return joined


def _shortened(blocks: list[Block], most: int, room: int) -> list[Block]:
    note: Block = {"type": "context", "elements": [plain(_LEFT_OUT, limits.CONTEXT_TEXT)]}
    place = len(blocks)
    while not _fits([*blocks, note], most, room):
        loose = [position for position, block in enumerate(blocks) if block["type"] not in _KEPT]
        place = loose[-1] if loose else len(blocks) - 1
        del blocks[place]
    blocks.insert(place, note)
    return blocks
