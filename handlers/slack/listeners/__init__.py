"""One listener for each kind of payload. Each reads the payload, asks the switchboard, and acknowledges.

They take everything of their kind, so no button, form or event of the past goes unacknowledged; what the desk does
not know is answered in words. Who may do what is decided behind the desk, never by a matcher, which would leave the
person with an error instead of a reason.
"""

from slack_bolt.async_app import AsyncApp

from handlers.slack.listeners import actions, commands, events, shortcuts, views
from handlers.slack.switchboard import Switchboard


def register(app: AsyncApp, switchboard: Switchboard, bot_user: events.BotUser) -> None:
    """Register all listeners, the most frequent kinds first."""
    actions.register(app, switchboard)
    views.register(app, switchboard)
    commands.register(app, switchboard)
    shortcuts.register(app, switchboard)
    events.register(app, switchboard, bot_user)
