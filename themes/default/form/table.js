// Tables to fill in: rows that a person adds, moves and removes, or rows that the form gives.

import { say } from "../say.js";
import { addedRows } from "./addedrows.js";
import { goalWords } from "./compute.js";
import { decimalWords, sumOf } from "./decimal.js";
import { keyOf, under } from "./formerid.js";
import { el, on } from "./dom.js";
import { fixedRow, tableParts } from "./markup.js";
import { fill, filled, leftoversOf, lineOf, valuesOf } from "./tablerow.js";

/** @typedef {import('./model.js').Control} Control */
/** @typedef {import('./tablerow.js').Table} Table */

/**
 * @param {import('./control.js').Place} place
 * @returns {Control}
 */
export function table({ field, box, env }) {
  /** @type {Table} */
  const made = { field, box, env, lines: [], showSums: () => {} };
  if (field.columns?.some((c) => c.sum)) made.showSums = sums(made);
  const rows = field.rows ? fixedRows(made, field.rows) : addedRows(made);
  return { ...rows, problems: () => made.lines.flatMap((l) => l.cells.flatMap((c) => c.control.problems())) };
}

/**
 * Says below the table what its columns add up to.
 *
 * @param {Table} table
 * @returns {() => void} says it again
 */
function sums({ field, box, lines }) {
  const total = el("p", { className: "total" });
  function show() {
    const words = (field.columns || [])
      .filter((c) => c.sum)
      .map((column) => {
        const cells = lines.flatMap((l) => l.cells).filter((c) => c.column === column);
        const sum = sumOf(cells.map((c) => c.control.read()));
        const goal = column.sum === "total" ? "" : goalWords(column.sum || "");
        const all = goal ? say("{1} of {2}", decimalWords(sum), goal) : decimalWords(sum);
        return say("{1}: {2} so far", column.label, all + (column.unit ? " " + column.unit : ""));
      });
    total.textContent = words.join("; ");
  }
  tableParts(box).scroll.after(total);
  on(box, "input change", show);
  return show;
}

/**
 * @param {Table} table
 * @param {import('./model.js').FixedRow[]} rows
 */
function fixedRows(table, rows) {
  const { field, lines } = table;
  const { body } = tableParts(table.box);
  /** @type {{[row: string]: any}} */
  let others = {}; // answers to rows that the form no longer has
  for (const row of rows) lines.push(lineOf(table, fixedRow(body, row.id), row));
  table.showSums();

  function read() {
    const value = { ...others };
    for (const line of lines) {
      const row = valuesOf(line);
      if (line.empty || filled(row)) value[line.key] = row;
    }
    return filled(value) ? value : undefined;
  }

  /** @param {any} value */
  function write(value) {
    const answer = value && typeof value === "object" && !Array.isArray(value) ? value : {};
    others = { ...answer };
    rows.forEach((row, i) => {
      const key = (lines[i].key = keyOf(row, answer));
      delete others[key];
      fill(lines[i], under(answer, key));
    });
    table.showSums();
  }

  /** @returns {import('./model.js').Leftover[]} */
  const leftovers = () => [
    ...leftoversOf(table),
    ...Object.keys(others).map((key) => /** @type {[string, unknown]} */ ([`${field.label}: ${key}`, others[key]])),
  ];
  return { read, write, leftovers };
}
