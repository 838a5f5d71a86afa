"""Pictures as phones and pranksters make them, drawn when they are needed."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image, ImageCms

GPS = {1: "N", 2: (53.0, 47.0, 59.0), 3: "W", 4: (1.0, 32.0, 57.0)}
_ORIENTATION, _MAKE, _GPS_IFD = 0x0112, 0x010F, 0x8825


def walk(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    """A red left half and a blue right half, so that a turn can be seen."""
    picture = Image.new(mode, size, "red")
    picture.paste(Image.new(mode, (size[0] // 2, size[1]), "blue"), (size[0] // 2, 0))
    return picture


def exif(*, orientation: int = 1, gps: bool = True) -> bytes:
    """What a phone writes beside the picture."""
    told = Image.Exif()
    told[_ORIENTATION], told[_MAKE] = orientation, "Amina's phone"
    if gps:
        told.get_ifd(_GPS_IFD).update(GPS)
    return told.tobytes()


def written(kind: str, picture: Image.Image | None = None, **options: Any) -> bytes:
    """The picture in a format's bytes."""
    out = BytesIO()
    (picture or walk()).save(out, kind, **options)
    return out.getvalue()


def jpeg(**options: Any) -> bytes:
    return written("JPEG", exif=exif(**options), comment=b"taken by Amina", quality=95)


def heic() -> bytes:
    pillow_heif.register_heif_opener()
    return written("HEIF", walk((64, 48)), exif=exif())


def moving(frames: int = 3, size: tuple[int, int] = (20, 20)) -> bytes:
    colours = ("red", "green", "blue")
    pictures = [Image.new("P", size, index % 3) for index in range(frames)]
    for picture in pictures:
        picture.putpalette([value for colour in colours for value in Image.new("RGB", (1, 1), colour).tobytes()])
    out = BytesIO()
    pictures[0].save(
        out, "GIF", save_all=True, append_images=pictures[1:], duration=80, loop=0, comment=b"made by Amina"
    )
    return out.getvalue()


def wide_colours() -> bytes:
    """A profile that is not that of every screen, and names its maker."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def bomb(width: int = 40_000, height: int = 40_000) -> bytes:
    """A PNG of a few hundred bytes that says it is 1.6 thousand million pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"\0" * 9999)) + _chunk(b"IEND")
    )


def _chunk(name: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
