"""Reading what all kinds of payloads have in common."""

import re
from typing import Any

from handlers.slack.places.place import Caller

Body = dict[str, Any]

EVERYTHING = re.compile("")


def caller(body: Body) -> Caller:
    """Return who acted in an interaction."""
    user = body["user"]
    team = user.get("team_id") or (body.get("team") or {}).get("id") or ""
    return Caller(user["id"], team, user.get("name") or user.get("username") or "")
