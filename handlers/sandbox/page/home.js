// The Home tab of the app, as the app published it for the present member.

import { blocks } from "./blocks.js";
import { h } from "./dom.js";
import { session } from "./session.js";

/** The Home tab. */
export function home() {
  const view = session.state.home;
  const surface = {
    scope: `home:${session.as}`,
    anchor: "home",
    where: { home: true },
    view,
    errors: view?.errors ?? {},
  };
  return h(
    "div",
    {
      class: "scroll scroll--home",
      key: `home ${session.as}`,
      role: "tabpanel",
      id: "tab-panel",
      tabindex: "0",
      "aria-labelledby": "tab-home",
      "data-testid": "home",
    },
    h(
      "div",
      { class: "home" },
      view ? blocks(view.blocks, surface) : h("p", { class: "empty" }, "The app has not published a Home for you yet."),
    ),
  );
}
