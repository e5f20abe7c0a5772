// A new signature on a record.

import { day } from "./dates.js";
import { fits, signatureDigest } from "./digest.js";
import { oneLine } from "./text.js";

/** @typedef {import('./model.js').Definition} Definition */
/** @typedef {import('./model.js').Field} Field */
/** @typedef {import('./model.js').FormRecord} FormRecord */
/** @typedef {import('./model.js').Signature} Signature */

/** Whether somebody can have signed on that day. @param {string} date */
export const signable = (date) => date >= "2000" && date <= day();

/**
 * A name as a file keeps it: without characters that nobody sees, for what is signed is what is read back. Joiners
 * stay between letters of scripts that need them.
 *
 * @param {string} text
 */
const visible = (text) =>
  oneLine(text).replace(/[\p{Cf}\u2065\u3164]/gu, (c, /** @type {number} */ at, /** @type {string} */ whole) => {
    const needs = (/** @type {string} */ next) =>
      /^(?!\p{sc=Latin}|\p{sc=Greek}|\p{sc=Cyrillic})[\p{L}\p{M}]/u.test(next);
    return /[\u200c\u200d]/.test(c) && needs(whole[at - 1] || "") && needs(whole[at + 1] || "") ? c : "";
  });

/**
 * @param {Field} field
 * @param {Definition} definition
 * @param {FormRecord} main
 * @param {{name: string, role: string, date: string, how: Signature["how"], witness?: string, scan?: string}} given
 * @returns {Signature}
 */
export function signature(field, definition, main, { name, role, date, how, ...more }) {
  const person = { name: visible(name), ...(role && { role: visible(role) }) };
  const given = { field: field.id, by: field.lane || "", ...person, date, how, ...more };
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
