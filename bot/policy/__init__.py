"""The policy as data, and reading a draft against it."""
