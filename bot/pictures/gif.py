"""A GIF without anything but its pictures, which are not drawn anew: a moving one stays exactly as it was.

A GIF is a row of blocks (https://www.w3.org/Graphics/GIF/spec-gif89a.txt): comments, text and what programs add
(places, authors, XMP) are left out; pictures, their timing and how often they repeat are kept.
"""

_TRAILER, _EXTENSION, _PICTURE = 0x3B, 0x21, 0x2C
_TIMING, _PROGRAM = 0xF9, 0xFF
_REPEATS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def only_pictures(data: bytes) -> bytes:
    """Return the GIF's own blocks; raises `IndexError` or `ValueError` where it is damaged."""
    place = 13 + _colours(data[10])
    kept = [data[:place]]
    while data[place] != _TRAILER:
        start = place
        if data[place] == _PICTURE:
            place = _after_pieces(data, place + 11 + _colours(data[place + 9]))
            kept.append(data[start:place])
        elif data[place] == _EXTENSION:
            label, place = data[place + 1], _after_pieces(data, place + 2)
            program = data[start + 3 : start + 14]
            if label == _TIMING or (label == _PROGRAM and program in _REPEATS):
                kept.append(data[start:place])
        else:
            raise ValueError("no block begins like this")
    return b"".join([*kept, bytes([_TRAILER])])


def _colours(flags: int) -> int:
    """Return how many bytes the colour table takes that these flags announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _after_pieces(data: bytes, place: int) -> int:
    while length := data[place]:
        place += length + 1
    return place + 1
