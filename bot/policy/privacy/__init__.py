"""Reading a text for what may reveal personal information: what the policy lists, as Britain writes it."""
