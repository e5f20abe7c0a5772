// When a record is complete: the twin of internal/form/complete.go.

import { named } from "./digest.js";

/**
 * @typedef {import("./types.js").FormRecord} FormRecord
 * @typedef {import("./types.js").Definition} Definition
 * @typedef {import("./types.js").Field} Field
 */

/**
 * A decimal number in ten-thousandths, so that sums are exact; nothing where it is none.
 *
 * @param {unknown} text
 */
export const decimal = (text) => {
  const g = typeof text === "string" && /^(-?\d{1,9})(?:\.(\d{1,4}))?$/.exec(text);
  return g ? +(g[1] + (g[2] || "").padEnd(4, "0")) : undefined;
};

/** Such a number as text. @param {number} n */
export const words = (n) =>
  (n < 0 ? "-" : "") +
  Math.floor(Math.abs(n) / 1e4) +
  ("." + String(Math.abs(n) % 1e4).padStart(4, "0")).replace(/\.?0+$/, "");

/**
 * @param {any} v
 * @returns {boolean} whether nothing is written that can be seen
 */
export const blank = (v) =>
  v == null ? true : typeof v === "object" ? Object.values(v).every(blank) : !/[^\s\x85]|\ufeff/.test(String(v));

/**
 * What is written for a field, under its id or its former one.
 *
 * @param {{[key: string]: any}} answers
 * @param {Field[] | {id: string, was?: string}[]} list
 * @param {string} id
 */
const given = (answers, list, id) => {
  const key = Object.keys(answers).find((k) => named(list, k, answers)?.id === id);
  return key === undefined ? undefined : answers[key];
};

/**
 * The rows of a table's answer that its fields know: whether anything stands in each, and its cells under the ids that the columns
 * have now.
 *
 * @param {any} answer
 * @param {Field} field
 * @returns {{written: boolean, cells: {[column: string]: any}}[]}
 */
const rows = (answer, { rows: fixed = [], columns = [] }) =>
  (fixed.length ? fixed.map((r) => given(answer || {}, fixed, r.id)) : Array.isArray(answer) ? answer : []).map(
    (row) => ({
      written: !blank(row),
      cells: Object.fromEntries(columns.map((c) => [c.id, given(row || {}, columns, c.id)])),
    }),
  );

/** @type {(field: Field, answer: any) => string[]} */
const lacks = (field, answer) => {
  const { columns = [], rows: fixed = [] } = field;
  const must = columns.filter((c) => c.required && !c.private);
  const all = rows(answer, field),
    written = all.filter((r) => r.written);
  const full = written.filter((r) => !must.some((c) => blank(r.cells[c.id]))).length;
  const asked = !fixed.length ? written.length : field.required || must.length ? fixed.length : 0;
  const most = Math.max(asked, field.at_least || 0);
  const list = full < most ? [`${full} of ${most} rows`] : [];
  for (const c of columns) {
    const want = decimal(c.sum);
    const cells = all.map((r) => r.cells[c.id]).filter(Boolean);
    const sum = cells.reduce((n, v) => n + (decimal(v) || 0), 0);
    if (want !== undefined && cells.length && sum !== want)
      list.push(`${c.label} adds up to ${words(sum)}, not to ${c.sum}`);
  }
  return list;
};

/** @type {(field: Field, tags: string[]) => boolean} */
const bears = (field, tags) => !field.when || tags.includes(field.when);

/**
 * The required fields without an answer and the tables that are not filled in as they ask, in page order. A field that bears on
 * people of one kind only is asked of those with the tag.
 *
 * @param {FormRecord} record
 * @param {Definition} definition
 * @param {string[]} [tags]  the preceptee's, where the page knows them
 * @returns {{field: string, text: string}[]}
 */
export const missing = (record, definition, tags = []) =>
  definition.fields.flatMap((field) => {
    if (field.type === "sign" || !bears(field, tags) || record.private.includes(field.id)) return [];
    const answer = given(record.answers, definition.fields, field.id);
    if (field.required && blank(answer)) return [{ field: field.id, text: field.label }];
    return field.type === "table"
      ? lacks(field, answer).map((text) => ({ field: field.id, text: `${field.label}: ${text}` }))
      : [];
  });

/**
 * The required signatures that the record does not have.
 *
 * @param {FormRecord} record
 * @param {Definition} definition
 * @param {string[]} [tags]
 */
export const unsigned = (record, definition, tags = []) =>
  definition.fields.filter(
    (f) =>
      f.type === "sign" &&
      f.required &&
      bears(f, tags) &&
      !record.signed.some((s) => s.field === f.id && s.by === f.lane),
  );

/**
 * How many of the required fields, signatures among them, have what they ask for.
 *
 * @param {FormRecord} record
 * @param {Definition} definition
 * @param {string[]} [tags]
 */
export const progress = (record, definition, tags = []) => {
  const open = new Set([
    ...missing(record, definition, tags).map((m) => m.field),
    ...unsigned(record, definition, tags).map((f) => f.id),
  ]);
  const asked = definition.fields.filter((f) => f.required && bears(f, tags));
  return { done: asked.filter((f) => !open.has(f.id)).length, of: asked.length };
};

/**
 * The hours that the record holds, in tables too: "7.5".
 *
 * @param {FormRecord} record
 * @param {Definition} definition
 */
export const hours = (record, definition) => {
  let sum = 0;
  for (const f of definition.fields) {
    const answer = given(record.answers, definition.fields, f.id);
    if (f.type === "hours") sum += decimal(answer) || 0;
    for (const c of f.columns || [])
      if (c.type === "hours") for (const r of rows(answer, f)) sum += decimal(r.cells[c.id]) || 0;
  }
  return words(sum);
};
