"""What comes back of a picture is the picture and nothing else; what is no picture, or a trap, does not come in."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.pictures.apart import clean_apart
from bot.pictures.cleaning import clean
from bot.pictures.unfit import MOST_BYTES, MOST_FRAMES, MOST_SIDE, WHY, Unfit, UnfitError
from tests.cleaning.paintbox import bomb, exif, heic, jpeg, moving, walk, wide_colours, written

PRIVATE = (b"Amina", b"Exif", b"GPS", b"ICC", b"http://ns.adobe.com/xap", b"iTXt", b"tEXt", b"eXIf")


def seen(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (jpeg(), "image/jpeg"),
        (written("PNG", exif=exif()), "image/png"),
        (written("WEBP", exif=exif(), xmp=b"<x:xmpmeta>Amina exif:GPSLatitude</x:xmpmeta>"), "image/webp"),
        (heic(), "image/jpeg"),
    ],
    ids=["jpeg", "png", "webp", "heic"],
)
def test_where_and_by_whom_it_was_taken_stays_behind_and_is_told(data: bytes, media_type: str) -> None:
    assert b"Amina" in data
    cleaned = clean(data)
    assert (cleaned.media_type, cleaned.located) == (media_type, True)
    assert not [word for word in PRIVATE if word in cleaned.data]
    assert not seen(cleaned.data).getexif()
    assert clean(cleaned.data).located is False


def test_a_picture_without_a_place_is_not_said_to_have_one() -> None:
    assert clean(jpeg(gps=False)).located is False


def test_a_picture_taken_sideways_stands_upright() -> None:
    upright = seen(clean(jpeg(orientation=6)).data)
    assert upright.size == (40, 60)
    red, _, blue = upright.getpixel((20, 5))  # type: ignore[misc]
    assert red > 200 and blue < 50


def test_colours_of_another_profile_become_those_of_every_screen() -> None:
    cleaned = clean(written("JPEG", icc_profile=wide_colours()))
    assert "icc_profile" not in seen(cleaned.data).info


def test_what_can_be_seen_through_stays_so() -> None:
    picture = Image.new("RGBA", (10, 10), (255, 0, 0, 0))
    assert seen(clean(written("PNG", picture)).data).getpixel((5, 5)) == (255, 0, 0, 0)


def test_a_printers_colours_are_taken() -> None:
    assert seen(clean(written("JPEG", walk(mode="CMYK"))).data).mode == "RGB"


def test_a_picture_larger_than_any_network_shows_is_scaled_down() -> None:
    cleaned = clean(written("JPEG", walk((8000, 100))))
    assert (cleaned.width, cleaned.height) == (MOST_SIDE, 51)


def test_a_moving_gif_still_moves_and_its_comment_is_gone() -> None:
    data = moving()
    cleaned = clean(data)
    was, now = seen(data), seen(cleaned.data)
    assert now.n_frames == 3 and now.info["duration"] == 80 and now.info["loop"] == 0  # type: ignore[attr-defined]
    assert cleaned.stilled is False
    assert b"Amina" in data and b"Amina" not in cleaned.data
    for frame in range(3):
        was.seek(frame)
        now.seek(frame)
        assert was.convert("RGB").tobytes() == now.convert("RGB").tobytes()


def test_a_moving_picture_of_another_kind_is_stilled_and_that_is_told() -> None:
    data = written("WEBP", walk(), save_all=True, append_images=[walk().rotate(180)], duration=100)
    cleaned = clean(data)
    assert cleaned.stilled is True
    assert getattr(seen(cleaned.data), "n_frames", 1) == 1


def test_what_hides_behind_a_picture_is_left_behind() -> None:
    for data in (jpeg(), written("PNG"), moving()):
        assert b"PK\x03\x04" not in clean(data + b"PK\x03\x04 a whole archive").data


def test_its_name_is_the_hash_of_its_bytes_and_cleaning_twice_gives_the_same() -> None:
    assert clean(jpeg()).sha256 == clean(jpeg()).sha256
    assert len(clean(jpeg()).sha256) == 64


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", Unfit.NO_PICTURE),
        (b"Dear all, the minutes", Unfit.NO_PICTURE),
        (b"%PDF-1.7", Unfit.NO_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Unfit.NO_PICTURE),
        (b"II*\x00", Unfit.NO_PICTURE),
        (b"\xff\xd8\xff" + b"\0" * 11_000_000, Unfit.TOO_BIG),
        (bomb(), Unfit.TOO_MANY_PIXELS),
        (bomb(9000, 7000), Unfit.TOO_MANY_PIXELS),
        (jpeg()[:400], Unfit.BROKEN),
        (written("PNG")[:60], Unfit.BROKEN),
        (moving()[:-60], Unfit.BROKEN),
        (heic()[:300], Unfit.BROKEN),
        (b"\xff\xd8\xff" + b"\0" * 100, Unfit.BROKEN),
        (b"GIF89a", Unfit.BROKEN),
        (moving(MOST_FRAMES + 1), Unfit.TOO_LONG),
    ],
    ids=lambda value: value.name if isinstance(value, Unfit) else "",
)
def test_what_is_no_picture_or_a_trap_is_refused(data: bytes, why: Unfit) -> None:
    with pytest.raises(UnfitError) as refused:
        clean(data)
    assert refused.value.why is why


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([jpeg(), written("PNG"), written("WEBP"), moving()]), st.data())
def test_a_damaged_picture_is_cleaned_or_refused_and_never_anything_else(whole: bytes, data: st.DataObject) -> None:
    spoilt = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    try:
        cleaned = clean(bytes(spoilt))
    except UnfitError:
        return
    assert b"Amina" not in cleaned.data


def test_every_refusal_has_its_sentence() -> None:
    assert set(WHY) == set(Unfit)
    assert MOST_BYTES == 10_000_000


async def test_a_picture_is_opened_in_a_process_of_its_own() -> None:
    assert (await clean_apart(jpeg())).sha256 == clean(jpeg()).sha256
    with pytest.raises(UnfitError) as refused:
        await clean_apart(b"Dear all")
    assert refused.value.why is Unfit.NO_PICTURE


async def test_a_picture_that_takes_too_long_or_too_much_is_given_up() -> None:
    for limits in ({"seconds": 0.001}, {"memory": 30_000_000}):
        with pytest.raises(UnfitError) as refused:
            await clean_apart(jpeg(), **limits)
        assert refused.value.why is Unfit.TOO_HARD
