// The panel behind "More": orders for the next calls of a Web API method to go wrong.

import { openDialog } from "./dialog.js";
import { h } from "./dom.js";
import { post, refresh, session } from "./session.js";

const METHODS = [
  "chat.postMessage",
  "chat.update",
  "chat.postEphemeral",
  "views.open",
  "views.update",
  "views.push",
  "views.publish",
  "conversations.open",
  "conversations.history",
  "users.info",
  "files.getUploadURLExternal",
  "files.completeUploadExternal",
  "files.info",
  "file.upload",
  "file.download",
  "response_url",
];
const KINDS = [
  ["rate_limited", "Too many requests (429)"],
  ["server_error", "Server error (500)"],
  ["time_out", "No answer in time"],
  ["accept_and_drop", "Done, but the answer is lost"],
  ["html", "A web page instead of JSON"],
  ["refused", "Refused with an error"],
  ["unknown_method", "Unknown method"],
  ["slow", "Answered after two seconds"],
];

/** Opens the panel. */
export function openFaults() {
  let said = "";
  const dialog = openDialog("more-panel", "more-title", (close) => [
    h("h2", { class: "dialog__title", id: "more-title" }, "Make something go wrong"),
    h(
      "p",
      { class: "dialog__body" },
      "The next calls of a method fail in the way you choose, so that you can see how the app copes.",
    ),
    h(
      "form",
      { class: "faults", onsubmit: (event) => order(event) },
      field(
        "Method",
        h(
          "select",
          { class: "field field--select", id: "fault-method", name: "method", "data-testid": "fault-method" },
          METHODS.map((method) => h("option", {}, method)),
        ),
      ),
      field(
        "What happens",
        h(
          "select",
          { class: "field field--select", id: "fault-kind", name: "kind", "data-testid": "fault-kind" },
          KINDS.map(([kind, words]) => h("option", { value: kind }, words)),
        ),
      ),
      field(
        "How often",
        h("input", {
          class: "field field--short",
          id: "fault-times",
          name: "times",
          type: "number",
          min: 1,
          max: 99,
          "data-testid": "fault-times",
          mounted: (input) => (input.value = "1"),
        }),
      ),
      h("button", { class: "button button--primary", "data-testid": "fault-order" }, "Order it"),
    ),
    h("h3", { class: "dialog__subtitle" }, "Orders left"),
    orders(),
    said && h("p", { class: "error", role: "status" }, said),
    h(
      "div",
      { class: "dialog__foot" },
      h(
        "button",
        { type: "button", class: "button", "data-testid": "fault-clear", onclick: () => send({ clear: true }) },
        "Clear all",
      ),
      h("button", { type: "button", class: "button", "data-testid": "more-close", onclick: () => close() }, "Close"),
    ),
  ]);

  function order(event) {
    event.preventDefault();
    const { method, kind, times } = Object.fromEntries(new FormData(event.target));
    send({ method, kind, times: Number(times) || 1 });
  }

  async function send(body) {
    const answer = await post("/sandbox/faults", body);
    said = answer.ok ? "" : `That order was not taken: ${answer.error ?? "no reason given"}.`;
    await refresh();
    if (dialog.isConnected) dialog.redraw();
  }
}

function field(words, control) {
  return h("div", { class: "input" }, h("label", { class: "label", for: control.props.id }, words), control);
}

function orders() {
  const left = session.state.faults ?? [];
  if (!left.length) return h("p", { class: "hint" }, "None: everything works.");
  return h(
    "ul",
    { class: "faults__list", "data-testid": "fault-list" },
    left.map((fault) =>
      h(
        "li",
        {},
        h("code", {}, fault.method),
        ` ${describe(fault.kind)}, ${fault.left === null ? "every time" : `${fault.left} left`}`,
      ),
    ),
  );
}

function describe(kind) {
  return KINDS.find(([name]) => name === kind)?.[1] ?? kind;
}
