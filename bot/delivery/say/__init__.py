"""The words of each message, one room a matter."""
