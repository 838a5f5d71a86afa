"""Whether Slack would take a message or a view, and which rule it breaks if not."""

from handlers.sandbox.blockkit.rules import Problem
from handlers.sandbox.blockkit.surfaces import message_problems, view_problems

__all__ = ["Problem", "message_problems", "view_problems"]
