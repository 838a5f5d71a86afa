"""One drawing for each field of a form. The action id is the field's name, and that is how it is read back."""

from functools import singledispatch

from bot.delivery.parts import ChoiceField, DayField, Field, FilesField, Option, TextField, WhenField
from handlers.slack.blocks import limits
from handlers.slack.blocks.rich import run, section, title
from handlers.slack.blocks.text import Block, fold, plain


@singledispatch
def draw_field(field: Field, _block_id: str) -> Block:
    """Return the field as an input block with this block id."""
    raise TypeError(f"no drawing for {type(field).__name__}")


@draw_field.register
def _(field: TextField, block_id: str) -> Block:
    most = min(field.limit, limits.TYPED)
    element: Block = {
        "type": "plain_text_input",
        "action_id": field.name,
        "multiline": field.multiline,
        "max_length": most,
    }
    if field.initial:
        element["initial_value"] = field.initial[:most]
    if field.placeholder:
        element["placeholder"] = plain(field.placeholder, limits.FIELD_PLACEHOLDER)
    if field.live:
        element["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    too_long = f"Only the first {most:,} characters fit in here." if len(field.initial) > most else ""
    return _input(field, block_id, element, f"{too_long} {field.hint}".strip())


@draw_field.register
def _(field: ChoiceField, block_id: str) -> Block:
    if not field.options:
        return _nothing_to_choose(field, block_id)
    in_sight = not field.as_list and len(field.options) <= limits.OPTIONS_IN_SIGHT
    options = [_option(option) for option in field.options]
    chosen = [drawn for drawn in options if drawn["value"] in field.chosen]
    element: Block = {"type": element_type(field), "action_id": field.name}
    if in_sight or len(options) <= limits.OPTIONS_A_GROUP:
        element["options"] = options
    else:
        element["option_groups"] = [
            {"label": plain(f"From “{group[0]['text']['text']}”", limits.OPTION_LABEL), "options": group}
            for start in range(0, len(options), limits.OPTIONS_A_GROUP)
            if (group := options[start : start + limits.OPTIONS_A_GROUP])
        ]
    if chosen and field.many:
        element["initial_options"] = chosen
    elif chosen:
        element["initial_option"] = chosen[0]
    whole = [option.label for option in field.options if _hides(option)]
    return _input(field, block_id, element, "\n".join([*([field.hint] if field.hint else []), *whole]))


@draw_field.register
def _(field: WhenField, block_id: str) -> Block:
    element: Block = {"type": "datetimepicker", "action_id": field.name}
    if field.initial:
        element["initial_date_time"] = int(field.initial.timestamp())
    return _input(field, block_id, element, field.hint)


@draw_field.register
def _(field: DayField, block_id: str) -> Block:
    element: Block = {"type": "datepicker", "action_id": field.name}
    if field.initial:
        element["initial_date"] = field.initial.isoformat()
    return _input(field, block_id, element, field.hint)


@draw_field.register
def _(field: FilesField, block_id: str) -> Block:
    element: Block = {
        "type": "file_input",
        "action_id": field.name,
        "max_files": min(field.most, limits.FILES_A_FIELD),
    }
    if field.types:
        element["filetypes"] = list(field.types)
    return _input(field, block_id, element, field.hint)


def element_type(field: Field) -> str:
    """Return the kind of Slack element the field is drawn as."""
    if isinstance(field, FilesField):
        return "file_input"
    if isinstance(field, TextField):
        return "plain_text_input"
    if isinstance(field, WhenField):
        return "datetimepicker"
    if isinstance(field, DayField):
        return "datepicker"
    if not field.as_list and len(field.options) <= limits.OPTIONS_IN_SIGHT:
        return "checkboxes" if field.many else "radio_buttons"
    return "multi_static_select" if field.many else "static_select"


def _input(field: Field, block_id: str, element: Block, hint: str) -> Block:
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(field.label, limits.FIELD_LABEL),
        "element": element,
        "optional": field.optional,
    }
    if hint:
        block["hint"] = plain(hint, limits.FIELD_HINT)
    if isinstance(field, TextField | ChoiceField | WhenField) and field.live:
        block["dispatch_action"] = True
    return block


def _option(option: Option) -> Block:
    drawn: Block = {"text": plain(option.label, limits.OPTION_LABEL), "value": option.value}
    if option.description:
        drawn["description"] = plain(option.description, limits.OPTION_DESCRIPTION)
    elif len(option.label) > limits.OPTION_LABEL:
        rest = option.label[len(fold(option.label, limits.OPTION_LABEL)) - 1 :]
        drawn["description"] = plain(f"…{rest}", limits.OPTION_DESCRIPTION)
    return drawn


def _hides(option: Option) -> bool:
    """Return whether a part of the label shows neither in the option nor in its description."""
    shown = limits.OPTION_LABEL if option.description else limits.OPTION_LABEL + limits.OPTION_DESCRIPTION - 2
    return len(option.label) > shown


def _nothing_to_choose(field: ChoiceField, block_id: str) -> Block:
    why = fold(field.hint or "There is nothing to choose from here.", limits.FIELD_HINT)
    return {"type": "rich_text", "block_id": block_id, "elements": [*title(field.label), section(run(why))]}
