// Files: sending them to the workspace, their addresses here, and how they look in a message.

import { h } from "./dom.js";
import { session } from "./session.js";
import { refusal } from "./ui.js";

const PRIVATE = /\/files-pri\/[^/]*-(F[0-9A-Z]+)\//;

/** Sends one file to the workspace; {ok, file} or {ok: false, error} in words. */
export async function upload(file) {
  const query = new URLSearchParams({ as: session.as, name: file.name });
  try {
    const answer = await fetch(`/sandbox/files?${query}`, {
      method: "POST",
      headers: { "X-Sandbox": "1", "Content-Type": "application/octet-stream" },
      body: file,
    });
    if (answer.status === 413) return { ok: false, error: `${file.name} is larger than this workspace keeps.` };
    return await answer.json();
  } catch {
    return { ok: false, error: refusal("unreachable") };
  }
}

/** The address of a file for the member whose workspace is drawn, also while the page changes to another. */
export function fileAddress(id) {
  return `/sandbox/files/${id}?as=${encodeURIComponent(session.state.me.id)}`;
}

/** The address of the picture of an image block or element, from the web or from the workspace; or undefined. */
export function pictureAddress(block) {
  const { id, url } = block.slack_file ?? {};
  const known = id ?? PRIVATE.exec(url ?? "")?.[1];
  return known ? fileAddress(known) : block.image_url;
}

/** How large a file is, in words. */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** The files of a message. */
export function fileList(files) {
  if (!files?.length) return null;
  return h(
    "ul",
    { class: "files", role: "list" },
    files.map((file) => h("li", { key: file.id, class: "files__one", "data-testid": "file" }, shown(file))),
  );
}

function shown(file) {
  if (file.deleted) return h("p", { class: "figure__missing" }, "This file was deleted.");
  const address = { href: fileAddress(file.id), target: "_blank", rel: "noopener" };
  const name = file.title || file.name;
  if (!file.picture)
    return h(
      "a",
      { ...address, class: "file", download: file.name },
      h("span", { class: "file__sign", "aria-hidden": "true" }, extension(file.name)),
      h("span", { class: "file__words" }, h("strong", {}, name), h("span", { class: "file__size" }, size(file.size))),
    );
  const alt = file.alt || `${name} (no description)`;
  return h(
    "figure",
    { class: "figure" },
    h("a", address, h("img", { src: fileAddress(file.id), alt, loading: "lazy" })),
    h("figcaption", { class: "figure__name" }, name),
  );
}

/** The letters on the sign of a file that cannot be shown. */
export function extension(name) {
  return (/\.(\w{1,4})$/.exec(name)?.[1] ?? "file").toUpperCase();
}
