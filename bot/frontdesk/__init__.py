"""What a person can ask for by command, button or form, the same on every surface."""
