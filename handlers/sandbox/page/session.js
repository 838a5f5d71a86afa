// Everything the page knows comes from the server through here: one state, fetched again
// whenever the server says something changed, and one way to do something as a member.

const HEADERS = { "Content-Type": "application/json", "X-Sandbox": "1" };
const chosen = new URLSearchParams(location.search).get("as") ?? localStorage.getItem("as") ?? document.body.dataset.as;

export const session = { as: chosen, state: null, fetchedAt: 0, online: true };

let changed = () => {};
let socket = null;
let fetching = false;
let again = false;
let wait = 500;

/** Starts following the server; `whenChanged` is called after every new state. */
export function follow(whenChanged) {
  changed = whenChanged;
  showInAddress();
  refresh();
  listen();
}

/** Becomes another member: the address shows it, so that a reload or a second tab can differ. */
export function actAs(member) {
  if (member === session.as) return;
  session.as = member;
  localStorage.setItem("as", member);
  showInAddress();
  socket?.close();
  listen();
  return refresh();
}

/** Fetches the state; calls that come while one is under way become one more fetch. */
export async function refresh() {
  if (fetching) {
    again = true;
    return;
  }
  fetching = true;
  const asked = session.as;
  try {
    const answer = await fetch(`/sandbox/state${query()}`, { headers: HEADERS });
    if (!answer.ok) throw new Error(`state ${answer.status}`);
    const state = await answer.json();
    if (state.ok === false) becomeSomebody(asked);
    else if (asked === session.as) {
      session.state = state;
      session.fetchedAt = Date.now();
    } else again = true;
    session.online = true;
  } catch {
    session.online = false;
  }
  fetching = false;
  changed();
  if (again) {
    again = false;
    await refresh();
  }
}

/** Does something as the current member; the answer always has `ok`, and `error` when it is false. */
export async function act(doing, details = {}) {
  const answer = await post("/sandbox/act", { as: session.as, do: doing, ...details });
  refresh();
  return answer;
}

/** Posts JSON; a server that cannot be reached answers {ok: false, error: "unreachable"}. */
export async function post(path, body) {
  try {
    const answer = await fetch(path, { method: "POST", headers: HEADERS, body: JSON.stringify(body) });
    const said = await answer.json().catch(() => ({}));
    return { ok: answer.ok, ...said };
  } catch {
    return { ok: false, error: "unreachable" };
  }
}

function showInAddress() {
  const address = new URL(location.href);
  address.searchParams.set("as", session.as);
  history.replaceState(null, "", address);
}

function becomeSomebody(unknown) {
  const { as } = document.body.dataset;
  if (unknown === as) throw new Error(`nobody is ${as}`);
  localStorage.removeItem("as");
  queueMicrotask(() => actAs(as));
}

function query() {
  return `?as=${encodeURIComponent(session.as)}`;
}

function listen() {
  const own = new WebSocket(`${location.origin.replace(/^http/, "ws")}/sandbox/live${query()}`);
  socket = own;
  own.onopen = () => {
    wait = 500;
    refresh();
  };
  own.onmessage = () => refresh();
  own.onclose = () => {
    if (own !== socket) return;
    session.online = false;
    changed();
    setTimeout(() => own === socket && listen(), wait);
    wait = Math.min(wait * 2, 5000);
  };
}
