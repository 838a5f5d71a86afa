"""What a file is, by its first bytes as Slack does, and else by its name."""

import mimetypes

_BEGINNINGS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
    b"%PDF-": "application/pdf",
    b"PK\x03\x04": "application/zip",
}
_BRANDS = {b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heif", b"avif": "image/avif"}
SHOWN_BY_BROWSERS = ("image/jpeg", "image/png", "image/gif", "image/webp")
_EXTENSIONS = {"image/jpeg": "jpg", "text/plain": "text", "application/octet-stream": "binary"}


def kind_of(name: str, content: bytes) -> str:
    """The media type."""
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp" and content[8:12] in _BRANDS:
        return _BRANDS[content[8:12]]
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def short_name(kind: str) -> str:
    """Slack's `filetype`: the usual extension of a media type."""
    return _EXTENSIONS.get(kind) or kind.rpartition("/")[2].removeprefix("x-")
