"""The record is append-only in the database too. Only the tree proves it; this stops a slip and a hasty hand.

A migration that rebuilds a table loses its triggers, so all of them are made again after every upgrade.
"""

from sqlalchemy import Connection

_SQLITE = (
    "DROP TRIGGER IF EXISTS log_entry_stays",
    "DROP TRIGGER IF EXISTS log_entry_remains",
    "DROP TRIGGER IF EXISTS log_entry_in_order",
    """CREATE TRIGGER log_entry_stays BEFORE UPDATE ON log_entry
    BEGIN SELECT RAISE(ABORT, 'the record is append-only: no entry may be changed'); END""",
    """CREATE TRIGGER log_entry_remains BEFORE DELETE ON log_entry
    BEGIN SELECT RAISE(ABORT, 'the record is append-only: no entry may be deleted'); END""",
    # INSERT OR REPLACE deletes without asking the trigger above, but not before this one.
    """CREATE TRIGGER log_entry_in_order BEFORE INSERT ON log_entry
    WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), -1) + 1 FROM log_entry WHERE org = NEW.org)
    BEGIN SELECT RAISE(ABORT, 'the record is append-only: an entry takes the next number'); END""",
)

_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION log_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the record is append-only: no entry may be changed or deleted'; END $$""",
    """CREATE OR REPLACE FUNCTION log_entry_order() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.seq <> (SELECT coalesce(max(seq), -1) + 1 FROM log_entry WHERE org = NEW.org) THEN
        RAISE EXCEPTION 'the record is append-only: an entry takes the next number';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE OR REPLACE TRIGGER log_entry_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON log_entry
    FOR EACH STATEMENT EXECUTE FUNCTION log_entry_refuse()""",
    """CREATE OR REPLACE TRIGGER log_entry_in_order BEFORE INSERT ON log_entry
    FOR EACH ROW EXECUTE FUNCTION log_entry_order()""",
)


def make_triggers(connection: Connection) -> None:
    """Make every trigger, in place of an earlier one of the same name."""
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)
