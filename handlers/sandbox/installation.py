"""What the app was installed with: the scopes, commands, shortcuts and events of its manifest."""

from typing import Any

from handlers.sandbox.workspace import Json

EVENT_SCOPES = {
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
    "user_change": "users:read",
}


class Installation:
    """An app in the workspace. Without a manifest everything is allowed; with one, only what it asks for.

    Raises ValueError when the manifest names a feature and not the scope that the feature needs.
    """

    def __init__(self, manifest: Json | None = None, scopes: set[str] | None = None) -> None:
        self.manifest = manifest
        told = manifest or {}
        features = told.get("features", {})
        settings = told.get("settings", {})
        asked = told.get("oauth_config", {}).get("scopes", {}).get("bot")
        self.scopes = scopes if scopes is not None else None if manifest is None else set(asked or ())
        self.commands: list[Json] = features.get("slash_commands", [])
        self.shortcuts: list[Json] = features.get("shortcuts", [])
        self._events = None if manifest is None else settings.get("event_subscriptions", {}).get("bot_events", [])
        self.interactive = manifest is None or settings.get("interactivity", {}).get("is_enabled", False)
        home: dict[str, Any] = features.get("app_home", {})
        self.home_tab = manifest is None or home.get("home_tab_enabled", False)
        self.messages_tab = manifest is None or home.get("messages_tab_enabled", False)
        self.messages_read_only = bool(home.get("messages_tab_read_only_enabled", False))
        if manifest is not None and scopes is None:
            self._check()

    def has(self, scope: str) -> bool:
        """Whether the bot's token carries `scope`; none is needed for the empty one."""
        return not scope or self.scopes is None or scope in self.scopes

    def hears(self, event: str) -> bool:
        """Whether the bot is sent events of this name: subscribed to, and with the scope for it."""
        return (self._events is None or event in self._events) and self.has(EVENT_SCOPES[event])

    def knows_command(self, command: str) -> bool:
        """Whether typing `command` reaches the bot."""
        return self.manifest is None or any(known["command"] == command for known in self.commands)

    def knows_shortcut(self, callback_id: str, kind: str) -> bool:
        """Whether the menu of `kind` (global, message) offers this shortcut."""
        offered = [s for s in self.shortcuts if s["type"] == kind and s["callback_id"] == callback_id]
        return self.manifest is None or bool(offered)

    def _check(self) -> None:
        if (self.commands or self.shortcuts) and not self.has("commands"):
            raise ValueError("The manifest has commands or shortcuts and not the scope 'commands'.")
        for event in self._events or ():
            if not self.has(EVENT_SCOPES.get(event, "")):
                raise ValueError(f"The manifest subscribes to {event} and has not the scope {EVENT_SCOPES[event]!r}.")
