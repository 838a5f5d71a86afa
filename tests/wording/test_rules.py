"""The shipped rules: each catches its own texts and leaves its others alone; mistakes are told with their line."""

from pathlib import Path

import pytest

from bot.policy.findings import Level, Occasion
from bot.policy.load import SHIPPED, lint, load_pack
from bot.policy.prepared import prepare
from bot.policy.screening import screen
from bot.policy.wording.proof import sources, speaks
from bot.policy.wording.reader import Reader
from bot.policy.wording.rules import Rule
from tests.wording.reworded import disturbed, lines, unheard

pytestmark = pytest.mark.likeness
PACK = load_pack()
RULES = {rule.id: rule for rule in PACK.wording.rules}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_catches_its_texts_and_leaves_the_others_alone(name: str) -> None:
    rule = RULES[name]
    reader = Reader([rule], PACK.wording.lists)
    assert [text for text in rule.catch if not speaks(reader, rule, text)] == []
    assert [text for text in rule.leave if speaks(reader, rule, text)] == []


def test_all_rules_together_find_what_each_finds_alone() -> None:
    for rule in RULES.values():
        for text in rule.catch:
            assert speaks(PACK.wording.reader, rule, text), (rule.id, text)


def test_every_finding_stands_under_a_clause_of_the_pack() -> None:
    for theme in PACK.wording.themes.values():
        for occasion in Occasion:
            assert PACK.clause(theme.clause(occasion))


def test_a_rule_that_rests_on_inference_says_so() -> None:
    for rule in RULES.values():
        assert set(rule.source) <= set(sources())
        if rule.theme in ("safe", "respect") and rule.source == ("own",):
            assert rule.confirm, rule.id


def test_the_name_as_everyday_words_is_left_alone_and_as_a_name_is_not() -> None:
    def asked(text: str) -> set[str]:
        found = screen(PACK, text, occasion=Occasion.PERSONAL)
        return {finding.rule for finding in found if finding.level is not Level.TIP}

    assert asked("Taking your next steps after a hard year? The next steps are small ones.") == set()
    assert "say-who-you-are" in asked("Lovely walk with everybody from Next Steps yesterday")
    assert "own-views" in asked("Lovely walk with everybody from Next Steps yesterday")


def test_what_two_rules_would_say_alike_of_the_same_words_is_told_once() -> None:
    def told(text: str) -> list[tuple[str, Level]]:
        return [(one.rule, one.level) for one in screen(PACK, text)]

    text = "Be a shame if something happened to that greenhouse"
    assert all(speaks(PACK.wording.reader, RULES[name], text) for name in ("plain-threat", "attack-on-a-person"))
    assert told(text) == [("plain-threat", Level.STOP_AND_THINK)]
    both = [("plain-attack", Level.STOP_AND_THINK), ("swearing", Level.CHECK)]  # not alike: one stops
    assert told("That pillock again") == both


def test_places_are_those_of_the_text_as_it_was_typed() -> None:
    text = "🌱 “Zoë” said: he com\u200bmitted suicide 💙"
    found = [one for one in screen(PACK, text) if one.rule == "suicide-committed"]
    assert [text[one.start : one.end] for one in found] == ["com\u200bmitted suicide"]


