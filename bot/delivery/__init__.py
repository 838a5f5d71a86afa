"""What may be said, and the outbox that says it exactly once."""
