// The markup of fields, which internal/form/html.go writes: this module and latermarkup.js alone know its ids, classes
// and attributes.

import { all, byId } from "./dom.js";

/** The id of a field's control, or of one of its parts. @param {string} field @param {string | number} [part] */
export const controlId = (field, part) => "f-" + field + (part === undefined ? "" : "_" + part);

/** @param {string} field */
export const hintId = (field) => "h-" + field;

/** @param {string} field */
export const labelId = (field) => "l-" + field;

/** The id of a field's own element. @param {string} field */
export const boxId = (field) => "s-" + field;

/** A field's own element. @param {string} field */
export const boxOf = (field) => byId(boxId(field));

/** The element around all fields. @param {HTMLElement} form */
export const fieldsOf = (form) => /** @type {HTMLElement} */ (form.querySelector(".fields"));

/** The field, or the head of the record, that something is in. @param {Element} e @returns {HTMLElement | null} */
export const around = (e) => e.closest(".field, .record-head");

/** What a person types or chooses in. @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Box */

const boxes = "input, textarea, select";

/** @param {ParentNode} from */
export const boxesIn = (from) => /** @type {Box[]} */ (all(from, boxes));

/** @param {Element} e */
export const isBox = (e) => e.matches(boxes);

/** The only box of a field, or the first. @param {ParentNode} from */
export const boxIn = (from) => /** @type {HTMLInputElement} */ (from.querySelector(boxes));

/** Whether it is part of a signature, which signing.js looks after. @param {Element} e */
export const inSignature = (e) => !!e.closest(".field-sign");

/** The group of radio buttons or tick boxes of a choice. @param {ParentNode} field */
export const optionsOf = (field) => /** @type {HTMLElement} */ (field.querySelector(".options"));

/** The word for the unit behind a box, if it has one. @param {Element} box */
export const unitAfter = (box) => (box.nextElementSibling?.matches(".unit") ? box.nextElementSibling : null);

/** A field's own hint on how to answer by hand. @param {string} field */
export const handHint = (field) => byId(hintId(field))?.querySelector(".how");

/** The lines to write on of a signature. @param {ParentNode} field */
export const signLines = (field) => /** @type {HTMLElement} */ (field.querySelector(".sign-lines"));

/**
 * The parts of a table: scroll is the region around it, head the row of its headings.
 *
 * @param {ParentNode} field
 */
export const tableParts = (field) => ({
  scroll: /** @type {HTMLElement} */ (field.querySelector(".scroll")),
  head: /** @type {HTMLElement} */ (field.querySelector("thead tr")),
  body: /** @type {HTMLElement} */ (field.querySelector("tbody")),
});

/** A row that the form gives. @param {HTMLElement} body @param {string} id */
export const fixedRow = (body, id) => /** @type {HTMLElement} */ (body.querySelector(`[data-row="${id}"]`));

/** The cells of a row. @param {HTMLElement} tr */
export const cellsOf = (tr) => all(tr, "td");

/**
 * Gives an added row its number, in every id, name and label; not in those of files that are chosen in it.
 *
 * @param {HTMLElement} tr
 * @param {number} n  1 for the first
 */
export function renumber(tr, n) {
  for (const e of all(tr, "*:not(.chosen *)")) {
    for (const { name, value } of [...e.attributes]) {
      const next = numbered(name, value, n);
      if (next !== value) e.setAttribute(name, next);
    }
  }
}

/** @param {string} name @param {string} value @param {number} n */
function numbered(name, value, n) {
  if (/^(id|for|aria-describedby)$/.test(name)) return value.replace(/_\d+(?=_)/g, "_" + n);
  if (name === "name") return value.replace(/\.\d+(?=\.)/, "." + n);
  if (name === "aria-label") return value.replace(/\d+/, String(n));
  return value;
}

/** What can take the focus, apart from what is for paper only. */
export const controls = "input:not([type=hidden]), textarea:not(.paper-only), select, summary, button";

/** The first thing that takes the focus. @param {ParentNode} from @returns {HTMLElement | null} */
export const firstControl = (from) => from.querySelector(controls);
