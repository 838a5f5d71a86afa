"""What the clock asks for: each duty claims its slot in the same commit as what it causes."""
