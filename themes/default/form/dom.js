// Small helpers for making and finding elements, shared by the modules of this folder. Text goes in as text, never as
// markup.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Makes an element. A prop that the element has is set on it ("className", "onclick", "hidden"); any other goes in as
 * an attribute ("for", "aria-live"). What is undefined, null or false is left out.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {{[prop: string]: any} | null} [props]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, props, ...children) {
  const e = document.createElement(tag);
  for (const [key, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key in e) /** @type {any} */ (e)[key] = value;
    else e.setAttribute(key, value === true ? "" : value);
  }
  e.append(.../** @type {(Node | string)[]} */ (children.filter(Boolean)));
  return e;
}

/**
 * A button that is not for sending a form.
 *
 * @param {string} text
 * @param {(e: MouseEvent) => void} run
 * @param {{[prop: string]: any}} [props]
 */
export const button = (text, run, props) =>
  el("button", { type: "button", className: "button plain", onclick: run, ...props }, text);

/** @param {...Child} buttons */
export const row = (...buttons) => el("div", { className: "row" }, ...buttons);

/**
 * The state of something, as a tag.
 *
 * @param {"draft" | "done" | "past"} state
 * @param {string} words
 */
export const tag = (state, words) => el("span", { className: "tag state state-" + state }, words);

/**
 * @param {EventTarget} target
 * @param {string} types  one or several, separated by spaces
 * @param {(e: any) => void} run
 * @param {boolean} [capture]
 */
export function on(target, types, run, capture) {
  for (const type of types.split(" ")) target.addEventListener(type, run, capture);
}

/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} from
 * @param {string} selector
 * @returns {T[]}
 */
export const all = (from, selector) => [.../** @type {NodeListOf<T>} */ (from.querySelectorAll(selector))];

let down = false;
on(
  window,
  "pointerdown pointerup pointercancel",
  (e) => {
    down = e.type === "pointerdown";
  },
  true,
);

/**
 * Runs it once no finger or button is down: what moves the page as a box is left would take a button away from under
 * the finger that presses it.
 *
 * @param {() => void} run
 */
export function settled(run) {
  setTimeout(() => (down ? settled(run) : run()), 300);
}

/** @param {string} id */
export const byId = (id) => document.getElementById(id);

/** @type {HTMLElement | undefined} */
let live;
let saying = 0;

/**
 * Says something to people who hear the page and do not see it.
 *
 * @param {string} text
 */
export function speak(text) {
  if (!live)
    (document.querySelector("main") || document.body).append((live = el("p", { className: "quiet", role: "status" })));
  const place = live;
  place.textContent = "";
  clearTimeout(saying);
  saying = setTimeout(() => (place.textContent = text), 50);
}

/**
 * Ties a description to an element by its id, or unties it.
 *
 * @param {Element} e
 * @param {string} id
 * @param {boolean} tie
 */
export function describe(e, id, tie) {
  const key = "aria-describedby";
  const ids = (e.getAttribute(key) || "").split(" ").filter((other) => other && other !== id);
  if (tie) ids.push(id);
  if (ids.length) e.setAttribute(key, ids.join(" "));
  else e.removeAttribute(key);
}

/**
 * What belongs together, in the order in which each group first comes.
 *
 * @template {{group?: string}} T
 * @param {T[]} list
 * @returns {[group: string, members: T[]][]}
 */
export const grouped = (list) =>
  [...new Set(list.map((one) => one.group || ""))].map((group) => [
    group,
    list.filter((one) => (one.group || "") === group),
  ]);
