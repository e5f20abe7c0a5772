// Points out what looks as if it identifies a patient, kindly, and never again once it was answered.

import { say } from "../say.js";
import { caution } from "./caution.js";
import { all, button, describe, el, on, settled, speak } from "./dom.js";
import { hits } from "./identify.js";
import { inPrivate, isOf, proseBoxes } from "./latermarkup.js";
import { fieldsOf } from "./markup.js";
import { clean } from "./text.js";

/** @typedef {import('./model.js').Allowance} Allowance */
/** @typedef {HTMLInputElement} Box */

/** How long a box is left alone after the last key, in ms. */
const rest = 2000;

/**
 * @typedef {object} Coach
 * @property {HTMLElement} root
 * @property {import('./model.js').Definition} definition
 * @property {() => void} changed
 * @property {Allowance[]} allow
 * @property {Map<Box, number>} timers
 * @property {WeakMap<Box, HTMLElement>} notes
 */

/**
 * @param {HTMLElement} form
 * @param {import('./model.js').PageData} data
 * @param {() => void} changed
 */
export function coach(form, data, changed) {
  const root = fieldsOf(form);
  const definition = /** @type {import('./model.js').Definition} */ (data.definition);
  /** @type {Coach} */
  const c = { root, definition, changed, allow: [], timers: new Map(), notes: new WeakMap() };
  on(root, "focusin", (e) => isMine(e.target) && noteOf(c, e.target));
  on(root, "input", ({ target }) => {
    if (!isMine(target)) return;
    clearTimeout(c.timers.get(target));
    c.timers.set(target, setTimeout(check, rest, c, target));
  });
  on(root, "focusout", (e) => isMine(e.target) && settled(() => check(c, e.target)));

  return {
    /** What was said not to identify a patient, and still looks as if it did, or cannot be looked at here. */
    allowed: () =>
      c.allow.filter((a) => {
        const boxes = boxesOf(c).filter((box) => fieldOf(c, box).id === a.at);
        return !boxes.length || boxes.some((box) => look(c, box).some((h) => h.rule === a.rule));
      }),
    /**
     * Does what hands the record on or closes it; where something may identify a patient, only after a second yes.
     *
     * @param {import("./caution.js").Act} act  what is done
     * @param {HTMLElement} place
     * @param {() => unknown} run
     */
    challenge(act, place, run) {
      boxesOf(c).forEach((box) => check(c, box));
      const open = boxesOf(c).filter((box) => c.notes.get(box)?.dataset.rules && !inPrivate(box));
      if (!open.length) return run();
      const links = open.map((box) => linkTo(box, box.getAttribute("aria-label") || fieldOf(c, box).label));
      caution(act, place, links, run, [say("Look at it"), () => setTimeout(goTo, 0, open[0])]);
    },
    /**
     * Takes over what was said before, and looks at everything again.
     *
     * @param {Allowance[]} known
     */
    know(known) {
      c.allow = [...known];
      boxesOf(c).forEach((box) => check(c, box));
    },
  };
}

/** Whether it is a box of an answer in prose. @param {Element} e */
const isMine = (e) => e.matches(proseBoxes) && !e.closest(".coach");

/** @param {Coach} c */
const boxesOf = ({ root }) => /** @type {Box[]} */ (all(root, proseBoxes).filter(isMine));

/** @param {Coach} c @param {Box} box */
const fieldOf = ({ definition }, box) =>
  /** @type {import('./model.js').Field} */ (definition.fields.find((f) => isOf(f, box)));

/** @param {Coach} c @param {Box} box */
function look(c, box) {
  const asked = fieldOf(c, box).label + " " + (box.getAttribute("aria-label") || "");
  return hits(box.value, asked, c.definition.subject === "organisation");
}

/** The place of what is said about a box. @param {Coach} c @param {Box} box */
function noteOf({ notes }, box) {
  let note = notes.get(box);
  if (!note) {
    note = el("div", { className: "coach", id: "n-" + box.id, "aria-live": "polite" });
    notes.set(box, note);
    box.after(note);
  }
  return note;
}

/** Says what in a box may identify a patient, or takes it away. @param {Coach} c @param {Box} box */
function check(c, box) {
  clearTimeout(c.timers.get(box));
  const at = fieldOf(c, box).id;
  const found = look(c, box).filter((h) => !c.allow.some((a) => a.rule === h.rule && a.at === at));
  const note = found.length ? noteOf(c, box) : c.notes.get(box);
  if (!note) return;
  const first = found.filter((h, i) => found.findIndex((other) => other.rule === h.rule) === i);
  const rules = first.map((h) => h.rule);
  const key = rules.join();
  if ((note.dataset.rules || "") === key) return;
  note.dataset.rules = key;
  describe(box, note.id, !!key);
  note.replaceChildren();
  if (!key) return;
  const allow = (/** @type {string} */ reason) => {
    c.allow.push(...rules.map((rule) => ({ rule, at, reason })));
    box.focus();
    boxesOf(c).forEach((other) => c.notes.has(other) && check(c, other));
    speak(say("Left as it is"));
    c.changed();
  };
  const words = first.map((h) => el("p", null, el("strong", null, say("This may be {1}.", h.what) + " "), h.advice));
  note.append(...words, denial(note.id + "_r", allow));
}

/** Where somebody says that it is not about a patient. @param {string} id @param {(reason: string) => void} allow */
function denial(id, allow) {
  const reason = el("input", { type: "text", id, className: "w-line", autocomplete: "off" });
  const leave = button(say("Leave it as it is"), () => {
    const words = clean(reason.value).trim();
    if (words) return allow(words);
    reason.setAttribute("aria-invalid", "true");
    reason.focus();
    speak(say("Write a few words first"));
  });
  const label = el("label", { for: id }, say("What is it? A few words are enough."));
  return el(
    "details",
    { className: "more" },
    el("summary", null, say("This is not about a patient")),
    el("div", null, label, reason, leave),
  );
}

/** @param {Box} box @param {string} words */
function linkTo(box, words) {
  const onclick = (/** @type {Event} */ e) => {
    e.preventDefault();
    goTo(box);
  };
  return el("a", { href: "#" + box.id, onclick }, words);
}

/** @param {HTMLElement} box */
function goTo(box) {
  box.focus();
  box.scrollIntoView({ block: "center" });
}
