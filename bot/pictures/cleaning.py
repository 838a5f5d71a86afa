"""A picture from outside is opened, judged and drawn anew, so that nothing but the picture itself comes back.

Whatever else was in the file does not: where and when it was taken, with what and by whom, comments, colour profiles,
thumbnails, and anything hidden behind its end. Damaged and malicious files must be expected here, so this runs in a
process of its own (`bot.pictures.apart`), and dimensions are looked at before anything is decoded.
"""

import warnings
from io import BytesIO

import pillow_heif
from PIL import Image, ImageCms, ImageOps

from bot.pictures.cleaned import Cleaned
from bot.pictures.gif import only_pictures
from bot.pictures.kinds import Kind, kind_of
from bot.pictures.unfit import (
    MOST_BYTES,
    MOST_FRAMES,
    MOST_PIXELS,
    MOST_PIXELS_MOVING,
    MOST_SIDE,
    Unfit,
    UnfitError,
)

_GPS, _LATITUDE = 0x8825, 2
_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, ZeroDivisionError)
"""What Pillow raises on files that are not as they should be."""

_SAVED_AS = {Kind.JPEG: Kind.JPEG, Kind.HEIF: Kind.JPEG, Kind.PNG: Kind.PNG, Kind.WEBP: Kind.WEBP}
_MEDIA_TYPES = {Kind.JPEG: "image/jpeg", Kind.PNG: "image/png", Kind.WEBP: "image/webp", Kind.GIF: "image/gif"}
_QUALITY = {Kind.JPEG: {"quality": 92, "optimize": True}, Kind.PNG: {}, Kind.WEBP: {"quality": 92}}


def clean(data: bytes) -> Cleaned:
    """Return the picture cleaned, the right way up; raises `UnfitError`."""
    if len(data) > MOST_BYTES:
        raise UnfitError(Unfit.TOO_BIG)
    kind = kind_of(data)
    if kind is None:
        raise UnfitError(Unfit.NO_PICTURE)
    pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(BytesIO(data), formats=[kind]) as picture:
            return _cleaned(picture, kind, data)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise UnfitError(Unfit.TOO_MANY_PIXELS) from None
    except MemoryError:
        raise UnfitError(Unfit.TOO_HARD) from None
    except _DAMAGED:
        raise UnfitError(Unfit.BROKEN) from None


def _cleaned(picture: Image.Image, kind: Kind, data: bytes) -> Cleaned:
    located = _tells_where(picture, data)
    if kind is Kind.GIF:
        _play(picture)
        return Cleaned(_MEDIA_TYPES[kind], *picture.size, located, stilled=False, data=only_pictures(data))
    stilled = getattr(picture, "n_frames", 1) > 1 and kind is not Kind.JPEG
    drawn = _drawn(picture)
    out, saved_as = BytesIO(), _SAVED_AS[kind]
    if saved_as is Kind.JPEG:
        drawn = drawn.convert("RGB")
    drawn.save(out, saved_as, **_QUALITY[saved_as])
    return Cleaned(_MEDIA_TYPES[saved_as], *drawn.size, located, stilled, out.getvalue())


def _drawn(picture: Image.Image) -> Image.Image:
    """Return the picture's pixels alone: upright, in the colours every screen has, no larger than is ever shown."""
    profile = picture.info.get("icc_profile")
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    see_through = "A" in upright.getbands() or "transparency" in upright.info
    if upright.mode != "CMYK":
        upright = upright.convert("RGBA" if see_through else "RGB")
    upright = _in_common_colours(upright, profile)
    upright.thumbnail((MOST_SIDE, MOST_SIDE))
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    return bare


def _in_common_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB: its own profile, which can tell the device, is not kept."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile:
        try:
            theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, theirs, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # a profile that cannot be used says nothing
        if converted is not None:
            return converted
    return picture.convert(mode)


def _play(picture: Image.Image) -> None:
    """Decode every frame, so that one that is damaged, or too many, is found here and not by somebody's phone."""
    pixels = picture.width * picture.height
    for frame in range(MOST_FRAMES + 1):
        try:
            picture.seek(frame)
        except EOFError:
            return
        if frame == MOST_FRAMES or pixels * (frame + 1) > MOST_PIXELS_MOVING:
            raise UnfitError(Unfit.TOO_LONG)
        picture.load()


def _tells_where(picture: Image.Image, data: bytes) -> bool:
    """Return whether the file says where it was taken, in EXIF or, as text, in XMP."""
    return _LATITUDE in picture.getexif().get_ifd(_GPS) or b"GPSLatitude" in data
