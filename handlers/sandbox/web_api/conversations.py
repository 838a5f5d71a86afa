"""conversations.*: opening, describing and reading conversations."""

from handlers.sandbox.slack import Slack
from handlers.sandbox.web_api.arguments import Arguments
from handlers.sandbox.web_api.errors import ApiError
from handlers.sandbox.web_api.lookups import channel_of_bot, member, next_cursor, page, visible_channel
from handlers.sandbox.web_api.scopes import require_any, require_for_kind
from handlers.sandbox.workspace import Channel, Json, Kind, Message

_TYPES: dict[str, Kind] = {"public_channel": "channel", "private_channel": "private", "im": "im"}


def open_direct(slack: Slack, arguments: Arguments) -> Json:
    """conversations.open, for one person or for a conversation that exists"""
    if arguments.text("channel"):
        channel = channel_of_bot(slack, arguments.text("channel"))
        return {"no_op": True, "already_open": True, "channel": slack.shapes.channel(channel)}
    users = arguments.required("users").split(",")
    if len(users) > 1:
        raise ApiError("method_not_supported_for_channel_type")
    person = member(slack, users[0])
    if person.deleted:
        raise ApiError("user_disabled")
    if person.is_bot:
        raise ApiError("cannot_dm_bot")
    known = f"D{person.id[1:]}" in slack.workspace.channels
    channel = slack.workspace.direct_messages(person.id)
    shape = slack.shapes.channel(channel) if arguments.flag("return_im") else {"id": channel.id}
    return {"no_op": known, "already_open": known, "channel": shape}


def info(slack: Slack, arguments: Arguments) -> Json:
    """conversations.info"""
    channel = visible_channel(slack, arguments.required("channel"))
    require_for_kind(slack, channel.kind, "read")
    return {"channel": slack.shapes.channel(channel)}


def members(slack: Slack, arguments: Arguments) -> Json:
    """conversations.members"""
    channel = visible_channel(slack, arguments.required("channel"))
    require_for_kind(slack, channel.kind, "read")
    ids, cursor = page(sorted(channel.members), arguments.number("limit", 0), arguments.text("cursor"), 100)
    return {"members": ids, **next_cursor(cursor)}


def every(slack: Slack, arguments: Arguments) -> Json:
    """conversations.list"""
    kinds = []
    for name in arguments.text("types", "public_channel").split(","):
        if name.strip() not in _TYPES:
            raise ApiError("invalid_types")
        kinds.append(_TYPES[name.strip()])
        require_for_kind(slack, kinds[-1], "read")
    bot = slack.workspace.bot_user
    seen = [
        c for c in slack.workspace.channels.values() if c.kind in kinds and (c.kind == "channel" or bot in c.members)
    ]
    shown, cursor = page(seen, arguments.number("limit", 0), arguments.text("cursor"), 100)
    return {"channels": [slack.shapes.channel(channel) for channel in shown], **next_cursor(cursor)}


def history(slack: Slack, arguments: Arguments) -> Json:
    """conversations.history: the messages outside threads, newest first"""
    require_any(slack, "history")
    channel = channel_of_bot(slack, arguments.required("channel"))
    require_for_kind(slack, channel.kind, "history")
    messages = [message for message in channel.top_level() if _within(message, arguments)]
    messages.reverse()
    return _messages(slack, arguments, channel, messages)


def replies(slack: Slack, arguments: Arguments) -> Json:
    """conversations.replies: the head of a thread, then its replies, oldest first"""
    require_any(slack, "history")
    channel = channel_of_bot(slack, arguments.required("channel"))
    require_for_kind(slack, channel.kind, "history")
    head = channel.messages.get(arguments.required("ts"))
    if head is None:
        raise ApiError("thread_not_found")
    if head.is_reply:
        head = channel.messages[head.thread_ts or head.ts]
    later = [channel.messages[ts] for ts in head.replies]
    return _messages(slack, arguments, channel, [head, *(reply for reply in later if _within(reply, arguments))])


def _within(message: Message, arguments: Arguments) -> bool:
    oldest, latest = _moment(arguments.text("oldest")), _moment(arguments.text("latest"))
    at = _moment(message.ts)
    if arguments.flag("inclusive"):
        return oldest <= at and (not latest or at <= latest)
    return oldest < at and (not latest or at < latest)


def _moment(ts: str) -> int:
    seconds, _, micro = ts.partition(".")
    try:
        return int(seconds or 0) * 1_000_000 + int(f"{micro:0<6}"[:6])
    except ValueError:
        raise ApiError("invalid_ts_latest") from None


def _messages(slack: Slack, arguments: Arguments, channel: Channel, messages: list[Message]) -> Json:
    shown, cursor = page(messages, arguments.number("limit", 0), arguments.text("cursor"), 100)
    with_metadata = arguments.flag("include_all_metadata")
    shapes = [slack.shapes.message(message, with_metadata=with_metadata) for message in shown]
    answer: Json = {"messages": shapes, "has_more": bool(cursor), "pin_count": 0}
    return answer | next_cursor(cursor) if cursor else answer
