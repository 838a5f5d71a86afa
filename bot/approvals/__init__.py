"""The life of a proposal: its states, and the use cases of people."""
