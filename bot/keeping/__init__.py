"""The keeping of the record: its key, what is signed, what is compared at the start, copies, and what witnesses get."""
