"""Where somebody acted, and how each answer reaches them there."""
