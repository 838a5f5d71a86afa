"""How Slack writes down a message, a view, a file, a person and a conversation, wherever it shows them."""

from urllib.parse import quote

from handlers.sandbox.files import StoredFile
from handlers.sandbox.files.kinds import short_name
from handlers.sandbox.views import View
from handlers.sandbox.workspace import Channel, Json, Kind, Member, Message, Workspace


class Shapes:
    """The shapes of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._seed = workspace.seed

    def message(self, message: Message, *, with_metadata: bool = False) -> Json:
        """A message as histories and payloads show it."""
        shape: Json = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
        shape["team"] = self._seed.team_id
        if message.user == self._seed.bot_user:
            shape["bot_id"] = self._seed.bot_id
            shape["app_id"] = self._seed.app_id
        if message.blocks:
            shape["blocks"] = message.blocks
        if message.thread_ts is not None:
            shape["thread_ts"] = message.thread_ts
            if message.is_reply:
                parent = self._workspace.channels[message.channel].messages.get(message.thread_ts)
                shape["parent_user_id"] = parent.user if parent else message.user
            else:
                shape |= {"reply_count": len(message.replies), "latest_reply": (message.replies or [message.ts])[-1]}
        if message.edited_ts is not None:
            shape["edited"] = {"user": message.user, "ts": message.edited_ts}
        if message.reactions:
            shape["reactions"] = [
                {"name": name, "users": users, "count": len(users)} for name, users in message.reactions.items()
            ]
        if message.files:
            shape |= {"subtype": "file_share", "upload": True, "files": [self.file(file) for file in message.files]}
        if message.metadata:
            told = message.metadata if with_metadata else {"event_type": message.metadata["event_type"]}
            shape["metadata"] = told
        return shape

    def view(self, view: View) -> Json:
        """A view with everything typed into it."""
        body = view.body
        return {
            "id": view.id,
            "team_id": self._seed.team_id,
            "type": view.type,
            "blocks": body["blocks"],
            "private_metadata": body.get("private_metadata") or "",
            "callback_id": view.callback_id,
            "state": {"values": view.values},
            "hash": view.hash,
            "title": body.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
            "clear_on_close": body.get("clear_on_close", False),
            "notify_on_close": body.get("notify_on_close", False),
            "close": body.get("close"),
            "submit": body.get("submit"),
            "previous_view_id": view.previous_id,
            "root_view_id": view.root_id,
            "app_id": self._seed.app_id,
            "external_id": body.get("external_id") or "",
            "app_installed_team_id": self._seed.team_id,
            "bot_id": self._seed.bot_id,
        }

    def file(self, file: StoredFile) -> Json:
        """A file as files.info, messages and forms show it; its kind stays empty until it is ready."""
        if file.stage == "deleted":
            return {"id": file.id, "mode": "tombstone"}
        address = f"{self._workspace.files.base}files-pri/{self._seed.team_id}-{file.id}"
        name = quote(file.name, safe="")
        kinds = {room: self._workspace.channels[room].kind for room in file.shares}
        shape: Json = {
            "id": file.id,
            "created": file.created,
            "timestamp": file.created,
            "name": file.name,
            "title": file.title,
            "mimetype": file.mimetype,
            "filetype": short_name(file.mimetype),
            "pretty_type": short_name(file.mimetype).upper(),
            "user": file.user,
            "user_team": self._seed.team_id,
            "editable": False,
            "size": file.length,
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": "channel" in kinds.values(),
            "public_url_shared": False,
            "url_private": f"{address}/{name}",
            "url_private_download": f"{address}/download/{name}",
            "permalink": f"{self._workspace.files.base}files/{file.user}/{file.id}/{name}",
            "channels": [room for room, kind in kinds.items() if kind == "channel"],
            "groups": [room for room, kind in kinds.items() if kind == "private"],
            "ims": [room for room, kind in kinds.items() if kind == "im"],
            "shares": self._shares(file, kinds),
            "has_rich_preview": False,
            "file_access": "visible",
        }
        return shape | {"alt_txt": file.alt} if file.alt else shape

    def _shares(self, file: StoredFile, kinds: dict[str, Kind]) -> Json:
        shares: dict[str, dict[str, list[Json]]] = {}
        for room, kind in kinds.items():
            openness = "public" if kind == "channel" else "private"
            shares.setdefault(openness, {})[room] = [{"ts": file.shares[room]}]
        return shares

    def user(self, member: Member, *, with_locale: bool = False) -> Json:
        """A person as users.info tells it."""
        offset = self._workspace.clock.now().astimezone(self._workspace.zone).utcoffset()
        first, _, last = member.name.partition(" ")
        shape: Json = {
            "id": member.id,
            "team_id": self._seed.team_id,
            "name": member.handle,
            "deleted": member.deleted,
            "is_bot": member.is_bot,
            "is_app_user": False,
            "updated": 0,
        }
        if member.deleted:
            return shape | {"profile": self._profile(member, first, last)}
        shape |= {
            "color": "9f69e7",
            "real_name": member.name,
            "tz": self._workspace.zone.key,
            "tz_label": self._workspace.zone.key,
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "profile": self._profile(member, first, last),
            "is_admin": False,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": member.is_guest,
            "is_ultra_restricted": member.is_guest,
        }
        return shape | {"locale": "en-GB"} if with_locale else shape

    def channel(self, channel: Channel) -> Json:
        """A conversation as conversations.info tells it."""
        common: Json = {
            "id": channel.id,
            "created": channel.created,
            "is_archived": False,
            "is_im": channel.kind == "im",
        }
        common["context_team_id"] = self._seed.team_id
        if channel.kind == "im":
            return common | {"user": channel.name, "is_user_deleted": self._workspace.members[channel.name].deleted}
        return common | {
            "name": channel.name,
            "name_normalized": channel.name,
            "is_channel": True,
            "is_group": False,
            "is_mpim": False,
            "is_private": channel.kind == "private",
            "is_general": channel.name == "general",
            "is_member": self._seed.bot_user in channel.members,
            "topic": {"value": channel.topic, "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
            "num_members": len(channel.members),
        }

    def _profile(self, member: Member, first: str, last: str) -> Json:
        return {
            "title": member.title,
            "real_name": member.name,
            "real_name_normalized": member.name,
            "display_name": member.name,
            "display_name_normalized": member.name,
            "first_name": first,
            "last_name": last,
            "team": self._seed.team_id,
        }
