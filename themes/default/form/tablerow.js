// One row of a table to fill in.

import { say } from "../say.js";
import { minutesBetween } from "./compute.js";
import { on } from "./dom.js";
import { keyOf, under } from "./formerid.js";
import { cellsOf } from "./markup.js";

/** @typedef {import('./model.js').Field} Field */
/** @typedef {import('./model.js').Row} Row */

/**
 * A table that is filled in.
 *
 * @typedef {object} Table
 * @property {Field} field
 * @property {HTMLElement} box
 * @property {import('./model.js').Env} env
 * @property {Line[]} lines        on the page, in their order; the array is always the same
 * @property {() => void} showSums  says what the columns add up to
 */

/**
 * A row on the page. rest is what was written for columns that the form no longer has; empty: it was written, with
 * nothing in it.
 *
 * @typedef {object} Line
 * @property {HTMLElement} tr
 * @property {string} key  of a fixed row
 * @property {() => string} label
 * @property {{column: Field, key: string, control: import('./model.js').Control}[]} cells
 * @property {Row} rest
 * @property {boolean} empty
 */

/**
 * @param {Table} table
 * @param {HTMLElement} tr
 * @param {import('./model.js').FixedRow} [fixed]
 * @returns {Line}
 */
export function lineOf({ field, env, lines }, tr, fixed) {
  const label = () => (fixed ? fixed.label : say("row {1}", lines.indexOf(line) + 1));
  /** @type {Line} */
  const line = { tr, key: fixed ? fixed.id : "", label, cells: [], rest: {}, empty: false };
  const tds = cellsOf(tr);
  line.cells = (field.columns || []).map((column, i) => {
    const where = () => `${field.label}: ${label()}, ${column.label}`;
    return { column, key: column.id, control: env.control(column, tds[i], env, where, field.id) };
  });
  for (const { column, control } of line.cells) {
    if (column.minutes_between) on(tr, "input change", () => compute(line, column.minutes_between, control));
  }
  return line;
}

/**
 * Writes what the times of a row give.
 *
 * @param {Line} line
 * @param {string[] | undefined} times  the ids of their columns
 * @param {import('./model.js').Control} control
 */
function compute({ cells }, times = [], control) {
  const [from, to] = times.map((id) => cells.find((c) => c.column.id === id)?.control.read());
  const minutes = minutesBetween(from, to);
  if (minutes && minutes !== control.read()) control.write(minutes);
}

/** @param {object} o */
export const filled = (o) => Object.keys(o).length > 0;

/** @param {Line} line @param {any} value */
export function fill(line, value) {
  const row = value && typeof value === "object" ? value : {};
  line.rest = { ...row };
  line.empty = value !== undefined && !filled(row);
  for (const cell of line.cells) {
    cell.key = keyOf(cell.column, row);
    delete line.rest[cell.key];
    cell.control.write(under(row, cell.key));
  }
}

/** @param {Line} line */
export function valuesOf(line) {
  /** @type {Row} */
  const row = { ...line.rest };
  for (const { key, control } of line.cells) {
    const value = control.read();
    if (value !== undefined) row[key] = /** @type {string | string[]} */ (value);
  }
  return row;
}

/**
 * What was written for columns that the form no longer has.
 *
 * @param {Table} table
 * @returns {import('./model.js').Leftover[]}
 */
export const leftoversOf = ({ field, lines }) =>
  lines.flatMap(({ rest, label }) =>
    Object.keys(rest).map(
      (key) => /** @type {[string, unknown]} */ ([`${field.label}: ${label()}, ${key}`, rest[key]]),
    ),
  );
