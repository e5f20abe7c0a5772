// What is wrong, said at the top of the form and beside each field.

import { say } from "../say.js";
import { all, byId, describe, el } from "./dom.js";
import { groupIn, inGroup, isControl } from "./latermarkup.js";
import { boxOf, firstControl } from "./markup.js";

/** @typedef {import('./model.js').Problem} Problem */

/**
 * @param {HTMLElement} form
 * @param {import('./model.js').Definition} definition
 * @param {Problem[]} list  none takes the summary away
 */
export function show(form, definition, list) {
  clear(form);
  if (!list.length) return;
  /** @type {Map<string, HTMLElement>} */
  const links = new Map();
  list.forEach((problem, i) => {
    const { field, id, text } = problem;
    const box = boxOf(field);
    const at = byId(id) || box;
    if (!at || links.has(id + text)) return;
    const label = definition.fields.find((f) => f.id === field)?.label || "";
    const target = mark(at, box, "e-" + i, beside(text, label));
    const go = (/** @type {Event} */ e) => {
      e.preventDefault();
      reveal(target);
    };
    links.set(id + text, el("li", null, el("a", { href: "#" + target.id, onclick: go }, text)));
  });
  const title = el("h2", { id: "error-title" }, say("There is more to fill in"));
  const props = { className: "error-summary", role: "alert", tabIndex: -1, "aria-labelledby": title.id };
  const top = el("div", props, title, el("ul", null, ...links.values()));
  form.prepend(top);
  top.focus();
  top.scrollIntoView({ block: "start" });
}

/** Takes away what was said before. @param {HTMLElement} form */
function clear(form) {
  for (const e of all(form, ".error-summary, .error")) {
    for (const other of e.id ? all(form, `[aria-describedby~="${e.id}"]`) : []) {
      describe(other, e.id, false);
      other.removeAttribute("aria-invalid");
    }
    e.remove();
  }
}

/** What is said beside a field, whose label is there already. @param {string} text @param {string} label */
function beside(text, label) {
  const words = text.startsWith(label)
    ? text.slice(label.length).replace(/^: /, "") || say("please fill this in")
    : text;
  return words[0].toUpperCase() + words.slice(1);
}

/**
 * Says it beside a control of its own, else below the words of the group that the control belongs to.
 *
 * @param {HTMLElement} at
 * @param {HTMLElement | null} box  the field's
 * @param {string} id
 * @param {string} words
 * @returns {HTMLElement} the control to go to
 */
function mark(at, box, id, words) {
  const target = isControl(at) ? at : firstControl(at) || at;
  const alone = at === target && !inGroup(at);
  const tied = alone ? target : box || target;
  const message = el("p", { className: "error", id }, words);
  const before = alone ? target : groupIn(tied) || target;
  before.before(message);
  describe(tied, message.id, true);
  if (alone) target.setAttribute("aria-invalid", "true");
  return target;
}

/** Goes to a control, and opens what hides it. @param {HTMLElement} target */
function reveal(target) {
  for (let up = target.parentElement; up; up = up.parentElement) if (up instanceof HTMLDetailsElement) up.open = true;
  target.focus();
  target.scrollIntoView({ block: "center" });
}
