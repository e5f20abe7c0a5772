// A record split into what may leave the device and what stays with its writer; join.js joins it again.

import { forKey, isEmpty } from "./formerid.js";

/**
 * @typedef {import("./model.js").FormRecord} FormRecord
 * @typedef {import("./model.js").Definition} Definition
 * @typedef {import("./model.js").Field} Field
 */

/** Fields and columns that are private, as ids: "notes", "week.feelings". @param {Definition} definition */
export function secretsOf({ visibility, fields }) {
  return fields.flatMap((field) => {
    if (visibility === "private" || field.private) return [field.id];
    return (field.columns || []).filter((c) => c.private).map((c) => `${field.id}.${c.id}`);
  });
}

/**
 * One side of a table's answer: the cells of its private columns, or the others.
 *
 * @param {any} answer
 * @param {Field} field
 * @param {boolean} secret
 */
function side(answer, { columns }, secret) {
  /** @param {any} cells */
  const row = (cells) => {
    const all = Object.entries(cells || {});
    return Object.fromEntries(all.filter(([id]) => !!forKey(columns, id, cells)?.private === secret));
  };
  if (Array.isArray(answer)) return answer.map(row);
  return Object.fromEntries(Object.entries(answer).map(([id, cells]) => [id, row(cells)]));
}

/**
 * Splits a record from its private answers, which are saved in a file of their own. own is null where there are none.
 *
 * @param {FormRecord} record
 * @param {Definition} definition
 * @returns {{main: FormRecord, own: FormRecord | null}}
 */
export function split(record, definition) {
  const all = definition.visibility === "private";
  const answered = new Set(record.private);
  /** @type {[string, any][]} */
  const open = [];
  /** @type {[string, any][]} */
  const secret = [];
  for (const [id, answer] of Object.entries(record.answers)) {
    const field = forKey(definition.fields, id, record.answers);
    if (isEmpty(answer)) continue;
    if (all || field?.private) {
      secret.push([id, answer]);
      answered.add(field?.id || id);
    } else if (field?.type === "table" && field.columns?.some((c) => c.private)) {
      const cells = side(answer, field, true);
      open.push([id, side(answer, field, false)]);
      if (Object.values(cells).some((row) => !isEmpty(row))) secret.push([id, cells]);
    } else open.push([id, answer]);
  }
  const body = all ? record.body : "";
  const main = { ...record, answers: Object.fromEntries(open), private: [...answered], body: all ? "" : record.body };
  if (!secret.length && !body) return { main, own: null };
  const none = { private: [], signed: [], allow: [], rest: {} };
  return { main, own: { ...record, ...none, answers: Object.fromEntries(secret), body } };
}
