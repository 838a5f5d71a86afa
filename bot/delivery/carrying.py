"""Carrying one errand to the platform: draw again what stands, look for what may already stand, post the rest."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.delivery.errands import Errand, Place
from bot.delivery.messages import PINNED, Name
from bot.delivery.models import Posting
from bot.delivery.parts import File, Parts
from bot.ports import Courier, Delivered, Outcome

log = logging.getLogger(__name__)

GONE = frozenset({"message_not_found", "edit_window_closed", "cant_update_message", "channel_not_found"})
"""Why a message cannot be drawn again: it must be posted anew."""

CANNOT_LOOK = frozenset(
    {
        "unknown_method",
        "missing_scope",
        "not_in_channel",
        "channel_not_found",
        "not_allowed_token_type",
        "access_denied",
    }
)
"""Why the platform will not say whether a message stands there, however often it is asked."""


@dataclass(frozen=True)
class Result:
    """How an errand ended: what stands where, and the first outcome that was not SENT."""

    standing: tuple[tuple[Place, Delivered], ...]
    outcome: Delivered
    blind: str = ""  # why the platform did not let us look before sending again
    removed: tuple[Place, ...] = ()  # where it stands no longer


class Carrier:
    """Carries errands through one courier."""

    def __init__(self, courier: Courier) -> None:
        self._courier = courier

    async def carry(self, errand: Errand, in_time: Callable[[], bool]) -> Result:
        """Bring the errand to each of its places; `in_time` says whether the lease still outlasts a request."""
        if errand.over:
            return await self._draw_over(errand)
        if errand.row.message == Name.HOME:
            return await self._draw_homes(errand)
        if errand.row.message == Name.DISCARD:
            return Result((), await self._courier.discard(errand.row.about))
        standing: list[tuple[Place, Delivered]] = []
        worst, blind = Delivered(Outcome.SENT), ""
        for place in errand.places if errand.parts is not None else ():
            outcome, unseen = await self._bring(errand, errand.parts or (), place, in_time)
            blind = blind or unseen
            if outcome.outcome is Outcome.SENT and errand.row.message in PINNED:
                outcome = await self._pin(outcome)
            if outcome.outcome is Outcome.SENT:
                standing.append((place, outcome))
            elif worst.outcome in (Outcome.SENT, Outcome.REFUSED):
                worst = outcome
        return Result(tuple(standing), worst, blind)

    async def _draw_over(self, errand: Errand) -> Result:
        """Draw over what stands, and take away what cannot be drawn: old words must not stay."""
        removed: list[Place] = []
        worst = Delivered(Outcome.SENT)
        for place in errand.places:
            if place.standing is None:
                continue
            there, done = (place.standing.channel, place.standing.ts), Delivered(Outcome.REFUSED)
            if errand.parts is not None:
                done = await self._courier.redraw(*there, errand.parts)
            if done.outcome is Outcome.REFUSED:
                done = await self._take_away(place.standing)
                removed += [place] if done.outcome is Outcome.SENT else []
            if done.outcome is not Outcome.SENT and worst.outcome in (Outcome.SENT, Outcome.REFUSED):
                worst = done
        return Result((), worst, removed=tuple(removed))

    async def _draw_homes(self, errand: Errand) -> Result:
        done = [await self._courier.home(place.platform_id, errand.parts or ()) for place in errand.places]
        return Result((), next(iter(done), Delivered(Outcome.SENT)))

    async def _bring(
        self, errand: Errand, parts: Parts, place: Place, in_time: Callable[[], bool]
    ) -> tuple[Delivered, str]:
        if place.standing:
            drawn = await self._redraw(place.standing.channel, place.standing.ts, parts)
            if drawn.outcome is not Outcome.REFUSED or drawn.error not in GONE:
                return replace(drawn, files=tuple(place.standing.files)), ""
        channel = place.channel or await self._channel_of(place.platform_id)
        if isinstance(channel, Delivered):
            return channel, ""
        number, blind = errand.row.id or 0, ""
        if errand.row.unsure:
            since = errand.row.queued_at
            found = await self._courier.look_up(channel, row=number, thread=place.thread, since=since)
            if found.outcome is Outcome.SENT and errand.drawn_again:
                # What arrived then may be out of date by now.
                drawn = await self._redraw(found.channel, found.ts, parts)
                return replace(drawn, files=found.files), ""
            if found.outcome in (Outcome.SENT, Outcome.WAIT):
                return found, ""
            if found.outcome is Outcome.UNKNOWN and found.error not in CANNOT_LOOK:
                return found, ""
            blind = found.error if found.outcome is Outcome.UNKNOWN else ""
        files = await self._hand_over(parts)
        if isinstance(files, Delivered):
            return files, blind
        if not in_time():
            return Delivered(Outcome.WAIT, error="lease_ran_out"), blind
        posted = await self._courier.post(channel, parts, row=number, thread=place.thread, files=files)
        if place.standing and drawn.error != "message_not_found" and posted.outcome is Outcome.SENT:
            # The old copy would stay as it is for ever, even when its words are erased.
            await self._take_away(place.standing)
        return posted, blind

    async def _pin(self, stands: Delivered) -> Delivered:
        """Keep the message in sight; where the platform does not let us, it stands unpinned."""
        pinned = await self._courier.pin(stands.channel, stands.ts)
        return stands if pinned.outcome in (Outcome.SENT, Outcome.REFUSED) else replace(pinned, outcome=Outcome.WAIT)

    async def _hand_over(self, parts: Parts) -> tuple[str, ...] | Delivered:
        """Bring the message's files to the platform, or return why not; nobody sees them before it is posted."""
        files: tuple[str, ...] = ()
        for part in parts:
            if isinstance(part, File):
                answer = await self._courier.hand_over(part)
                if answer.outcome is not Outcome.SENT:
                    return replace(answer, outcome=Outcome.WAIT) if answer.outcome is Outcome.UNKNOWN else answer
                files += answer.files
        return files

    async def _take_away(self, standing: Posting) -> Delivered:
        """Take a message away, and before it the files that went with it."""
        for file in standing.files:
            done = await self._courier.discard(file)
            if done.outcome is not Outcome.SENT:
                return done
        return await self._courier.remove(standing.channel, standing.ts)

    async def _redraw(self, channel: str, ts: str, parts: Parts) -> Delivered:
        drawn = await self._courier.redraw(channel, ts, parts)
        return replace(drawn, channel=channel, ts=ts) if drawn.outcome is Outcome.SENT else drawn

    async def _channel_of(self, platform_id: str) -> str | Delivered:
        """Return the person's channel, or why it could not be had; asking twice is harmless."""
        answer = await self._courier.direct(platform_id)
        if answer.outcome is Outcome.SENT:
            return answer.channel
        return replace(answer, outcome=Outcome.WAIT) if answer.outcome is Outcome.UNKNOWN else answer
