"""What the bot's token must carry; kinds of conversation have their own scopes."""

from handlers.sandbox.slack import Slack
from handlers.sandbox.web_api.errors import ApiError
from handlers.sandbox.workspace import Kind

_PREFIX: dict[Kind, str] = {"channel": "channels", "private": "groups", "im": "im"}


def require(slack: Slack, scope: str) -> None:
    """Refuse with missing_scope unless the token carries `scope`."""
    if not slack.installation.has(scope):
        raise _missing(slack, scope)


def require_for_kind(slack: Slack, kind: Kind, verb: str) -> None:
    """Refuse with missing_scope unless the token carries, for example, `im:history`."""
    require(slack, f"{_PREFIX[kind]}:{verb}")


def require_any(slack: Slack, verb: str) -> None:
    """Refuse with missing_scope when the token carries the scope for no kind of conversation."""
    if not any(slack.installation.has(f"{prefix}:{verb}") for prefix in _PREFIX.values()):
        raise _missing(slack, ",".join(f"{prefix}:{verb}" for prefix in _PREFIX.values()))


def _missing(slack: Slack, needed: str) -> ApiError:
    provided = ",".join(sorted(slack.installation.scopes or ()))
    return ApiError("missing_scope", needed=needed, provided=provided)
