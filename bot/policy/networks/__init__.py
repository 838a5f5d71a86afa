"""What the networks allow, and how each of them counts. Reading this costs nothing until something is measured."""

from bot.policy.networks.measure import Measure, first_line, measure

__all__ = ["Measure", "first_line", "measure"]
