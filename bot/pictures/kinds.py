"""What a picture is, by its first bytes: its name and what the sender says of it prove nothing."""

from enum import StrEnum


class Kind(StrEnum):
    """The formats that are taken, by the names Pillow has for them."""

    JPEG = "JPEG"
    PNG = "PNG"
    GIF = "GIF"
    WEBP = "WEBP"
    HEIF = "HEIF"


_BEGINNINGS = {
    b"\xff\xd8\xff": Kind.JPEG,
    b"\x89PNG\r\n\x1a\n": Kind.PNG,
    b"GIF87a": Kind.GIF,
    b"GIF89a": Kind.GIF,
}
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
"""ISO/IEC 23008-12: pictures coded with HEVC, as phones write them."""


def kind_of(data: bytes) -> Kind | None:
    """Return the format, or None when it is none of those that are taken."""
    for beginning, kind in _BEGINNINGS.items():
        if data.startswith(beginning):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    return Kind.HEIF if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS else None
