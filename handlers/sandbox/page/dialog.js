// Small questions and panels in the browser's own dialog, which traps and returns the focus.

import { draw, h } from "./dom.js";
import { textObject } from "./mrkdwn.js";

/** Asks a Block Kit confirmation; resolves to whether the person confirmed. */
export function confirmed(question) {
  return new Promise((resolve) => {
    const dialog = openDialog("confirm", "confirm-title", (close) => [
      h("h2", { class: "dialog__title", id: "confirm-title" }, textObject(question.title)),
      h("div", { class: "dialog__body mrkdwn" }, textObject(question.text)),
      h(
        "div",
        { class: "dialog__foot" },
        answer(question.deny, "Cancel", "", "confirm-no", () => close("no")),
        answer(
          question.confirm,
          "Yes",
          question.style === "danger" ? "button--danger" : "button--primary",
          "confirm-yes",
          () => close("yes"),
        ),
      ),
    ]);
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"));
  });
}

/** Opens a dialog; `build(close)` gives its children. It removes itself when it is closed. */
export function openDialog(testid, labelId, build) {
  const dialog = document.body.appendChild(document.createElement("dialog"));
  dialog.className = "dialog";
  dialog.dataset.testid = testid;
  dialog.setAttribute("aria-labelledby", labelId);
  dialog.redraw = () =>
    draw(
      dialog,
      build((value) => dialog.close(value)),
    );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.redraw();
  dialog.showModal();
  return dialog;
}

function answer(text, otherwise, style, testid, onclick) {
  return h(
    "button",
    { type: "button", class: `button ${style}`, "data-testid": testid, onclick },
    text ? textObject(text) : otherwise,
  );
}
