"""Who is who and what is ours: people, roles, accounts."""
