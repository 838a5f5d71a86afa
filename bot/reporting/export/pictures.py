"""Pictures on paper: the cleaned bytes that were approved stand in the page itself, each with its alternative text."""

from base64 import b64encode

from bot.approvals.draft import Draft
from bot.pictures.keeping import picture_bytes
from bot.pictures.models import StoredPicture
from bot.reporting.export.markup import Markup, element, image, joined
from bot.work import Work


def pictures_told(work: Work, draft: Draft) -> Markup:
    """Return the pictures of a revision; one whose bytes are erased is told by its alternative text alone."""
    return joined(*(_picture(work, picture.sha256, picture.alt) for picture in draft.pictures))


def _picture(work: Work, sha256: str, alt: str) -> Markup:
    stored, data = work.unit.get(StoredPicture, sha256=sha256), picture_bytes(work, sha256)
    told = element("figcaption", f"Alt text: {alt}" if alt else "Without alt text: it was marked as decoration.")
    if stored is None or data is None:
        gone = element("p", "The picture itself was erased.", class_="gone")
        return element("figure", gone, told, class_="picture")
    source = f"data:{stored.media_type};base64,{b64encode(data).decode()}"
    return element("figure", image(source, alt), told, class_="picture")
