// The field of a form that takes files: chosen, dropped or pasted, sent at once, and taken out again.

import { h } from "./dom.js";
import { extension, fileAddress, size, upload } from "./files.js";
import { named } from "./inputs.js";
import { act } from "./session.js";
import { changed, refusal, ui } from "./ui.js";
import { remember, stateOf } from "./values.js";

const PICTURE = /^image\/(jpeg|png|gif|webp)$/;
const problems = new Map();
const under = new Set();

/** Draws a file_input. */
export function fileInput(el, block, surface, label) {
  const field = { el, block, surface, id: label.id, key: `${surface.scope}\n${block.block_id}\n${el.action_id}` };
  const files = stateOf(surface, block, el).files;
  const most = el.max_files ?? 10;
  const kinds = el.filetypes?.map((kind) => `.${kind}`).join(",");
  const problem = problems.get(field.key);
  const told = [label?.describedBy, `${label.id}-limits`, problem && `${label.id}-problem`].filter(Boolean).join(" ");
  return h(
    "div",
    {
      class: `drop ${under.has(field.key) ? "drop--over" : ""}`,
      "data-testid": "drop",
      ondragover: (event) => hover(event, field.key),
      ondragleave: (event) => leave(event, field.key),
      ondrop: (event) => {
        leave(event, field.key);
        event.preventDefault();
        take(field, [...event.dataTransfer.files]);
      },
    },
    files.length > 0 && list(field, files),
    files.length < most &&
      h(
        "div",
        { class: "drop__choose", key: "choose" },
        h("input", {
          ...named(el, { ...label, describedBy: told, invalid: label.invalid || Boolean(problem) }),
          type: "file",
          multiple: most > 1,
          accept: kinds,
          onchange: (event) => {
            take(field, [...event.target.files]);
            event.target.value = "";
          },
        }),
        h("span", { class: "drop__hint", "aria-hidden": "true" }, "or drop them here"),
      ),
    h("p", { class: "hint", id: `${label.id}-limits`, key: "limits" }, limits(el, most, files.length)),
    h("p", { class: "hint", role: "status", key: "status" }, ui.uploading.has(field.key) ? "Uploading…" : ""),
    problem && h("p", { class: "error", role: "alert", id: `${label.id}-problem`, key: "problem" }, problem),
  );
}

function list(field, files) {
  return h(
    "ul",
    { class: "chosen-files", role: "list", key: "list" },
    files.map((file) =>
      h(
        "li",
        { key: file.id, class: "chosen-file", "data-testid": "chosen-file" },
        PICTURE.test(file.mimetype)
          ? h("img", { class: "thumb", src: fileAddress(file.id), alt: "" })
          : h("span", { class: "file__sign", "aria-hidden": "true" }, extension(file.name)),
        h("span", { class: "file__words" }, file.name, h("span", { class: "file__size" }, size(file.size))),
        h(
          "button",
          {
            type: "button",
            class: "button button--small",
            "aria-label": `Remove ${file.name}`,
            onclick: () => remove(field, files, file),
          },
          "Remove",
        ),
      ),
    ),
  );
}

function limits(el, most, count) {
  const kinds = el.filetypes?.length ? `${el.filetypes.map((kind) => kind.toUpperCase()).join(", ")}. ` : "";
  return `${kinds}${count} of ${most} chosen.`;
}

function hover(event, key) {
  event.preventDefault();
  if (under.has(key)) return;
  under.add(key);
  changed();
}

function leave(event, key) {
  if (event.type === "dragleave" && event.currentTarget.contains(event.relatedTarget)) return;
  under.delete(key);
  changed();
}

async function take(field, given) {
  problems.delete(field.key);
  ui.uploading.add(field.key);
  changed();
  for (const file of given) {
    const answer = await upload(file);
    if (answer.ok) await put(field, [...stateOf(field.surface, field.block, field.el).files, answer.file]);
    else problems.set(field.key, answer.error);
  }
  ui.uploading.delete(field.key);
  changed();
}

async function remove(field, files, gone) {
  problems.delete(field.key);
  await put(
    field,
    files.filter((file) => file.id !== gone.id),
  );
  act("delete_file", { file: gone.id });
  document.getElementById(field.id)?.focus();
}

async function put({ el, block, surface, key }, files) {
  const state = { type: el.type, files };
  const told = { view_id: surface.view.id, block_id: block.block_id, action_id: el.action_id, state };
  const answer = await act("input", told);
  if (answer.ok) remember(surface, block, el, state);
  else problems.set(key, refusal(answer.error));
  changed();
}
