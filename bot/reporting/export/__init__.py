"""The record handed over: as lines that verify, as a table, on paper, and what is held about one person."""
