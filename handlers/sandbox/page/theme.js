// Light or dark: as the system says until the person chooses.

const KEY = "theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

/** The theme in force: "light" or "dark". */
export function theme() {
  return localStorage.getItem(KEY) ?? (dark.matches ? "dark" : "light");
}

/** Puts the chosen theme on the document. */
export function applyTheme() {
  const chosen = localStorage.getItem(KEY);
  if (chosen) document.documentElement.dataset.theme = chosen;
}

/** Changes to the other theme and remembers it. */
export function switchTheme() {
  localStorage.setItem(KEY, theme() === "dark" ? "light" : "dark");
  applyTheme();
}
