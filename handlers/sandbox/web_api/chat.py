"""chat.*: posting, changing and deleting messages."""

from handlers.sandbox.blockkit import message_problems
from handlers.sandbox.elements import give_ids
from handlers.sandbox.files.shown import file_problems, show_files
from handlers.sandbox.slack import Slack
from handlers.sandbox.views import fresh_ids
from handlers.sandbox.web_api.arguments import Arguments
from handlers.sandbox.web_api.errors import ApiError, broken
from handlers.sandbox.web_api.lookups import channel_of_bot, channel_to_post_in, own_message, visible_channel
from handlers.sandbox.workspace import Blocks, Json

MOST_IN_POST = 40_000
MOST_IN_UPDATE = 4_000
MOST_MARKDOWN = 12_000


def post_message(slack: Slack, arguments: Arguments) -> Json:
    """chat.postMessage"""
    channel = channel_to_post_in(slack, arguments.required("channel"))
    text, blocks = _content(slack, arguments)
    metadata = _metadata(arguments)
    thread_ts = arguments.text("thread_ts") or None
    if thread_ts is not None:
        head = channel.messages.get(thread_ts)
        if head is None:
            raise ApiError("thread_not_found")
        if head.is_reply:
            raise ApiError("cannot_reply_to_message")
    show_files(slack.workspace, blocks, channel.id)
    message = slack.workspace.post(
        channel,
        slack.workspace.bot_user,
        text[:MOST_IN_POST],
        blocks,
        thread_ts=thread_ts,
        metadata=metadata,
    )
    slack.events.message_posted(message)
    shape = slack.shapes.message(message, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shape}


def update(slack: Slack, arguments: Arguments) -> Json:
    """chat.update"""
    channel = channel_of_bot(slack, arguments.required("channel"))
    message = own_message(slack, channel, arguments.required("ts"), "cant_update_message")
    if len(arguments.text("text")) > MOST_IN_UPDATE:
        raise ApiError("msg_too_long")
    text, blocks = _content(slack, arguments)
    metadata = _metadata(arguments)
    show_files(slack.workspace, blocks, channel.id)
    before = slack.shapes.message(message)
    if metadata is None and "metadata" in arguments:
        message.metadata = None
    slack.workspace.rewrite(message, text, blocks, metadata)
    slack.events.message_changed(message, before)
    shape = slack.shapes.message(message, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": text, "message": shape}


def post_ephemeral(slack: Slack, arguments: Arguments) -> Json:
    """chat.postEphemeral"""
    channel = channel_to_post_in(slack, arguments.required("channel"))
    user = arguments.required("user")
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    text, blocks = _content(slack, arguments)
    show_files(slack.workspace, blocks, user)
    thread_ts = arguments.text("thread_ts") or None
    by = slack.workspace.bot_user
    message = slack.workspace.whisper(channel, user, text[:MOST_IN_POST], blocks, by=by, thread_ts=thread_ts)
    return {"message_ts": message.ts}


def delete(slack: Slack, arguments: Arguments) -> Json:
    """chat.delete"""
    channel = channel_of_bot(slack, arguments.required("channel"))
    message = own_message(slack, channel, arguments.required("ts"), "cant_delete_message")
    slack.workspace.remove(message)
    slack.events.message_deleted(message)
    return {"channel": channel.id, "ts": message.ts}


def permalink(slack: Slack, arguments: Arguments) -> Json:
    """chat.getPermalink"""
    channel = visible_channel(slack, arguments.required("channel"))
    ts = arguments.required("message_ts")
    if ts not in channel.messages:
        raise ApiError("message_not_found")
    return {"channel": channel.id, "permalink": f"{slack.url}archives/{channel.id}/p{ts.replace('.', '')}"}


def _content(slack: Slack, arguments: Arguments) -> tuple[str, Blocks]:
    text = arguments.text("text")
    blocks = arguments.structure("blocks", "invalid_blocks_format") or []
    markdown = arguments.text("markdown_text")
    if markdown:
        if text or blocks:
            raise ApiError("markdown_text_conflict")
        if len(markdown) > MOST_MARKDOWN:
            raise ApiError("msg_too_long")
        text, blocks = markdown, [{"type": "markdown", "text": markdown}]
    if not text and not blocks:
        raise ApiError("no_text")
    if problems := message_problems(blocks) or file_problems(slack.workspace, blocks):
        raise broken("invalid_blocks", problems)
    return text, give_ids(blocks, fresh_ids())


def _metadata(arguments: Arguments) -> Json | None:
    metadata = arguments.structure("metadata", "invalid_metadata_format")
    if not metadata:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise ApiError("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise ApiError("invalid_metadata_schema")
    return metadata
