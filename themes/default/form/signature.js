// A signature: a statement, a name, a role and a day, bound by a digest to what the record said. It proves nothing about who signed.

import { digest } from "./digest.js";
import { el } from "./dom.js";

/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./types.js').Definition} Definition */
/** @typedef {import('./types.js').FormRecord} FormRecord */
/** @typedef {import('./types.js').Signature} Signature */

export const plainly = "This records a signature. It does not prove who signed.";

/**
 * @param {Field} field
 * @param {Definition} definition
 * @param {FormRecord} main
 * @param {{name: string, role: string, date: string, how: Signature["how"], witness?: string, scan?: string}} given
 * @returns {Signature}
 */
export const signature = (field, definition, main, { name, role, date, how, ...more }) => ({
  field: field.id,
  by: field.lane || "",
  name,
  ...(role && { role }),
  date,
  how,
  ...more,
  digest: digest(main, definition, field.label),
});

/**
 * Puts a new signature in the place of those of its field that no longer fit.
 *
 * @param {FormRecord} main
 * @param {Definition} definition
 * @param {Signature} given
 */
export const withSignature = (main, definition, given) => [
  ...main.signed.filter((s) => s.field !== given.field || stands(s, main, definition)),
  given,
];

/** Whether the record still says what was signed. @param {Signature} s @param {FormRecord} main @param {Definition} definition */
export const stands = (s, main, definition) => {
  const field = definition.fields.find((f) => f.id === s.field);
  return !!field && (!s.digest || s.digest === digest(main, definition, field.label));
};

/**
 * A line to write on.
 *
 * @param {string} label
 * @param {string} id
 * @param {string} [hint]
 */
export const line = (label, id, hint) =>
  el(
    "div",
    { className: "sign-line" },
    el("label", { htmlFor: id }, label),
    hint && el("span", { className: "hint", id: id + "-h" }, hint),
    el("input", { type: "text", id, autocomplete: "off", "aria-describedby": hint && id + "-h" }),
  );
