"""The rule files: those that come with the program, and a pack's own in its folder `rules`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from bot.policy.reading import Mistake, Read, read
from bot.policy.wording.rules import Plan, Rule, RuleFile

COMMON = Path(__file__).with_name("common")
"""Rules that any organisation may use; a pack says which."""

OWN = "rules"
"""The folder of a pack's own rule files."""


@dataclass
class Shelf:
    """What was read: the rules with the file each stands in, the lists, and what is wrong with the files."""

    rules: list[Rule] = field(default_factory=list)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    leave: tuple[str, ...] = ()
    places: dict[str, tuple[Read, int]] = field(default_factory=dict)  # of a rule, by its id
    mistakes: list[Mistake] = field(default_factory=list)

    def mistake(self, rule: Rule, key: str, number: int | None, what: str, remedy: str) -> Mistake:
        """Return a mistake with the place of a rule's line."""
        file, index = self.places[rule.id]
        where = ("rules", index, key) if number is None else ("rules", index, key, number)
        return Mistake(file.file, file.line(where), what, remedy)


def gather(folder: Path, plan: Plan, given: Mapping[str, tuple[str, ...]]) -> Shelf:
    """Return the rules and lists a pack uses. Its own lists come after the files', and `given` ones before all."""
    shelf = Shelf(lists=dict(given), leave=plan.leave)
    for name in plan.use:
        if not (COMMON / f"{name}.yml").is_file():
            known = ", ".join(sorted(path.stem for path in COMMON.glob("*.yml")))
            shelf.mistakes.append(Mistake("wording.yml", 1, f"There are no rules “{name}”.", f"There are: {known}."))
    for path in _files(folder, plan):
        _put(shelf, path, plan, given["organisation"][0])
    shelf.lists.update(plan.lists)
    for name in plan.off:
        if name not in shelf.places:
            shelf.mistakes.append(Mistake("wording.yml", 1, f"There is no rule “{name}” to switch off.", "Remove it."))
    shelf.rules = [rule for rule in shelf.rules if rule.id not in plan.off]
    return shelf


def _named(rule: Rule, organisation: str) -> Rule:
    """Return the rule with the organisation's name in what it says and in its texts."""

    def named(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(text.replace("{organisation}", organisation) for text in texts)

    said = named((rule.say,))[0]
    return rule.model_copy(update={"say": said, "catch": named(rule.catch), "leave": named(rule.leave)})


def _files(folder: Path, plan: Plan) -> Iterator[Path]:
    yield from (path for name in plan.use if (path := COMMON / f"{name}.yml").is_file())
    yield from sorted((folder / OWN).glob("*.yml"))


def _put(shelf: Shelf, path: Path, plan: Plan, organisation: str) -> None:
    file, mistakes = read(path)
    shelf.mistakes += mistakes
    if mistakes:
        return
    try:
        found = RuleFile.model_validate(file.values or {})
    except ValidationError as error:
        for details in error.errors():
            name = str(details["loc"][-1]) if details["loc"] else path.name
            what = f"“{name}” does not fit: {details['msg']}."
            shelf.mistakes.append(Mistake(file.file, file.line(details["loc"]), what, "Correct it."))
        return
    for name, words in found.lists.items():
        if name in shelf.lists:
            line = file.line(("lists", name))
            what = f"There is a list “{name}” already, in another file or made by the pack."
            shelf.mistakes.append(Mistake(file.file, line, what, "Give it another name."))
        shelf.lists[name] = words
    for index, rule in enumerate(found.rules):
        if rule.id in shelf.places:
            line = file.line(("rules", index, "id"))
            shelf.mistakes.append(
                Mistake(file.file, line, f"The rule “{rule.id}” is there twice.", "Keep one of them.")
            )
            continue
        shelf.places[rule.id] = (file, index)
        shelf.rules.append(_named(rule, organisation))
        if rule.theme not in plan.themes:
            what = f"The pack does not say under which clause “{rule.theme}” stands."
            remedy = "Add it to the themes in wording.yml."
            shelf.mistakes.append(shelf.mistake(rule, "theme", None, what, remedy))
