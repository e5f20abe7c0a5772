// When a record is complete: the twin of internal/form/complete.go.

import { say } from "../say.js";
import { offSum } from "./compute.js";
import { decimalWords, sumOf } from "./decimal.js";
import { fits } from "./digest.js";
import { forKey, laneNow } from "./formerid.js";
import { typeOf } from "./types.js";

/**
 * @typedef {import("./model.js").FormRecord} FormRecord
 * @typedef {import("./model.js").Definition} Definition
 * @typedef {import("./model.js").Field} Field
 */

/**
 * @param {any} v
 * @returns {boolean} whether nothing is written that can be seen
 */
export function isBlank(v) {
  if (v == null) return true;
  return typeof v === "object" ? Object.values(v).every(isBlank) : !/[^\s\x85]|\ufeff/.test(String(v));
}

/**
 * What is written for a field, under its id or its former one.
 *
 * @param {{[key: string]: any}} answers
 * @param {Field[] | import("./model.js").FixedRow[]} list
 * @param {string} id
 */
function answerTo(answers, list, id) {
  const key = Object.keys(answers).find((k) => forKey(list, k, answers)?.id === id);
  return key === undefined ? undefined : answers[key];
}

/**
 * The rows of a table's answer that the form has: whether anything is written in each, and its cells under the ids that
 * the columns have now.
 *
 * @param {any} answer
 * @param {Field} field
 * @returns {{written: boolean, cells: {[column: string]: any}}[]}
 */
function rowsOf(answer, { rows: fixed = [], columns = [] }) {
  const added = Array.isArray(answer) ? answer : [];
  const rows = fixed.length ? fixed.map((r) => answerTo(answer || {}, fixed, r.id)) : added;
  return rows.map((row) => ({
    written: !isBlank(row),
    cells: Object.fromEntries(columns.map((c) => [c.id, answerTo(row || {}, columns, c.id)])),
  }));
}

/**
 * What a table still needs of what is a lane's own, in words; of what is nobody's own where lane is "".
 *
 * @param {Field} field
 * @param {any} answer
 * @param {string} lane
 * @param {string[]} tags
 */
function tableNeeds(field, answer, lane, tags) {
  const fixed = (field.rows || []).filter((r) => applies(r, tags));
  const mine = (field.for || "") === lane; // the table as a whole
  const columns = (field.columns || []).filter((c) => (c.for || field.for || "") === lane);
  if (!mine && !columns.length) return [];
  const must = columns.filter((c) => c.required && !c.private && applies(c, tags));
  const rows = rowsOf(answer, { ...field, rows: fixed });
  const written = rows.filter((r) => r.written);
  const full = written.filter((r) => !must.some((c) => isBlank(r.cells[c.id]))).length;
  const fixedAsked = (mine && field.required) || must.length ? fixed.length : 0;
  const least = (mine && field.at_least) || 0;
  const asked = field.rows ? Math.max(fixedAsked, Math.min(least, fixed.length)) : Math.max(written.length, least);
  const needs = full < asked ? [say("{1} of {2} rows", full, asked)] : [];
  for (const c of columns) {
    const cells = rows.map((r) => r.cells[c.id]).filter(Boolean);
    const off = cells.length && offSum(sumOf(cells), c.sum);
    if (off) needs.push(`${c.label} ${off}`);
  }
  return needs;
}

/** Whether a field or row applies to a preceptee with these tags. @type {(f: {when?: string}, tags: string[]) => boolean} */
const applies = (field, tags) => !field.when || tags.includes(field.when);

/**
 * The required fields without an answer and the tables that are not filled in as they ask, in page order. A field for
 * some people only is asked of those with its tag. What is a lane's own binds that lane's signature, and never whether
 * the record is complete.
 *
 * @param {FormRecord} record
 * @param {Definition} definition
 * @param {string[]} [tags]  the preceptee's, where the page knows them
 * @param {string} [lane]    what is missing of its own fields, rather than of those that are nobody's own
 * @returns {{field: string, text: string}[]}
 */
export function missing(record, definition, tags = [], lane = "") {
  return definition.fields.flatMap((field) => {
    const { id, label, type } = field;
    if (type === "sign" || !applies(field, tags) || record.private.includes(id)) return [];
    const answer = answerTo(record.answers, definition.fields, id);
    if (field.required && (field.for || "") === lane && isBlank(answer)) return [{ field: id, text: label }];
    if (type !== "table") return [];
    return tableNeeds(field, answer, lane, tags).map((text) => ({ field: id, text: `${label}: ${text}` }));
  });
}

/**
 * The required signatures that the record does not have. One that no longer fits is none, nor is one whose lane has not
 * answered its own required fields.
 *
 * @param {FormRecord} main  without what is private
 * @param {Definition} definition
 * @param {string[]} [tags]
 */
export function unsigned(main, definition, tags = []) {
  const required = definition.fields.filter((f) => f.type === "sign" && f.required && applies(f, tags));
  return required.filter(
    ({ id, lane }) =>
      !main.signed.some((s) => s.field === id && laneNow(definition, s.by) === lane && fits(s, main, definition)) ||
      missing(main, definition, tags, lane).length,
  );
}

/**
 * The hours that the record holds, in tables too: "7.5".
 *
 * @param {FormRecord} record
 * @param {Definition} definition
 */
export function hours({ answers }, { fields }) {
  const texts = fields.flatMap((field) => {
    const answer = answerTo(answers, fields, field.id);
    const columns = hourColumns(field);
    if (typeOf(field).hours) return [answer];
    return columns.length ? rowsOf(answer, field).flatMap((r) => columns.map((c) => r.cells[c.id])) : [];
  });
  return decimalWords(sumOf(texts));
}

/** The columns of a table that are added to the hours. @param {Field} field */
export const hourColumns = ({ columns = [] }) => columns.filter((c) => typeOf(c).hours);
