// The fields of a form page: their answers are read from and written to the controls that internal/form/html.go makes.

import { say } from "../say.js";
import { isBlank, hourColumns, hours } from "./complete.js";
import { control } from "./control.js";
import { all, el, on } from "./dom.js";
import { fetchLater } from "./fetchlater.js";
import { keyOf, under } from "./formerid.js";
import { boxOf, fieldsOf, inSignature } from "./markup.js";
import { printing } from "./printing.js";
import { clean } from "./text.js";
import { typeOf } from "./types.js";

/** @typedef {import('./model.js').Answers} Answers */
/** @typedef {import('./model.js').Env} Env */
/** @typedef {import('./model.js').Field} Field */
/** @typedef {import('./model.js').Leftover} Leftover */

/**
 * A field on the page. key is what its answer was written under.
 *
 * @typedef {{field: Field, key: string, control: import('./model.js').Control}} Entry
 */

/**
 * @param {HTMLElement} form
 * @param {import('./model.js').PageData} data
 * @param {() => void} changed  called after each change of an answer
 * @param {() => string} record  gives the id of the record whose answers these are
 * @param {(name: string) => boolean | undefined} [owns]  whether that is who the record is of
 * @returns {import('./model.js').Fields}
 */
export function fields(form, data, changed, record, owns) {
  const root = fieldsOf(form);
  const definition = /** @type {import('./model.js').Definition} */ (data.definition);
  /** @type {Answers} */
  let kept = {};
  let locked = false;
  /** What may be filled in even so, by who reads before they sign. @type {((e: Element) => boolean) | null} */
  let own = null;
  /** @type {Env} */
  const env = {
    data,
    record,
    owns,
    changed: touched,
    relock: () => lock(locked),
    offers: [],
    files: new Map(),
    control,
  };
  const list = entries(definition.fields, env);
  const showHours = hoursBelow(root, definition);
  const below = el("section", { className: "kept", hidden: true });
  root.append(below);

  function touched() {
    showHours(read);
    changed();
  }
  const read = () => ({ ...kept, ...answersOf(list) });

  /** @param {Answers} answers */
  function write(answers) {
    kept = { ...answers };
    const left = list.flatMap((entry) => writeEntry(entry, answers, kept));
    const label = (/** @type {string} */ key) => list.find((entry) => entry.key === key)?.field.label || key;
    const keys = Object.keys(kept).filter((key) => !isBlank(kept[key]));
    left.unshift(...keys.map((key) => /** @type {Leftover} */ ([label(key), kept[key]])));
    below.hidden = true;
    if (left.length) fetchLater(data, (later) => later.showLeftovers(below, left));
    all(root, "textarea").forEach(grow);
    lock(locked);
    showHours(read);
  }

  /** @param {boolean} yes @param {typeof own} [only] */
  function lock(yes, only = own) {
    locked = yes;
    own = only;
    for (const e of /** @type {any[]} */ (all(root, "input, textarea, select, button"))) {
      if (inSignature(e)) continue;
      const off = yes || (own && !own(e));
      if (/^text/.test(e.type)) e.readOnly = off;
      else e.disabled = off || e.matches("tr:first-child .up, tr:last-child .down");
    }
  }
  watch(root, touched);
  printing(form);
  return {
    read,
    write,
    lock,
    problems: () => list.flatMap((entry) => entry.control.problems()),
    attachments: () => attachmentsOf(list, env.files),
    offer: (records) => env.offers.forEach((run) => run(records)),
  };
}

/** @param {Field[]} fields @param {Env} env @returns {Entry[]} */
function entries(fields, env) {
  return fields.flatMap((field) => {
    const box = boxOf(field.id);
    return box && field.type !== "sign" ? [{ field, key: field.id, control: control(field, box, env) }] : [];
  });
}

/** @param {Entry[]} list */
function answersOf(list) {
  /** @type {Answers} */
  const answers = {};
  for (const { key, control } of list) {
    const value = control.read();
    if (value !== undefined) answers[key] = value;
  }
  return answers;
}

/**
 * Writes an answer to its control. It stays in kept where the control cannot show it.
 *
 * @param {Entry} entry
 * @param {Answers} answers
 * @param {Answers} kept
 * @returns {Leftover[]}
 */
function writeEntry(entry, answers, kept) {
  const { control, field } = entry;
  const key = (entry.key = keyOf(field, answers));
  const value = under(answers, key);
  delete kept[key];
  control.write(value);
  if (value !== undefined && (control.shown || control.read)() === undefined) kept[key] = value;
  return control.leftovers?.() || [];
}

/**
 * Says the hours below the fields, where there are several to add up.
 *
 * @param {HTMLElement} root
 * @param {import('./model.js').Definition} definition
 * @returns {(read: () => Answers) => void}
 */
function hoursBelow(root, definition) {
  const total = el("p", { className: "total", hidden: true });
  root.append(total);
  const columns = definition.fields.filter((f) => hourColumns(f).length).length;
  const single = definition.fields.filter((f) => typeOf(f).hours).length;
  if (!columns && single < 2) return () => {};
  return (read) => {
    const n = hours(/** @type {import('./model.js').FormRecord} */ ({ answers: read() }), definition);
    total.hidden = !Number(n);
    total.textContent = say("Hours on this form: {1} in all", n);
  };
}

/** Watches what is typed and chosen. @param {HTMLElement} root @param {() => void} touched */
function watch(root, touched) {
  const ours = (/** @type {Event} */ e) => {
    const at = /** @type {Element} */ (e.target);
    return !inSignature(at) && !at.closest(".coach");
  };
  on(root, "input", (e) => {
    if (!ours(e)) return;
    if (/^text/.test(e.target.type) && !e.isComposing) cleanBox(e.target);
    if (e.target.matches("textarea")) grow(e.target);
    touched();
  });
  on(root, "change", (e) => ours(e) && touched());
}

/** Takes out what nobody can have meant to type; the cursor stays where it is. @param {HTMLInputElement} box */
function cleanBox(box) {
  const text = box.value;
  const good = clean(text);
  if (text === good) return;
  const at = clean(text.slice(0, box.selectionStart || 0)).length;
  box.value = good;
  box.setSelectionRange(at, at);
}

const growing = CSS.supports("field-sizing", "content");

/** Makes a box as high as what is written in it, where the style cannot. @param {HTMLElement} area */
function grow(area) {
  if (growing || !area.offsetHeight) return;
  area.style.height = "auto";
  area.style.height = area.scrollHeight + area.offsetHeight - area.clientHeight + "px";
}

/**
 * The files that are named in answers and were picked on this page.
 *
 * @param {Entry[]} list
 * @param {Map<string, File>} files
 */
function attachmentsOf(list, files) {
  const pickers = list.filter(({ field }) => field.picks === "attachments");
  const names = pickers.flatMap(({ control }) => /** @type {string[]} */ (control.read() || []));
  const picked = [...files].filter(([name]) => names.includes(name));
  return picked.map(([name, file]) => new File([file], name, { type: file.type }));
}
