// Fields that name others: competencies, standards and records by tick boxes in groups, files by the browser's picker.

import { say, several } from "../say.js";
import { button, el, on, speak } from "./dom.js";
import { notLoaded } from "./fetched.js";
import { fetchLater } from "./fetchlater.js";
import { handHint, labelId } from "./markup.js";
import { listOf } from "./options.js";

/** @typedef {import('./model.js').Named} Named */

/**
 * @typedef {object} Picker
 * @property {import('./model.js').Field} field
 * @property {string} kind           "records", "competencies", "standards" or "attachments"
 * @property {import('./model.js').Env} env
 * @property {HTMLElement} summary   says what is chosen, and opens
 * @property {HTMLDetailsElement} details
 * @property {HTMLElement} inner     the list to choose from
 * @property {HTMLElement} list      what is chosen, below it
 * @property {HTMLTextAreaElement} area  the same on paper
 * @property {boolean} labelled      the field has a label of its own, which no table's cell has
 * @property {Named[]} offered
 * @property {string[]} chosen       ids
 * @property {boolean} built         the list to choose from is made
 * @property {() => void} renew       shows what is chosen now, in the list to choose from too if there is one
 */

/**
 * @param {import('./control.js').Place} place
 * @returns {import('./model.js').Control}
 */
export function pick({ field, box, env }) {
  const p = pickerIn(box, field, env);
  // at once, so that the next key finds the list there; a script may open it too
  on(p.summary, "click", () => build(p));
  on(p.details, "toggle", () => {
    build(p);
    env.relock();
  });
  on(p.inner, "change", ({ target: { type, value, checked } }) => {
    if (type !== "checkbox") return;
    p.chosen = checked ? [...p.chosen, value] : p.chosen.filter((id) => id !== value);
    look(p);
  });
  if (p.kind === "records") {
    env.offers.push((records) => {
      p.offered = records;
      renew(p);
    });
  }
  look(p);
  return {
    read: () => (p.chosen.length ? [...p.chosen] : undefined),
    write(value) {
      p.chosen = listOf(value).filter((id) => typeof id === "string");
      renew(p);
    },
    problems: () => [],
  };
}

/**
 * Puts a picker in the place of the box to write in, which is for paper only then.
 *
 * @param {HTMLElement} box
 * @param {import('./model.js').Field} field
 * @param {import('./model.js').Env} env
 * @returns {Picker}
 */
function pickerIn(box, field, env) {
  const area = /** @type {HTMLTextAreaElement} */ (box.querySelector("textarea"));
  const label = box.querySelector("label");
  const kind = field.picks || "records";
  const summary = el("summary", { id: area.id, "aria-describedby": area.getAttribute("aria-describedby") });
  const inner = el("div", { className: "picks" });
  const details = el("details", { className: "pick" }, summary, inner);
  const list = el("ul", { className: kind === "attachments" ? "chosen" : "chosen names", hidden: true });
  if (label) labelGroup(box, label, field.id);
  handHint(field.id)?.classList.add("paper-only");
  area.className = "paper-only";
  for (const key of ["id", "aria-describedby", "aria-required"]) area.removeAttribute(key);
  area.before(details, list);
  /** @type {Picker} */
  const p = {
    ...{ field, kind, env, summary, details, inner, list, area, labelled: !!label, chosen: [], built: false },
    offered: ((kind === "competencies" || kind === "standards") && env.data[kind]) || [],
    renew: () => renew(p),
  };
  return p;
}

/**
 * The label's words stay; what they name is now a group.
 *
 * @param {HTMLElement} box
 * @param {Element} label
 * @param {string} field
 */
function labelGroup(box, label, field) {
  const words = el("p", { className: "label", id: labelId(field) });
  words.append(...label.childNodes);
  label.replaceWith(words);
  box.setAttribute("role", "group");
  box.setAttribute("aria-labelledby", words.id);
}

/** @param {Picker} p */
function look(p) {
  const { field, kind, env, summary, list, area, labelled, chosen } = p;
  const count = chosen.length ? several(chosen.length, "{1} chosen", "{1} chosen") : say("none yet");
  const wordsOf = (/** @type {string} */ id) => p.offered.find((o) => o.id === id)?.label || id;
  summary.textContent = (labelled ? "" : field.label + ": ") + (area.dataset.choose || "").replace("#", count);
  area.value = chosen.map(wordsOf).join("\n");
  list.hidden = !chosen.length;
  const remover = (/** @type {string} */ id) => kind === "attachments" && removeButton(p, id);
  list.replaceChildren(...chosen.map((id) => el("li", null, el("span", null, wordsOf(id)), remover(id))));
  env.relock();
}

/** @param {Picker} p @param {string} id */
function removeButton(p, id) {
  const remove = () => {
    p.chosen = p.chosen.filter((other) => other !== id);
    p.env.files.delete(id);
    look(p);
    p.summary.focus();
    speak(say("{1} removed", id));
    p.env.changed();
  };
  return button(say("Remove"), remove, { "aria-label": say("Remove {1}", id) });
}

/** @param {Picker} p */
function renew(p) {
  p.built = false;
  if (p.details.open) build(p);
  look(p);
}

/**
 * Makes the list when it is first opened, or when it differs from what is chosen; it comes with the second script.
 *
 * @param {Picker} p
 */
function build(p) {
  if (p.built) return;
  p.built = true;
  const failed = () => {
    p.built = false;
    p.inner.replaceChildren(el("p", null, notLoaded));
  };
  fetchLater(p.env.data, (later) => later.pickList(p), failed);
}
