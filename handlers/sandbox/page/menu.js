// One pop-up menu for the whole page: arrow keys, Escape, a click elsewhere, focus given back.

import { draw, h } from "./dom.js";

const GAP = 6;
let close = () => {};

/**
 * Opens a menu beside `anchor`. Items are {label, description, icon, chosen, group}; an item
 * with a `group` starts a new group under that heading.
 */
export function openMenu(anchor, label, items) {
  close();
  const host = anchor.closest("dialog, main, aside") ?? document.body;
  const layer = host.appendChild(document.createElement("div"));
  layer.className = "menu-layer";
  const pick = (item) => {
    close();
    item.chosen();
  };
  draw(layer, [
    h(
      "div",
      { class: "menu", role: "menu", "aria-label": label, "data-testid": "menu" },
      items.map((item) => entry(item, pick)),
    ),
  ]);
  const menu = layer.firstChild;
  place(menu, anchor);
  const outside = (event) => menu.contains(event.target) || close();
  close = () => {
    close = () => {};
    document.removeEventListener("pointerdown", outside, true);
    anchor.setAttribute("aria-expanded", "false");
    if (layer.contains(document.activeElement)) anchor.focus();
    layer.remove();
  };
  document.addEventListener("pointerdown", outside, true);
  anchor.setAttribute("aria-expanded", "true");
  menu.addEventListener("keydown", (event) => steer(event, menu));
  menu.querySelector("[role=menuitem]")?.focus();
}

function entry(item, pick) {
  const button = h(
    "button",
    {
      type: "button",
      class: "menu__item",
      role: "menuitem",
      tabindex: "-1",
      "data-testid": "menu-item",
      onclick: () => pick(item),
    },
    item.icon && h("span", { class: "menu__icon", "aria-hidden": "true" }, item.icon),
    h(
      "span",
      { class: "menu__words" },
      h("span", { class: "menu__label" }, item.label),
      item.description && h("span", { class: "menu__description" }, item.description),
    ),
  );
  return item.group ? [h("div", { class: "menu__group", role: "presentation" }, item.group), button] : button;
}

function place(menu, anchor) {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = box.bottom + GAP + height <= innerHeight || box.top < height + GAP;
  const top = below ? box.bottom + GAP : box.top - GAP - height;
  const left = box.left > innerWidth / 2 ? box.right - width : box.left;
  menu.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
  menu.style.top = `${Math.max(GAP, Math.min(top, innerHeight - height - GAP))}px`;
}

function steer(event, menu) {
  const items = [...menu.querySelectorAll("[role=menuitem]")];
  const here = items.indexOf(document.activeElement);
  const steps = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 };
  if (event.key in steps) items.at(steps[event.key] % items.length).focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
