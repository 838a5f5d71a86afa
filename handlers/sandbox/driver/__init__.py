"""The driver: a person at a Slack client, for tests, demonstrations and measurements."""

from handlers.sandbox.driver.member import DrivenMember
from handlers.sandbox.driver.modal import Modal
from handlers.sandbox.driver.replay import NotTakenError, Step, read_script, replay
from handlers.sandbox.driver.seen import CommandResult, SeenMessage, SeenView

__all__ = [
    "CommandResult",
    "DrivenMember",
    "Modal",
    "NotTakenError",
    "SeenMessage",
    "SeenView",
    "Step",
    "read_script",
    "replay",
]
