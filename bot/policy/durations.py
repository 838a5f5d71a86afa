"""The pack's times in words, so that a procedure can never tell another time than the clock keeps."""

from bot.policy.pack import Lifetimes


def spoken(hours: int) -> str:
    """Return "48 hours" or "14 days": days from three days on, where they come out whole."""
    if hours >= 72 and hours % 24 == 0:
        return f"{hours // 24} days"
    return "1 hour" if hours == 1 else f"{hours} hours"


def figures(lifetimes: Lifetimes) -> dict[str, str]:
    """Return the times a procedure may name between braces."""
    approvals = {kind: spoken(hours) for kind, hours in lifetimes.approval_hours.items()}
    return {
        **approvals,
        "request": "1 day" if lifetimes.request_days == 1 else f"{lifetimes.request_days} days",
        "concern": spoken(lifetimes.concern_hours),
    }
