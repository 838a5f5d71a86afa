"""What a draft reads like: a small model of language beside the phrases, in a process of its own."""
