// A record and its private answers, joined again: what privacy.js has split.

import { isEmpty } from "./formerid.js";

/** @typedef {import("./model.js").FormRecord} FormRecord */

/**
 * Joins a record and its private answers again.
 *
 * @param {FormRecord} main
 * @param {FormRecord | null | undefined} own
 * @returns {FormRecord}
 */
export function join(main, own) {
  if (!own) return main;
  const answers = { ...main.answers };
  for (const [id, answer] of Object.entries(own.answers)) answers[id] = merge(main.answers[id], answer);
  return { ...main, body: main.body || own.body, answers };
}

/** Joins the two sides of an answer. @param {any} a @param {any} b @returns {any} */
function merge(a, b) {
  if (isEmpty(a) || typeof b !== "object" || typeof Object.values(a)[0] !== "object") return b;
  const both = { ...a, ...b };
  for (const k in both) both[k] = { ...a[k], ...b[k] };
  return Array.isArray(b) ? Object.values(both) : both;
}