def with_rules_of_its_own(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    (folder / "rules").mkdir(parents=True)
    for path in (*SHIPPED.glob("*.yml"), SHIPPED / "source.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_a_list_that_is_there_already_is_told_and_not_put_in_its_place(tmp_path: Path) -> None:
    folder = with_rules_of_its_own(tmp_path)
    (folder / "rules" / "ours.yml").write_text("lists:\n  moon: [blue moon]\n  suicide: [blue moon]\n")
    told = [str(mistake) for mistake in lint(folder)]
    assert "ours.yml, line 3: There is a list “suicide” already" in told[0]


def test_mistakes_in_rules_are_told_with_file_and_line(tmp_path: Path) -> None:
    folder = with_rules_of_its_own(tmp_path)
    rule = RULES["swearing"].model_dump(mode="json", exclude={"catch", "leave", "id", "look_for", "shape"})
    good = Rule(**rule, id="ours-1", look_for=("blue moon",), catch=("a blue moon",), leave=("a red moon",))
    bad = {
        "phrase": good.model_copy(update={"id": "ours-2", "look_for": ("blue (moon",)}),
        "not caught": good.model_copy(update={"id": "ours-3", "catch": ("a red moon",)}),
        "not left": good.model_copy(update={"id": "ours-4", "leave": ("the blue moon",)}),
        "source": good.model_copy(update={"id": "ours-5", "source": ("hearsay",)}),
        "theme": good.model_copy(update={"id": "ours-6", "theme": "weather"}),
        "twice": good,
    }
    lines = ["rules:"]
    for one in (good, *bad.values()):
        lines.append("  - " + one.model_dump_json(exclude_defaults=True))
    (folder / "rules" / "ours.yml").write_text("\n".join(lines), encoding="utf-8")
    told = [str(mistake) for mistake in lint(folder)]
    assert [line.split(":")[0] for line in told] == [f"ours.yml, line {number}" for number in (3, 4, 5, 6, 7, 8)]
    expected = ("bracket", "does not catch", "should leave alone", "hearsay", "weather", "twice")
    for line, words in zip(told, expected, strict=True):
        assert words in line


def test_two_things_in_one_sentence_are_found_in_either_order_and_not_across_sentences() -> None:
    rule = RULES["swearing"].model_copy(update={"shape": None, "unless": (), "look_for": ("lad & hospital",)})
    reader = Reader([rule], {})
    assert speaks(reader, rule, "The lad is in hospital")
    assert speaks(reader, rule, "In hospital tonight: the lad")
    assert not speaks(reader, rule, "The lad is home. The hospital rang.")


def test_what_stands_beside_may_silence_a_rule() -> None:
    update = {"shape": None, "unless": (), "look_for": ("lad",), "unless_beside": ("consent",)}
    rule = RULES["swearing"].model_copy(update=update)
    reader = Reader([rule], {})
    assert speaks(reader, rule, "The lad is here. We have consent.")
    assert not speaks(reader, rule, "With his consent: the lad is here")


@pytest.mark.parametrize(
    "text",
    ["sh1t", "fukin", "b'stard", "sh!te", "s h i t", "f.u.c.k", "tw@t", "f***", "@rse", "fυck", "ѕhit", "🖕🏽"],
)
def test_swearing_is_found_in_disguise(text: str) -> None:
    assert speaks(PACK.wording.reader, RULES["swearing"], f"{text} weather")


@pytest.mark.parametrize(
    "text", ["Scunthorpe", "a&e", "it's ours, don't", "@shithouse", "five-a-side", "S.O.S.", "Tea** (**decaf)", "10am"]
)
def test_what_only_looks_like_swearing_is_left_alone(text: str) -> None:
    assert not speaks(PACK.wording.reader, RULES["swearing"], text)


def test_rewordings_are_heard_and_ordinary_posts_of_other_services_left_in_peace() -> None:
    assert len(list(unheard())) * 20 <= len(lines("reworded.txt"))
    assert len({line for line, *_ in disturbed()}) * 50 <= len(lines("ordinary.txt"))


def test_rules_laid_over_others_read_as_if_all_had_been_there() -> None:
    own = RULES["swearing"].model_copy(update={"id": "own", "shape": None, "unless": (), "look_for": ("blue moon",)})
    kept = [rule for rule in PACK.wording.rules if rule.id != "swearing"]
    over = PACK.wording.laid_over((own,), {"swearing"}, {})
    fresh = Reader([*kept, own], PACK.wording.lists)
    assert over.rules == (*kept, own)
    for text in ("bloody hell, a blue moon", *(rule.catch[0] for rule in PACK.wording.rules)):
        ready = prepare(text)
        read = [reader.read(ready, Occasion.OFFICIAL, "post") for reader in (over.reader, fresh)]
        assert read[0] == read[1]
    assert [one.rule.id for one in over.reader.read(prepare("bloody, blue moon"), Occasion.OFFICIAL, "post")] == ["own"]
