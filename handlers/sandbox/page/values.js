// What has been typed and chosen in fields, in Slack's own shape (view.state.values).
// A field keeps its value for as long as its block_id and action_id stay the same.

const typed = new Map();

const EMPTY = {
  plain_text_input: (el) => ({ value: el.initial_value ?? null }),
  email_text_input: (el) => ({ value: el.initial_value ?? null }),
  url_text_input: (el) => ({ value: el.initial_value ?? null }),
  number_input: (el) => ({ value: el.initial_value ?? null }),
  rich_text_input: (el) => ({ rich_text_value: el.initial_value ?? null }),
  radio_buttons: (el) => ({ selected_option: el.initial_option ?? null }),
  checkboxes: (el) => ({ selected_options: el.initial_options ?? [] }),
  static_select: (el) => ({ selected_option: el.initial_option ?? null }),
  multi_static_select: (el) => ({ selected_options: el.initial_options ?? [] }),
  users_select: (el) => ({ selected_user: el.initial_user ?? null }),
  conversations_select: (el) => ({ selected_conversation: el.initial_conversation ?? null }),
  channels_select: (el) => ({ selected_channel: el.initial_channel ?? null }),
  multi_users_select: (el) => ({ selected_users: el.initial_users ?? [] }),
  multi_conversations_select: (el) => ({ selected_conversations: el.initial_conversations ?? [] }),
  multi_channels_select: (el) => ({ selected_channels: el.initial_channels ?? [] }),
  datepicker: (el) => ({ selected_date: el.initial_date ?? null }),
  timepicker: (el) => ({ selected_time: el.initial_time ?? null }),
  file_input: () => ({ files: [] }),
  datetimepicker: (el) => ({ selected_date_time: el.initial_date_time ?? null }),
};

/** The present value of a field: as typed here, else as the server remembers it, else as it began. */
export function stateOf(surface, block, element) {
  const own = typed.get(surface.scope)?.get(address(block, element));
  const kept = (surface.view ?? surface).state?.values?.[block.block_id]?.[element.action_id];
  return own ?? kept ?? { type: element.type, ...EMPTY[element.type]?.(element) };
}

/** Remembers what was typed or chosen. */
export function remember(surface, block, element, state) {
  if (!typed.has(surface.scope)) typed.set(surface.scope, new Map());
  typed.get(surface.scope).set(address(block, element), state);
}

/** Every field of a view with its present value, as view_submission carries it. */
export function collect(surface) {
  const values = {};
  for (const block of surface.view.blocks) {
    for (const element of fieldsOf(block))
      (values[block.block_id] ??= {})[element.action_id] = stateOf(surface, block, element);
  }
  return values;
}

/** Forgets the fields of views that are no longer open. */
export function keepOnly(scopes) {
  for (const scope of typed.keys()) if (scope.startsWith("view:") && !scopes.includes(scope)) typed.delete(scope);
}

function fieldsOf(block) {
  return [block.element, block.accessory, ...(block.type === "actions" ? block.elements : [])].filter(
    (element) => element?.type in EMPTY,
  );
}

function address(block, element) {
  return `${block.block_id}\n${element.action_id}`;
}
