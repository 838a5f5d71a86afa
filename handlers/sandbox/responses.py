"""Answers by an acknowledgement or a response address: to one person, to the channel, or over the original."""

from dataclasses import dataclass, field

from handlers.sandbox.blockkit import Problem, message_problems
from handlers.sandbox.elements import give_ids
from handlers.sandbox.files.shown import file_problems, show_files
from handlers.sandbox.slack import Slack
from handlers.sandbox.tickets import ResponseUrl
from handlers.sandbox.views import fresh_ids
from handlers.sandbox.workspace import Blocks, Json, Message


@dataclass(frozen=True)
class Reply:
    """What was answered; `problems` tells why Slack showed nothing of it."""

    text: str
    blocks: Blocks
    message: Message | None = None
    problems: list[Problem] = field(default_factory=list)


def say_reply(slack: Slack, entry: ResponseUrl, payload: Json) -> Reply:
    """Carry one answer out: replace or delete the original, or say something new."""
    text, blocks = str(payload.get("text") or ""), payload.get("blocks") or []
    if problems := message_problems(blocks) or file_problems(slack.workspace, blocks):
        return Reply(text, blocks, problems=problems)
    give_ids(blocks, fresh_ids())
    show_files(slack.workspace, blocks, entry.channel if payload.get("response_type") == "in_channel" else entry.user)
    original = entry.original
    if payload.get("delete_original") and original is not None:
        slack.workspace.remove(original)
        entry.original = None
        return Reply(text, blocks)
    if payload.get("replace_original") and original is not None:
        before = slack.shapes.message(original)
        slack.workspace.rewrite(original, text, blocks, payload.get("metadata"))
        if original.ephemeral_to is None:
            slack.events.message_changed(original, before)
        return Reply(text, blocks, original)
    message = _say(slack, entry, payload, text, blocks)
    entry.original = entry.original or message
    return Reply(text, blocks, message)


def _say(slack: Slack, entry: ResponseUrl, payload: Json, text: str, blocks: Blocks) -> Message:
    workspace = slack.workspace
    channel = workspace.channels[entry.channel]
    thread_ts = payload.get("thread_ts")
    if payload.get("response_type") == "in_channel":
        message = workspace.post(channel, workspace.bot_user, text, blocks, thread_ts=thread_ts)
        slack.events.message_posted(message)
        return message
    return workspace.whisper(channel, entry.user, text, blocks, by=workspace.bot_user, thread_ts=thread_ts)
