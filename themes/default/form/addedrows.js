// Rows of a table that a person adds. Each is a copy of an empty one as it came, with its own number and buttons.

import { say } from "../say.js";
import { all, button, el, on, speak } from "./dom.js";
import { notLoaded } from "./fetched.js";
import { fetchLater } from "./fetchlater.js";
import { firstControl, renumber, tableParts } from "./markup.js";
import { fill, filled, leftoversOf, lineOf, valuesOf } from "./tablerow.js";

/** @typedef {import('./tablerow.js').Table} Table */
/** @typedef {import('./tablerow.js').Line} Line */

/** A table with as many columns is easier to fill in when each row is a card. */
const manyColumns = 4;

/**
 * pattern is an empty row as it came; undo is where a removed row can be brought back.
 *
 * @typedef {Table & {body: HTMLElement, pattern: HTMLElement, undo: HTMLElement}} Rows
 */

/** @param {Table} table */
export function addedRows(table) {
  const { field, box, env, lines } = table;
  const { scroll, head, body } = tableParts(box);
  // the last: rows that the form suggests come first, and are not empty
  const pattern = /** @type {HTMLElement} */ (/** @type {HTMLElement} */ (body.lastElementChild).cloneNode(true));
  const { suggested = [] } = field;
  const undo = el("p", { className: "undo", hidden: true });
  /** @type {Rows} */
  const rows = { ...table, body, pattern, undo };
  function add() {
    const line = insert(rows, lines.length);
    number(rows);
    focus(line);
    speak(say("Row {1} added", lines.length));
    env.changed();
  }
  head.append(el("td", { className: "row-acts" }));
  scroll.after(undo, button(say("Add a row"), add, { className: "button plain add" }));
  if ((field.columns || []).length >= manyColumns) asCards(box, scroll);

  function read() {
    const written = lines
      .map((line) => ({ line, row: valuesOf(line) }))
      .filter(({ line, row }) => line.empty || filled(row));
    const rows = written.map(({ row }) => row);
    return rows.some(filled) && JSON.stringify(rows) !== JSON.stringify(suggested) ? rows : undefined;
  }

  /** @param {any} [value] */
  function write(value) {
    const answer = Array.isArray(value) && value.length ? value : suggested;
    for (const line of [...lines]) drop(table, line);
    undo.hidden = true;
    const count = Math.max(answer.length, field.at_least || 0, 1);
    for (let i = 0; i < count; i++) fill(insert(rows, i), answer[i]);
    number(rows);
  }
  printSpares(rows, body.children.length - (suggested.length || 1), read);
  body.replaceChildren();
  write();
  return { read, write, leftovers: () => leftoversOf(table) };
}

/** @param {HTMLElement} box @param {HTMLElement} scroll */
function asCards(box, scroll) {
  box.classList.add("stack");
  box.classList.remove("wide");
  scroll.removeAttribute("tabindex");
}

/**
 * An empty table has as many lines on paper as it has without script.
 *
 * @param {Rows} rows
 * @param {number} count  beside the one that is there
 * @param {() => unknown} read
 */
function printSpares({ body, pattern }, count, read) {
  on(window, "beforeprint", () => {
    for (let i = read() ? count : 0; i < count; i++) {
      const spare = /** @type {HTMLElement} */ (pattern.cloneNode(true));
      spare.className = "spare";
      for (const e of all(spare, "[id]")) e.removeAttribute("id");
      body.append(spare);
    }
  });
  on(window, "afterprint", () => all(body, ".spare").forEach((e) => e.remove()));
}

/** Puts the rows in their order and gives them their numbers. @param {Rows} rows */
export function number({ lines, env, body, showSums }) {
  lines.forEach(({ tr }, i) => {
    if (body.children[i] !== tr) body.insertBefore(tr, body.children[i] || null);
    renumber(tr, i + 1);
  });
  showSums();
  env.relock();
}

/** Makes a row; number() then puts it on the page. @param {Rows} rows @param {number} at */
export function insert(rows, at) {
  const tr = /** @type {HTMLElement} */ (rows.pattern.cloneNode(true));
  const line = lineOf(rows, tr);
  const up = moveButton(rows, line, -1, "↑", say("Move row {1} up", 0));
  const down = moveButton(rows, line, 1, "↓", say("Move row {1} down", 0));
  const away = button(say("Remove"), () => withRow(rows, (later) => later.removeRow(rows, line)), {
    "aria-label": say("Remove row {1}", 0),
  });
  tr.append(el("td", { className: "row-acts" }, el("div", null, up, down, away)));
  rows.lines.splice(at, 0, line);
  return line;
}

/**
 * Does something to a row; how, comes with what is fetched once somebody is in the form.
 *
 * @param {Rows} rows
 * @param {(later: import('./later.js').Later) => void} run
 */
function withRow({ env, undo }, run) {
  fetchLater(env.data, run, () => {
    undo.textContent = notLoaded;
    undo.hidden = false;
  });
}

/** @param {Rows} rows @param {Line} line @param {number} by @param {string} text @param {string} label */
function moveButton(rows, line, by, text, label) {
  const className = `button plain move ${by < 0 ? "up" : "down"}`;
  const move = () => withRow(rows, (later) => later.moveRow(rows, line, by, pressed));
  const pressed = button(text, move, { className, "aria-label": label });
  return pressed;
}

/** @param {Table} table @param {Line} line */
export function drop({ lines }, line) {
  lines.splice(lines.indexOf(line), 1);
  line.tr.remove();
}

/** @param {Line} line */
export const focus = (line) => firstControl(line.tr)?.focus();
