// Files that wait beside a message box until the message is sent.

import { h } from "./dom.js";
import { size, upload } from "./files.js";
import { act } from "./session.js";
import { changed, notice, ui } from "./ui.js";

/** The ids of the files that wait in the message box of this key. */
export function attached(key) {
  return (ui.attached.get(key) ?? []).map((file) => file.id);
}

/** Takes files out of the message box, because they were sent. */
export function detach(key) {
  ui.attached.delete(key);
}

/** What a conversation needs to take files that are dropped on it or pasted into its message box. */
export function takesFiles(key) {
  const take = (event, files) => {
    if (!files?.length) return;
    event.preventDefault();
    attach(key, [...files]);
  };
  return {
    ondragover: (event) => event.dataTransfer.types.includes("Files") && event.preventDefault(),
    ondrop: (event) => take(event, event.dataTransfer.files),
    onpaste: (event) => take(event, event.clipboardData.files),
  };
}

/** The button that opens the file chooser. */
export function attachButton(key, id) {
  return [
    h("input", {
      type: "file",
      multiple: true,
      hidden: true,
      id: `${id}-files`,
      "data-testid": "attach",
      onchange: (event) => {
        attach(key, [...event.target.files]);
        event.target.value = "";
      },
    }),
    h(
      "button",
      { type: "button", class: "button button--small", onclick: () => document.getElementById(`${id}-files`).click() },
      "Attach",
    ),
  ];
}

/** The files that wait, each with a way out. */
export function waitingFiles(key) {
  const files = ui.attached.get(key) ?? [];
  if (!files.length && !ui.uploading.has(key)) return null;
  return h(
    "ul",
    { class: "chosen-files", role: "list", key: "waiting", "aria-label": "Files to send" },
    files.map((file) =>
      h(
        "li",
        { key: file.id, class: "chosen-file" },
        h("span", { class: "file__words" }, file.name, h("span", { class: "file__size" }, size(file.size))),
        h(
          "button",
          {
            type: "button",
            class: "button button--small",
            "aria-label": `Remove ${file.name}`,
            onclick: () => {
              ui.attached.set(
                key,
                files.filter((other) => other !== file),
              );
              act("delete_file", { file: file.id });
              changed();
            },
          },
          "Remove",
        ),
      ),
    ),
    ui.uploading.has(key) && h("li", { class: "hint", role: "status" }, "Uploading…"),
  );
}

async function attach(key, given) {
  ui.uploading.add(key);
  changed();
  for (const file of given) {
    const answer = await upload(file);
    if (answer.ok) ui.attached.set(key, [...(ui.attached.get(key) ?? []), answer.file]);
    else notice(answer.error);
  }
  ui.uploading.delete(key);
  changed();
}
