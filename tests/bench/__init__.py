"""How fast the bot answers and how dear its record is, as ratios taken in one run: the machine does not matter."""
