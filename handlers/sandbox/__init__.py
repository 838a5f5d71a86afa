"""A Slack workspace in one process: for trying the bot without Slack, and for every journey test.

It is strict where Slack is strict and knows nothing of the bot it serves.
"""

from handlers.sandbox.acts import NotPossibleError, Outcome, Upload
from handlers.sandbox.clock import Clock, SandboxClock
from handlers.sandbox.driver import (
    CommandResult,
    DrivenMember,
    Modal,
    NotTakenError,
    SeenMessage,
    SeenView,
    Step,
    read_script,
    replay,
)
from handlers.sandbox.faults import Fault
from handlers.sandbox.seed import NEXT_STEPS, Seed, SeedChannel, SeedMember
from handlers.sandbox.server import Sandbox

__all__ = [
    "NEXT_STEPS",
    "Clock",
    "CommandResult",
    "DrivenMember",
    "Fault",
    "Modal",
    "NotPossibleError",
    "NotTakenError",
    "Outcome",
    "Sandbox",
    "SandboxClock",
    "Seed",
    "SeedChannel",
    "SeedMember",
    "SeenMessage",
    "SeenView",
    "Step",
    "Upload",
    "read_script",
    "replay",
]
