"""Nothing of a shipped policy is left without a rule, a question or a command."""

import pytest

from bot.policy.coverage import coverage
from bot.policy.load import load_pack, pack_folder
from bot.policy.pack import Source


@pytest.mark.parametrize("name", ["next_steps", "saltmarsh_homes"])
def test_every_clause_is_met_by_something(name: str) -> None:
    pack = load_pack(pack_folder(name))
    rows = coverage(pack)
    assert [clause.id for clause, met in rows if not met] == []
    assert {clause.id for clause, _ in rows} == {
        clause.id for clause in pack.clauses.values() if clause.source is not Source.PROCEDURE
    }
