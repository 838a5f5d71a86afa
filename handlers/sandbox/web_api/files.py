"""files.*: uploading in three steps, looking up, deleting."""

from dataclasses import dataclass

from handlers.sandbox.blockkit import message_problems
from handlers.sandbox.elements import give_ids
from handlers.sandbox.files import StorageFullError, StoredFile
from handlers.sandbox.files.shown import bot_sees, file_problems, show_files
from handlers.sandbox.slack import Slack
from handlers.sandbox.views import fresh_ids
from handlers.sandbox.web_api.arguments import Arguments
from handlers.sandbox.web_api.errors import ApiError, broken, missing
from handlers.sandbox.web_api.lookups import channel_of_bot
from handlers.sandbox.workspace import Blocks, Channel, Json

MOST_ALT = 1000


@dataclass(frozen=True)
class Share:
    """The message in which uploaded files will be shown."""

    channel: Channel
    comment: str
    blocks: Blocks
    thread_ts: str | None


def upload_url(slack: Slack, arguments: Arguments) -> Json:
    """files.getUploadURLExternal"""
    name, length, alt = arguments.required("filename"), arguments.number("length", 0), arguments.text("alt_txt")
    if length <= 0:
        raise missing("length")
    if len(alt) > MOST_ALT:
        raise ApiError("alt_txt_too_large")
    try:
        file = slack.workspace.files.expect(slack.workspace.bot_user, name, length, alt)
    except StorageFullError as refused:
        raise ApiError(str(refused)) from None
    ticket = slack.workspace.files.ticket(file)
    return {"upload_url": f"{slack.url}upload/v1/{ticket}", "file_id": file.id}


def complete_upload(slack: Slack, arguments: Arguments) -> Json:
    """files.completeUploadExternal: the share in the conversation follows a moment later"""
    asked = arguments.structure("files", "invalid_arguments")
    if not asked or not isinstance(asked, list):
        raise missing("files")
    files = [_received(slack, told) for told in asked]
    channel_id = arguments.text("channel_id") or arguments.text("channels").partition(",")[0]
    channel = channel_of_bot(slack, channel_id) if channel_id else None
    thread_ts = arguments.text("thread_ts") or None
    if thread_ts is not None and (channel is None or thread_ts not in channel.messages):
        raise ApiError("invalid_thread_ts")
    blocks = _blocks(slack, arguments)
    for file, told in zip(files, asked, strict=True):
        file.title = str(told.get("title") or file.name)
    share = Share(channel, arguments.text("initial_comment"), blocks, thread_ts) if channel else None
    slack.workspace.files.finish(files, lambda: _share(slack, files, share))
    return {"files": [slack.shapes.file(file) for file in files]}


def info(slack: Slack, arguments: Arguments) -> Json:
    """files.info"""
    return {"file": slack.shapes.file(_known(slack, arguments)), "comments": []}


def delete(slack: Slack, arguments: Arguments) -> Json:
    """files.delete: the bot's own only"""
    file = _known(slack, arguments)
    if file.user != slack.workspace.bot_user:
        raise ApiError("cant_delete_file")
    slack.workspace.files.delete(file)
    return {}


def _received(slack: Slack, told: Json) -> StoredFile:
    file = slack.workspace.files.get(str(told.get("id")))
    if file is None or file.stage != "received" or file.user != slack.workspace.bot_user:
        raise ApiError("file_not_found")
    return file


def _known(slack: Slack, arguments: Arguments) -> StoredFile:
    file = slack.workspace.files.get(arguments.required("file"))
    if file is None or file.stage == "received" or not bot_sees(slack.workspace, file):
        raise ApiError("file_not_found")
    if file.stage == "deleted":
        raise ApiError("file_deleted")
    return file


def _blocks(slack: Slack, arguments: Arguments) -> Blocks:
    blocks: Blocks = arguments.structure("blocks", "invalid_blocks_format") or []
    if blocks and arguments.text("initial_comment"):
        raise ApiError("invalid_arguments")
    if problems := message_problems(blocks) or file_problems(slack.workspace, blocks):
        raise broken("invalid_blocks", problems)
    return give_ids(blocks, fresh_ids())


def _share(slack: Slack, files: list[StoredFile], share: Share | None) -> None:
    there = [file for file in files if file.stage == "ready"]
    if share is None or not there:
        return
    show_files(slack.workspace, share.blocks, share.channel.id)
    by = slack.workspace.bot_user
    message = slack.workspace.post(
        share.channel, by, share.comment, share.blocks, thread_ts=share.thread_ts, files=there
    )
    slack.events.message_posted(message)
