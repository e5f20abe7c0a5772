// A new signature on a record.

import { fits, signatureDigest } from "./digest.js";

/** @typedef {import('./model.js').Definition} Definition */
/** @typedef {import('./model.js').Field} Field */
/** @typedef {import('./model.js').FormRecord} FormRecord */
/** @typedef {import('./model.js').Signature} Signature */

/**
 * @param {Field} field
 * @param {Definition} definition
 * @param {FormRecord} main
 * @param {{name: string, role: string, date: string, how: Signature["how"], witness?: string, scan?: string}} given
 * @returns {Signature}
 */
export function signature(field, definition, main, { name, role, date, how, ...more }) {
  const given = { field: field.id, by: field.lane || "", name, ...(role && { role }), date, how, ...more };
  return { ...given, digest: signatureDigest(main, definition, given) };
}

/**
 * Puts a new signature in the place of those of its field that no longer hold.
 *
 * @param {FormRecord} main
 * @param {Definition} definition
 * @param {Signature} added
 */
export function withSignature(main, definition, added) {
  return [...main.signed.filter((s) => s.field !== added.field || fits(s, main, definition)), added];
}
