"""The week as numbers, and the digest."""
