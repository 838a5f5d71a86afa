"""What a person can see, and the refusal of everything else."""

from handlers.sandbox.blocktext import visible_to
from handlers.sandbox.elements import Placed, placed
from handlers.sandbox.slack import Slack
from handlers.sandbox.views import View
from handlers.sandbox.workspace import Blocks, Channel, Member, Message


class NotPossibleError(Exception):
    """Something a person could not have done in Slack; the text says why."""


class Sight:
    """Looks things up for one person; `NotPossibleError` for what that person cannot see."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    def member(self, user: str) -> Member:
        """The person of that id, who must still be here."""
        member = self._slack.workspace.members.get(user)
        if member is None or member.deleted or member.is_bot:
            raise NotPossibleError(f"{user} is nobody who can act here.")
        return member

    def channel(self, user: str, channel_id: str) -> Channel:
        """The conversation of that id, if `user` is in it; the one with the bot is always there."""
        self._slack.workspace.direct_messages(user)
        channel = self._slack.workspace.channels.get(channel_id)
        if channel is None or user not in channel.members:
            raise NotPossibleError(f"{user} is not in {channel_id}.")
        return channel

    def message(self, user: str, channel_id: str, ts: str) -> Message:
        """A message that `user` can see."""
        channel = self.channel(user, channel_id)
        whispered = (message for message in channel.ephemerals.get(user, ()) if message.ts == ts)
        message = channel.messages.get(ts) or next(whispered, None)
        if message is None:
            raise NotPossibleError(f"There is no message {ts} in {channel_id} that {user} can see.")
        return message

    def view(self, user: str, view_id: str) -> View:
        """An open modal, or the Home tab, of `user`."""
        view = self._slack.views.get(view_id)
        if view is None or view.user != user:
            raise NotPossibleError(f"{user} has no open view {view_id}.")
        return view

    def top_modal(self, user: str, view_id: str) -> View:
        """The topmost modal of `user`, which must be this one."""
        view = self.view(user, view_id)
        stack = self._slack.views.stack(user)
        if not stack or stack[-1] is not view:
            raise NotPossibleError("Another form is open above this one.")
        return view

    def element(self, user: str, blocks: Blocks, block_id: str, action_id: str) -> Placed:
        """The element of these ids that `user` can see."""
        for place in placed(visible_to(user, blocks)):
            if (place.block_id, place.action_id) == (block_id, action_id):
                return place
        raise NotPossibleError(f"There is nothing called {action_id} in {block_id} here.")
