"""Before a message that shows pictures is carried, they are handed over to the platform, each once for all messages."""

import asyncio
from dataclasses import replace

from bot.delivery.parts import File, Part, Parts, Picture
from bot.pictures.models import HandedOver, PictureData, StoredPicture
from bot.ports import AlreadyThere, Courier, Delivered, Outcome, Store, UnitOfWork

TITLE = "Picture"


class Showing:
    """Hands pictures over through one courier, and remembers the platform's ids of them."""

    def __init__(self, store: Store, courier: Courier) -> None:
        self._store = store
        self._courier = courier
        self._one_at_a_time = asyncio.Lock()

    async def ready(self, parts: Parts) -> Parts | Delivered:
        """Return the parts with every picture on the platform, or why that has to wait.

        A picture the platform does not take stays without its id: the message says in words that it is not shown.
        """
        if not any(isinstance(part, Picture) and not part.stands_as for part in parts):
            return parts
        found: list[Part] = []
        async with self._one_at_a_time:
            for part in parts:
                if isinstance(part, Picture) and not part.stands_as:
                    answer = await self._handed_over(part)
                    if answer.outcome in (Outcome.WAIT, Outcome.UNKNOWN):
                        return replace(answer, outcome=Outcome.WAIT)
                    found.append(replace(part, stands_as="".join(answer.files)))
                else:
                    found.append(part)
        return tuple(found)

    async def _handed_over(self, picture: Picture) -> Delivered:
        there, file = await self._store.read(lambda unit: _to_hand_over(unit, picture))
        if there and there.ready:
            return Delivered(Outcome.SENT, files=(there.file,))
        if there is None and file is not None:
            there, answer = await self._upload(picture, file)
            if there is None:
                return answer
        if there is None:
            return Delivered(Outcome.REFUSED, error="picture_erased")
        kept = await self._courier.keep(there.file, TITLE)
        key = {"sha256": picture.sha256, "file": there.file}
        if kept.outcome is Outcome.SENT:
            await self._store.write(lambda unit: unit.change(HandedOver, key, ready=True))
        elif kept.outcome is Outcome.REFUSED:  # the platform has forgotten it: it is handed over anew with the next try
            await self._store.write(lambda unit: unit.remove(HandedOver, **key))
        return kept

    async def _upload(self, picture: Picture, file: File) -> tuple[HandedOver | None, Delivered]:
        answer = await self._courier.hand_over(file)
        if answer.outcome is not Outcome.SENT:
            return None, answer
        there = HandedOver(sha256=picture.sha256, file=answer.files[0])
        try:
            await self._store.write(lambda unit: unit.add(there))
        except AlreadyThere:  # another process was quicker: what was only handed over vanishes by itself
            return None, Delivered(Outcome.WAIT, error="picture_handed_over_twice")
        return there, answer


def _to_hand_over(unit: UnitOfWork, picture: Picture) -> tuple[HandedOver | None, File | None]:
    there = unit.get(HandedOver, sha256=picture.sha256)
    stored = unit.get(StoredPicture, sha256=picture.sha256)
    data = None if there else unit.get(PictureData, sha256=picture.sha256)
    if stored is None or data is None:
        return there, None
    return there, File(file_name(stored), stored.media_type, data.data, TITLE, picture.alt)


def file_name(stored: StoredPicture, number: int = 1) -> str:
    """Return a name for a picture's file, "picture-1.jpg"."""
    ending = stored.media_type.removeprefix("image/").replace("jpeg", "jpg")
    return f"picture-{number}.{ending}"
