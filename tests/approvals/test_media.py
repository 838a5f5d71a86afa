"""What has to be said of pictures and video before anybody decides."""

from typing import Any

import pytest

from bot.approvals.draft import Given, Picture
from bot.approvals.media import media_errors
from tests.approvals.office import draft

PICTURE = {"pictures": (Picture(sha256="ab" * 32, alt="Six people"),)}
VIDEO = {"video": "https://example.org/walk.mp4", "people": ("staff",)}


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({}, []),
        (PICTURE | {"people": ("nobody",)}, []),
        (PICTURE, ["people"]),
        (PICTURE | {"people": ("nobody", "staff")}, ["people"]),
        (PICTURE | {"people": ("staff",)}, []),
        (PICTURE | {"people": ("service_user",)}, ["consent"]),
        (PICTURE | {"people": ("staff", "someone_else"), "consent": " "}, ["consent"]),
        (PICTURE | {"people": ("someone_else",), "consent": "C-7"}, []),
        ({"given": (Given(file="F1", alt=" "),), "people": ("nobody",)}, ["alt_1"]),
        (PICTURE | {"given": (Given(file="F1"),), "people": ("nobody",)}, ["alt_2"]),
        ({"given": tuple(Given(file=f"F{n}", alt="A") for n in range(5)), "people": ("nobody",)}, ["pictures"]),
        (VIDEO, ["captions", "video_says"]),
        (VIDEO | {"captions": "no"}, ["video_says"]),
        (VIDEO | {"captions": "silent"}, []),
        (VIDEO | {"captions": "yes", "video_says": "Hello"}, []),
    ],
)
def test_each_gap_is_told_at_its_field(said: dict[str, Any], fields: list[str]) -> None:
    assert sorted(media_errors(draft(**said))) == fields
