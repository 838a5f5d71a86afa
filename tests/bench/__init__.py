"""How fast the bot answers, as ratios to a bare Bolt app in the same run, so that the machine does not matter."""
