"""What is remembered: tables, the unit of work and migrations, on SQLite and PostgreSQL alike."""
