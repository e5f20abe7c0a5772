// One control, or a group of them, for each type of field; in a field of its own or in a cell of a table.

import { say } from "../say.js";
import { readDate } from "./dates.js";
import { on } from "./dom.js";
import { echo } from "./echo.js";
import { boxIn } from "./markup.js";
import { options } from "./options.js";
import { pick } from "./pick.js";
import { table } from "./table.js";
import { typeOf } from "./types.js";

/** @typedef {import('./model.js').Field} Field */
/** @typedef {import('./model.js').Control} Control */
/** @typedef {import('./model.js').Problem} Problem */

/**
 * What a control is made for.
 *
 * @typedef {object} Place
 * @property {Field} field
 * @property {HTMLElement} box  holds the controls, and nothing of another field
 * @property {import('./model.js').Env} env
 * @property {(text: string, is: string) => Problem[]} problem  a problem with the answer; none where text is ""
 */

/** @type {{[kind: string]: (place: Place) => Control}} */
const kinds = {
  tick,
  text,
  typed,
  table,
  options: (place) => keep(options(place)),
  pick: (place) => keep(pick(place)),
};

/**
 * @param {Field} field
 * @param {HTMLElement} box
 * @param {import('./model.js').Env} env
 * @param {() => string} [where]  what a problem's text begins with
 * @param {string} [owner]        the field that the answer belongs to: its own, or its table
 * @returns {Control}
 */
export function control(field, box, env, where = () => field.label, owner = field.id) {
  const input = boxIn(box);
  /** @type {Place["problem"]} */
  const problem = (text, is) =>
    text ? [{ field: owner, id: input.id, text: `${where()}: ${text}`, is: say("{1} is {2}", where(), is) }] : [];
  return kinds[typeOf(field).control]({ field, box, env, problem });
}

/**
 * Gives back what was written exactly as it came, until somebody changes it.
 *
 * @param {Control} control
 * @returns {Control}
 */
function keep(control) {
  /** @type {any} */
  let written;
  let before = "";
  const state = () => JSON.stringify([control.read()]);
  return {
    ...control,
    shown: control.read,
    read: () => (before && state() === before ? written : control.read()),
    write(value) {
      control.write(value);
      written = value;
      before = value === undefined ? "" : state();
    },
  };
}

const noProblems = () => [];

/** @param {Place} place */
function tick({ box }) {
  const input = boxIn(box);
  return keep({
    read: () => (input.checked ? "yes" : undefined),
    write: (value) => void (input.checked = value === "yes"),
    problems: noProblems,
  });
}

/** @param {Place} place */
function text({ box }) {
  const input = boxIn(box);
  return keep({
    read: () => input.value || undefined,
    write: (value) => void (input.value = typeof value === "string" ? value : ""),
    problems: noProblems,
  });
}

/**
 * A date, time or number: typed in any sensible way, read as it is stored.
 *
 * @param {Place} place
 * @returns {Control}
 */
function typed({ field, box, problem }) {
  const input = boxIn(box);
  const { read: reads, show, kind = "", example = "", min } = /** @type {Typed} */ (typeOf(field));
  const isDate = reads === readDate;
  const read = (/** @type {string} */ text) => reads(text, field.direction);
  const look = echo(input, field.direction, !isDate && (() => wrong() && say("Please look again: {1}.", wrong())));
  if (!isDate) on(input, "change", () => (input.value = read(input.value) || input.value));

  /** What to write instead. */
  function wrong() {
    const good = read(input.value);
    const least = field.min || min;
    if (!good) return input.value.trim() && say("write {1}, such as {2}", kind, example);
    if (least && +good < +least) return say("it must be {1} or more", least);
    return field.max && +good > +field.max ? say("it must be {1} or less", field.max) : "";
  }
  return {
    read: () => read(input.value) || input.value.trim() || undefined,
    write(value) {
      const text = typeof value === "string" ? value : "";
      const good = read(text);
      input.value = good && show ? show(good) : good || text;
      look();
    },
    problems: () => problem(wrong(), read(input.value) ? say("out of range") : say("not {1}", kind)),
  };
}

/** @typedef {import('./types.js').FieldType & {read: (text: string, toward?: import("./dates.js").Toward) => string}} Typed */
