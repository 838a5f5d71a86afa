// A very small virtual DOM. The page describes what it should look like; patch() changes
// only what differs, so focus, scroll position and half-typed text survive every update.
// All text reaches the document as text nodes: nothing here ever parses HTML.

const SVG = "http://www.w3.org/2000/svg";
const DRAWN = Symbol("drawn children");
const HANDLERS = Symbol("event handlers");
const LIVE = new Set(["value", "checked", "indeterminate"]);
let mounted = [];

/** Describes an element. Children may be nested arrays; null, false and "" are left out. */
export function h(tag, props, ...children) {
  const kept = children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false && child !== "");
  return { tag, props: props ?? {}, key: props?.key, children: kept.map(asNode) };
}

/** Describes an element that is built again only when `dependencies` (a string) changes. */
export function memo(key, dependencies, build) {
  return { key, dependencies, build };
}

/** Makes `parent` show exactly `children`, reusing what is already there. */
export function draw(parent, children) {
  patchChildren(parent, children.map(asNode), parent.namespaceURI === SVG);
  const ready = mounted;
  mounted = [];
  for (const [callback, node] of ready) if (node.isConnected) callback(node);
}

function asNode(child) {
  return typeof child === "object" ? child : { text: String(child) };
}

function kindOf(node) {
  return node.text !== undefined ? "#text" : node.tag;
}

function settle(next, previous) {
  if (!next.build) return next;
  if (previous?.dependencies === next.dependencies) return previous;
  return { ...next.build(), key: next.key, dependencies: next.dependencies };
}

function patchChildren(parent, described, svg) {
  const previous = parent[DRAWN] ?? [];
  const keyed = new Map(previous.filter((node) => node.key !== undefined).map((node) => [node.key, node]));
  let loose = previous.filter((node) => node.key === undefined);
  const reused = new Set();
  const pairs = described.map((plan) => {
    const candidate = plan.key === undefined ? undefined : keyed.get(plan.key);
    const next = settle(plan, candidate);
    let match = candidate;
    if (next.key === undefined) {
      const index = loose.findIndex((node) => kindOf(node) === kindOf(next));
      match = loose[index];
      if (match) loose = loose.slice(index + 1);
    } else if (match && kindOf(match) !== kindOf(next)) match = undefined;
    if (match) reused.add(match);
    return [next, match];
  });
  for (const node of previous) if (!reused.has(node)) node.element.remove();
  let cursor = parent.firstChild;
  for (const [next, match] of pairs) {
    const element = match ? update(next, match, svg) : create(next, svg);
    // A node that is moved loses the focus, so what stands before the focused one goes round it.
    while (match && cursor && cursor !== element && element.contains(document.activeElement)) {
      const passed = cursor;
      cursor = cursor.nextSibling;
      parent.append(passed);
    }
    if (element === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(element, cursor);
  }
  parent[DRAWN] = pairs.map(([next]) => next);
}

function create(node, svg) {
  if (node.text !== undefined) return (node.element = document.createTextNode(node.text));
  const inSvg = svg || node.tag === "svg";
  node.element = inSvg ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag);
  finish(node, {}, inSvg);
  if (node.props.mounted) mounted.push([node.props.mounted, node.element]);
  return node.element;
}

function update(next, previous, svg) {
  if (next === previous) return previous.element;
  next.element = previous.element;
  if (next.text !== undefined) {
    if (next.text !== previous.text) next.element.data = next.text;
    return next.element;
  }
  finish(next, previous.props, svg || next.tag === "svg");
  return next.element;
}

function finish(node, before, svg) {
  const { element, props } = node;
  for (const name of new Set([...Object.keys(before), ...Object.keys(props)])) {
    if (!LIVE.has(name) && before[name] !== props[name]) setProp(element, name, props[name]);
  }
  patchChildren(element, node.children, svg);
  for (const name of LIVE) {
    if (name in props && element[name] !== (props[name] ?? "")) element[name] = props[name] ?? "";
  }
}

function setProp(element, name, value) {
  if (name === "key" || name === "mounted") return;
  if (name.startsWith("on")) return listen(element, name.slice(2), value);
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : value);
}

function listen(element, event, handler) {
  const handlers = (element[HANDLERS] ??= {});
  if (!(event in handlers)) element.addEventListener(event, (happened) => handlers[event]?.(happened));
  handlers[event] = handler;
}
