"""The driver: a person at a Slack client, for tests, demonstrations and measurements."""

from handlers.sandbox.driver.member import DrivenMember
from handlers.sandbox.driver.modal import Modal
from handlers.sandbox.driver.replay import Step, read_script, replay
from handlers.sandbox.driver.seen import CommandResult, SeenMessage, SeenView

__all__ = ["CommandResult", "DrivenMember", "Modal", "SeenMessage", "SeenView", "Step", "read_script", "replay"]
