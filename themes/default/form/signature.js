// A signature: a statement, a name, a role and a day, bound by a digest to what the record said. It does not prove who
// signed.

import { digest } from "./digest.js";
import { el } from "./dom.js";

/** @typedef {import('./model.js').Definition} Definition */
/** @typedef {import('./model.js').FormRecord} FormRecord */
/** @typedef {import('./model.js').Signature} Signature */

export const plainly = "This records a signature. It does not prove who signed.";

/**
 * Whether the record still says what was signed.
 *
 * @param {Signature} s
 * @param {FormRecord} main
 * @param {Definition} definition
 */
export function holds(s, main, definition) {
  const field = definition.fields.find((f) => f.id === s.field);
  return !!field && (!s.digest || s.digest === digest(main, definition, field.label));
}

/**
 * How somebody signs a record that is open.
 *
 * @param {import('./drafts.js').Draft} draft
 * @param {Definition} form
 * @param {string} [lane]
 */
export const howSigned = (draft, form, lane) =>
  draft.opened && !(form.completed_by || []).includes(lane || "") ? "returned" : "screen";

/** A line to write on. @param {string} label @param {string} id */
export function line(label, id) {
  const input = el("input", { type: "text", id, autocomplete: "off" });
  return el("div", { className: "sign-line" }, el("label", { htmlFor: id }, label), input);
}
