"""What every pack keeps, whoever wrote it: the shipped ones and one that shares nothing with them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.approvals.models import Kind
from bot.policy.ask import ask, policy_answer
from bot.policy.load import SHIPPED, lint
from bot.policy.pack import ANY_KIND, MOST_APPLYING, Fate, Matter, Pack, Source
from bot.policy.quoting import quoted
from bot.record.models import TextClass
from tests.policy.packs import NEXT_STEPS_PACK, OTHER, OTHER_PACK, SALTMARSH, SALTMARSH_PACK

NAMES = ["next steps", "saltmarsh homes", "other"]
every_pack = pytest.mark.parametrize("pack", [NEXT_STEPS_PACK, SALTMARSH_PACK, OTHER_PACK], ids=NAMES)


@pytest.mark.parametrize("folder", [SHIPPED, SALTMARSH, OTHER], ids=NAMES)
def test_the_pack_has_no_mistakes(folder: Path) -> None:
    assert lint(folder) == []


@every_pack
def test_every_clause_is_kept_under_its_own_id(pack: Pack) -> None:
    assert all(clause_id == clause.id for clause_id, clause in pack.clauses.items())
    assert all(pack.clause(clause_id) is clause for clause_id, clause in pack.clauses.items())


@every_pack
def test_every_kind_account_and_sign_a_clause_names_is_known(pack: Pack) -> None:
    accounts = {name for account in pack.accounts.values() for name in (account.id, account.network)}
    for clause in pack.clauses.values():
        assert clause.kinds <= {*Kind, ANY_KIND}
        assert clause.accounts <= accounts
        assert clause.signs <= pack.signs.keys()


@every_pack
@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_proposal_has_a_clause(pack: Pack, kind: Kind) -> None:
    applying = pack.applying(kind, tuple(pack.accounts)[:1], "Good morning")
    assert 1 <= len(applying) <= MOST_APPLYING
    assert len({clause.id for clause in applying}) == len(applying)


@every_pack
def test_reasons_fit_into_one_list(pack: Pack) -> None:
    reasons = pack.reasons()
    assert 1 <= len(reasons) <= 100
    assert all(clause.reason and 0 < len(clause.short) <= 70 for clause in reasons)


@every_pack
def test_every_matter_of_the_digest_stands_under_a_clause(pack: Pack) -> None:
    assert all(pack.clause(pack.matters[matter]) for matter in Matter)


@every_pack
def test_a_clause_says_whose_word_it_is(pack: Pack) -> None:
    for clause in pack.clauses.values():
        assert clause.label.endswith(f", {clause.id}")
        assert bool(clause.version) == (clause.source is Source.POLICY)
        assert quoted(clause).source == clause.label
        assert clause.words in quoted(clause).words


@every_pack
def test_every_approval_lasts_some_time(pack: Pack) -> None:
    assert pack.settings.lifetimes.approval_hours.keys() == {*Kind}


@every_pack
def test_the_pack_s_own_example_finds_an_answer(pack: Pack) -> None:
    assert ask(pack, pack.asking.example)


@every_pack
def test_every_undefined_word_is_one_the_policy_uses(pack: Pack) -> None:
    for term in pack.asking.undefined:
        assert any(term in clause.words for clause in pack.clauses.values())
        assert "does not say what it means" in str(policy_answer(pack, f"what does {term} mean"))


@every_pack
def test_every_text_is_kept_for_some_time_and_the_reason_is_told(pack: Pack) -> None:
    since = datetime(2028, 2, 29, 9, 0, tzinfo=UTC)
    for kept in (*pack.retention.texts, pack.retention.names):
        assert kept.ends(since) > since and kept.because.endswith(".")
        assert str(kept).split()[1].startswith(("year", "day"))
    assert pack.keeping(TextClass.DRAFT, Fate.PUBLISHED) and not pack.keeping(TextClass.CONCERN, Fate.ABANDONED)
