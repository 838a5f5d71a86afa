"""What meets each clause: rules that read a draft, questions on a form, commands. Nothing would be a gap."""

from bot.policy.findings import Occasion
from bot.policy.pack import Clause, Pack, Source


def coverage(pack: Pack) -> list[tuple[Clause, tuple[str, ...]]]:
    """Return each clause and each good practice with what meets it, in the pack's order; a part is met with its whole.

    Rules are named by their ids, what is seen in private matters by its label ("ADDRESS"). Procedures are left out:
    they say how the program works, and it does.
    """
    rows = []
    for clause in pack.clauses.values():
        if clause.source is Source.PROCEDURE:
            continue
        family = {one.id for one in pack.clauses.values() if clause.id in (one.id, one.part_of)} | {clause.part_of}
        rows.append((clause, tuple(dict.fromkeys((*_read(pack, family), *_met(pack, family))))))
    return rows


def _read(pack: Pack, family: set[str]) -> list[str]:
    sayings = (pack.sayings.labels, pack.sayings.rules, pack.sayings.personal)
    private = [name for told in sayings for name, saying in told.items() if saying.clause in family]
    themes = {name for name, theme in pack.wording.themes.items() for when in Occasion if theme.clause(when) in family}
    return private + [rule.id for rule in pack.wording.rules if rule.theme in themes]


def _met(pack: Pack, family: set[str]) -> list[str]:
    return [name for clause in pack.clauses.values() if clause.id in family for name in clause.met_by]
