// The stack of open views. Only the top one is shown, in one <dialog> that traps the focus
// and gives it back; what was typed in the views below is kept.

import { blocks } from "./blocks.js";
import { draw, h } from "./dom.js";
import { dropWaiting } from "./interact.js";
import { textObject } from "./mrkdwn.js";
import { notices } from "./notices.js";
import { appMember, avatar } from "./people.js";
import { act, session } from "./session.js";
import { changed, notice, refusal, ui } from "./ui.js";
import { collect, keepOnly } from "./values.js";

const dialog = document.getElementById("modal");
let shownView = null;
let before = new Set();
let focusError = null;

dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  close(topView());
});
dialog.addEventListener("close", () => !dialog.open && topView() && close(topView()));

/** Opens, updates or closes the dialog so that it shows the top of the stack. */
export function showModal() {
  const view = topView();
  keepOnly(session.state.views.map((one) => `view:${one.id}`));
  if (!view) {
    shownView = null;
    if (dialog.open) giveBack();
    return draw(dialog, []);
  }
  draw(dialog, [form(view)]);
  if (!dialog.open) dialog.showModal();
  const shown = `${view.id} ${view.callback_id}`; // a form in place of another begins at its first field, too
  if (shownView !== shown) {
    shownView = shown;
    before = new Set(session.state.notices.map((line) => line.id));
    firstField()?.focus();
  }
  const wrong = focusError === view.id && dialog.querySelector(".input--wrong :is(input, textarea, select)");
  if (wrong) {
    focusError = null;
    wrong.focus();
  }
}

function topView() {
  return session.state?.views.at(-1);
}

function form(view) {
  const surface = surfaceOf(view);
  const uploading = [...ui.uploading].some((key) => key.startsWith(`${surface.scope}\n`));
  const busy = view.busy || uploading || ui.pending.has(surface.scope);
  const depth = session.state.views.length;
  const shown = new Set(view.blocks.map((block) => block.block_id));
  const strays = Object.entries(surface.errors).filter(([id]) => !shown.has(id));
  return h(
    "form",
    {
      class: "modal__form",
      key: view.id,
      novalidate: true,
      "aria-busy": String(busy),
      onsubmit: (event) => submit(event, surface),
    },
    h(
      "div",
      { class: "modal__head" },
      avatar(appMember(), "avatar--small"),
      h(
        "h2",
        { class: "modal__title", id: "modal-title", tabindex: "-1", "data-testid": "modal-title" },
        textObject(view.title),
      ),
      h(
        "button",
        {
          type: "button",
          class: "button button--icon",
          "aria-label": depth > 1 ? "Back" : "Close",
          "data-testid": "modal-x",
          onclick: () => close(view),
        },
        depth > 1 ? "←" : "×",
      ),
    ),
    h(
      "div",
      { class: "modal__body", "data-testid": "modal-body" },
      strays.map(([id, words]) => h("p", { class: "error", role: "alert", key: id }, words)),
      blocks(view.blocks, surface),
    ),
    notices(before),
    h(
      "div",
      { class: "modal__foot" },
      h(
        "button",
        { type: "button", class: "button", "data-testid": "modal-close", onclick: () => close(view) },
        view.close ? textObject(view.close) : view.submit ? "Cancel" : "Close",
      ),
      view.submit &&
        h(
          "button",
          {
            class: `button button--primary ${busy ? "is-busy" : ""}`,
            "aria-disabled": String(Boolean(busy)),
            "data-testid": "modal-submit",
          },
          textObject(view.submit),
        ),
    ),
  );
}

function surfaceOf(view) {
  return {
    scope: `view:${view.id}`,
    anchor: `view-${view.id}`,
    where: { view_id: view.id },
    view,
    errors: view.errors ?? {},
  };
}

async function submit(event, surface) {
  event.preventDefault();
  const uploading = [...ui.uploading].some((key) => key.startsWith(`${surface.scope}\n`));
  if (!surface.view.submit || uploading || ui.pending.has(surface.scope)) return;
  ui.pending.add(surface.scope);
  changed();
  dropWaiting(surface);
  const answer = await act("submit", { view_id: surface.view.id, values: collect(surface) });
  ui.pending.delete(surface.scope);
  if (answer.errors && Object.keys(answer.errors).length) focusError = surface.view.id;
  else if (!answer.ok) notice(refusal(answer.error));
  changed();
}

function close(view) {
  dropWaiting(surfaceOf(view));
  act("close", { view_id: view.id });
}

function giveBack() {
  dialog.close();
  if (document.activeElement === document.body) document.getElementById("composer")?.focus();
}

function firstField() {
  const first = dialog.querySelector(".modal__body :is(input, textarea, select):not([disabled])");
  const chosen = first?.type === "radio" && first.closest(".ticks").querySelector(":checked");
  return chosen || first || dialog.querySelector("#modal-title");
}
