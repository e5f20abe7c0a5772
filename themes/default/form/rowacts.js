// What is done to a row that a person added: it is moved, removed, and brought back.

import { say } from "../say.js";
import { drop, focus, insert, number } from "./addedrows.js";
import { button, speak } from "./dom.js";
import { filled, valuesOf } from "./tablerow.js";

/** @typedef {import('./addedrows.js').Rows} Rows */
/** @typedef {import('./tablerow.js').Line} Line */

/** @param {Rows} rows @param {Line} line @param {number} by @param {HTMLButtonElement} pressed */
export function moveRow(rows, line, by, pressed) {
  const { lines, env } = rows;
  const to = lines.indexOf(line) + by;
  lines.splice(to - by, 1);
  lines.splice(to, 0, line);
  number(rows);
  // at the first and the last row, one of the two buttons cannot be pressed
  const other = /** @type {HTMLElement} */ (pressed.parentElement?.querySelector("button:enabled.move"));
  (pressed.disabled ? other : pressed).focus();
  speak(say("Now row {1}", to + 1));
  env.changed();
}

/** @param {Rows} rows @param {Line} line */
export function removeRow(rows, line) {
  const { lines, env, undo } = rows;
  const at = lines.indexOf(line);
  drop(rows, line);
  const spare = lines.length ? null : insert(rows, 0);
  number(rows);
  const back = button(say("Undo"), () => {
    // the row that was put in because none was left goes again
    if (lines.length === 1 && spare && !filled(valuesOf(spare))) drop(rows, spare);
    lines.splice(at, 0, line);
    number(rows);
    undo.hidden = true;
    focus(line);
    speak(say("Row {1} is back", at + 1));
    env.changed();
  });
  undo.replaceChildren(say("Row {1} was removed.", at + 1) + " ", back);
  undo.hidden = false;
  back.focus();
  speak(say("Row {1} was removed. You can undo it.", at + 1));
  env.changed();
}
