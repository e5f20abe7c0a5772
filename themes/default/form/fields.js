// The fields of a form page: their answers are read from and written to the controls that internal/form/html.go makes.
import { all, byId, el, on, say } from "./dom.js";
import { clean } from "./text.js";
import { hours } from "./complete.js";
import { control, grow } from "./controls.js";
import { printing } from "./paper.js";

/** @typedef {import('./types.js').Answer} Answer */
/** @typedef {import('./types.js').Answers} Answers */
/** @typedef {import('./types.js').Definition} Definition */
/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./types.js').FormRecord} FormRecord */
/** @typedef {import('./types.js').Named} Named */
/** @typedef {import('./types.js').PageData} PageData */
/** @typedef {import('./types.js').Problem} Problem */

/**
 * What reads and writes one answer.
 *
 * @typedef {object} Control
 * @property {() => Answer | undefined} read
 * @property {(value: any) => void} write     undefined empties it
 * @property {() => Problem[]} problems
 * @property {() => Left[]} [left]            what it keeps but has no place for
 * @property {() => Answer | undefined} [bare]  what it shows, where read gives back what came
 */

/** @typedef {[label: string, value: unknown]} Left */

/**
 * What the controls of a page share.
 *
 * @typedef {object} Env
 * @property {PageData} data
 * @property {() => void} changed
 * @property {() => void} relock           makes controls that were just made as read-only as the others
 * @property {((list: Named[]) => void)[]} offers  called with the records that may be picked
 * @property {Map<string, File>} files     picked on this page, by safe name
 */

/**
 * An answer in words.
 *
 * @param {any} value
 * @returns {string}
 */
export function words(value) {
  if (Array.isArray(value)) return value.map(words).join("\n");
  return value && typeof value === "object"
    ? Object.keys(value)
        .map((key) => key + ": " + words(value[key]))
        .join("; ")
    : String(value);
}

/**
 * The key under which something stands in what was written: its id, or the one that it had before.
 *
 * @param {{id: string, was?: string}} of
 * @param {object} value
 */
export const keyOf = (of, value) =>
  !Object.hasOwn(value, of.id) && of.was && Object.hasOwn(value, of.was) ? of.was : of.id;

/**
 * @param {HTMLElement} form
 * @param {PageData} data
 * @param {() => void} changed  called after each change of an answer
 * @returns {import('./types.js').Fields}
 */
export function fields(form, data, changed) {
  const root = /** @type {HTMLElement} */ (form.querySelector(".fields"));
  const definition = /** @type {Definition} */ (data.definition);
  /** @type {{field: Field, key: string, control: Control}[]} */
  const list = [];
  /** @type {Answers} */
  let kept = {};
  let locked = false;

  /** @type {Env} */
  const env = { data, changed: touched, relock: () => lock(locked), offers: [], files: new Map() };
  for (const field of definition.fields) {
    const box = byId("s-" + field.id);
    if (box && field.type !== "sign") list.push({ field, key: field.id, control: control(field, box, env) });
  }

  const keptBox = el("section", { className: "kept", hidden: true });
  const total = el("p", { className: "total", hidden: true });
  const counts = definition.fields.flatMap((f) =>
    f.columns && f.columns.some((c) => c.type === "hours") ? [f, f] : f.type === "hours" ? [f] : [],
  );
  root.append(total, keptBox);

  function sum() {
    if (counts.length < 2) return;
    const n = hours(/** @type {FormRecord} */ ({ answers: read() }), definition);
    total.hidden = !Number(n);
    total.textContent = "Hours on this form: " + n + " in all";
  }

  function touched() {
    sum();
    changed();
  }

  /** @returns {Answers} */
  function read() {
    const answers = { ...kept };
    for (const { key, control } of list) {
      const value = control.read();
      if (value !== undefined) answers[key] = value;
    }
    return answers;
  }

  /** @param {Answers} answers */
  function write(answers) {
    kept = { ...answers };
    /** @type {Left[]} */
    const left = [];
    for (const one of list) {
      one.key = keyOf(one.field, answers);
      const value = Object.hasOwn(answers, one.key) ? answers[one.key] : undefined;
      delete kept[one.key];
      one.control.write(value);
      if (value !== undefined && (one.control.bare || one.control.read)() === undefined) kept[one.key] = value;
      if (one.control.left) left.push(...one.control.left());
    }
    left.unshift(
      ...Object.keys(kept)
        .filter((key) => words(kept[key]))
        .map((key) => /** @type {Left} */ ([list.find((one) => one.key === key)?.field.label || key, kept[key]])),
    );
    keptBox.hidden = !left.length;
    keptBox.replaceChildren();
    if (left.length)
      keptBox.append(
        el("h2", null, "Kept from an earlier version of this form"),
        el("p", null, "This form has no place for these answers any more. They stay with the record."),
        el(
          "dl",
          null,
          ...left.flatMap(([label, value]) => [el("dt", null, label), el("dd", { className: "typed" }, words(value))]),
        ),
      );
    all(root, "textarea").forEach(grow);
    lock(locked);
    sum();
  }

  /** @param {boolean} yes */
  function lock(yes) {
    locked = yes;
    for (const e of /** @type {any[]} */ (all(root, "input, textarea, select, button"))) {
      if (e.closest(".field-sign")) continue;
      if (/^text/.test(e.type)) e.readOnly = yes;
      else e.disabled = yes || e.matches("tr:first-child .up, tr:last-child .down");
    }
  }

  /** @param {Event} e */
  const ours = (e) => !(/** @type {Element} */ (e.target).closest(".field-sign, .coach"));
  on(root, "input", (e) => {
    const box = e.target;
    if (!ours(e)) return;
    if (/^text/.test(box.type) && !e.isComposing) {
      const text = box.value,
        good = clean(text);
      if (text !== good) {
        const at = clean(text.slice(0, box.selectionStart)).length;
        box.value = good;
        box.setSelectionRange(at, at);
      }
    }
    if (box.matches("textarea")) grow(box);
    touched();
  });
  on(root, "change", (e) => ours(e) && touched());
  printing(form);

  return {
    read,
    write,
    lock,
    problems: () => list.flatMap((one) => one.control.problems()),
    attachments: () => {
      const names = list.flatMap((one) =>
        one.field.picks === "attachments" ? /** @type {string[]} */ (one.control.read() || []) : [],
      );
      return [...env.files]
        .filter(([name]) => names.includes(name))
        .map(([name, file]) => new File([file], name, { type: file.type }));
    },
    offer: (named) => env.offers.forEach((run) => run(named)),
  };
}
