// The keyboard's way round the page: arrows go from message to message, F6 from part to part, and the focus stays
// where somebody was when a button they pressed goes away.

const PARTS = ["#rail", "#main .scroll", "#composer", ".thread .scroll", "#thread-composer"];

/** Arrow keys in a list of messages; Enter opens the menu of the message that has the focus. */
export function amongMessages(event) {
  const here = event.target.closest(".message");
  const inside = here && event.target !== here;
  if (inside && (event.target.closest("input, textarea, select, [role=tablist]") || event.key === "Enter")) return;
  const all = [...event.currentTarget.querySelectorAll(".message")];
  const index = all.indexOf(here);
  const next = {
    ArrowUp: () => (index < 0 ? all.at(-1) : all[index - 1]),
    ArrowDown: () => all[index + 1],
    Home: () => all[0],
    End: () => all.at(-1),
  }[event.key];
  if (next) {
    (next() ?? here)?.focus();
    event.preventDefault();
  } else if (event.key === "Enter" && here) {
    here.querySelector(".message__menu")?.click();
    event.preventDefault();
  }
}

/** Call before drawing, and what it returns afterwards: when what had the focus is gone, its message or list has it. */
export function keepFocus() {
  const around = document.activeElement?.closest(".message, .scroll");
  return () => {
    if (around?.isConnected && document.activeElement === document.body) around.focus({ preventScroll: true });
  };
}

/** Lets F6 go round the parts of the page, and Shift+F6 the other way. */
export function goRoundParts() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F6" || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    const parts = PARTS.map((part) => document.querySelector(part)).filter((part) => part?.checkVisibility());
    const here = parts.findIndex((part) => part.contains(document.activeElement));
    const step = event.shiftKey ? -1 : 1;
    const part = parts.at((here < 0 && event.shiftKey ? 0 : here) + step) ?? parts[0];
    const current = part.querySelector(".rail__entry--current");
    (current ?? part).focus();
  });
}
