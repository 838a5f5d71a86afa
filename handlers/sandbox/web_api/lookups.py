"""Finding what a call names, or refusing as Slack does."""

from typing import TypeVar

from handlers.sandbox.slack import Slack
from handlers.sandbox.web_api.errors import ApiError
from handlers.sandbox.workspace import Channel, Json, Member, Message

MOST_ON_A_PAGE = 999
T = TypeVar("T")


def channel_to_post_in(slack: Slack, name: str) -> Channel:
    """Where a message for `name` goes: a conversation id, a #name, or a person's id (opens the direct messages)."""
    channel = _by_id_or_name(slack, name)
    if channel is None and name.startswith("U"):
        member = slack.workspace.members.get(name)
        if member is None or member.deleted or member.is_bot:
            raise ApiError("channel_not_found")
        channel = slack.workspace.direct_messages(name)
    if channel is None:
        raise ApiError("channel_not_found")
    if channel.kind == "im" and not slack.installation.messages_tab:
        raise ApiError("messages_tab_disabled")
    if slack.workspace.bot_user not in channel.members:
        if channel.kind != "channel":
            raise ApiError("channel_not_found")
        if slack.installation.scopes is None or not slack.installation.has("chat:write.public"):
            raise ApiError("not_in_channel")
    return channel


def channel_of_bot(slack: Slack, channel_id: str) -> Channel:
    """A conversation by its id, of which the bot is a member."""
    channel = visible_channel(slack, channel_id)
    if slack.workspace.bot_user not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def visible_channel(slack: Slack, channel_id: str) -> Channel:
    """A conversation by its id; private ones exist for their members only."""
    channel = slack.workspace.channels.get(channel_id)
    if channel is None or (channel.kind != "channel" and slack.workspace.bot_user not in channel.members):
        raise ApiError("channel_not_found")
    return channel


def own_message(slack: Slack, channel: Channel, ts: str, refusal: str) -> Message:
    """A message of the bot; `refusal` is the error code for those of others. Ephemeral ones are not found."""
    message = channel.messages.get(ts)
    if message is None:
        raise ApiError("message_not_found")
    if message.user != slack.workspace.bot_user:
        raise ApiError(refusal)
    return message


def member(slack: Slack, user: str) -> Member:
    """A person by id."""
    found = slack.workspace.members.get(user)
    if found is None:
        raise ApiError("user_not_found")
    return found


def page(items: list[T], limit: int, cursor: str, usual: int) -> tuple[list[T], str]:
    """One page of a list, and the cursor of the next one (empty at the end)."""
    start = _position(cursor)
    end = start + max(1, min(limit or usual, MOST_ON_A_PAGE))
    return items[start:end], f"next:{end}" if end < len(items) else ""


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    word, _, number = cursor.partition(":")
    if word != "next" or not number.isdigit():
        raise ApiError("invalid_cursor")
    return int(number)


def _by_id_or_name(slack: Slack, name: str) -> Channel | None:
    channels = slack.workspace.channels
    plain = name.removeprefix("#")
    named = (channel for channel in channels.values() if channel.kind != "im" and channel.name == plain)
    return channels.get(name) or next(named, None)


def next_cursor(cursor: str) -> Json:
    """The part of an answer that leads to the next page."""
    return {"response_metadata": {"next_cursor": cursor}}
