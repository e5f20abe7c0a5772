// Asks before records leave in which something may identify a patient. For the record on a page, coach.js says where.

import { say, several } from "../say.js";
import { ask } from "./ask.js";
import { dateWords } from "./dates.js";
import { el } from "./dom.js";
import { forKey } from "./formerid.js";
import { parts } from "./handover.js";
import { hits } from "./identify.js";
import { typeOf } from "./types.js";

/** @typedef {import('./model.js').Field} Field */
/** @typedef {import('./drafts.js').Draft} Draft */

/** @typedef {"complete" | "save" | "send" | "sign"} Act */

/** What is asked before an act where so many answers may identify a patient, and what goes on with it.
 * @type {{[act in Act]: (n: number) => [string, string]}} */
const acts = {
  complete: (n) => [
    several(
      n,
      "Before you complete it: one answer may identify a patient.",
      "Before you complete it: {1} answers may identify a patient.",
    ),
    say("Complete anyway"),
  ],
  save: (n) => [
    several(
      n,
      "Before you save a file: one answer may identify a patient.",
      "Before you save a file: {1} answers may identify a patient.",
    ),
    say("Save anyway"),
  ],
  send: (n) => [
    several(
      n,
      "Before you send: one answer may identify a patient.",
      "Before you send: {1} answers may identify a patient.",
    ),
    say("Send anyway"),
  ],
  sign: (n) => [
    several(
      n,
      "Before you sign: one answer may identify a patient.",
      "Before you sign: {1} answers may identify a patient.",
    ),
    say("Sign anyway"),
  ],
};

/**
 * @param {Act} act  what is done
 * @param {HTMLElement} place
 * @param {import('./dom.js').Child[]} answers  which may identify a patient
 * @param {() => unknown} run
 * @param {[string, (() => unknown)?]} other  what may be done first
 */
export function caution(act, place, answers, run, other) {
  const list = el("ul", null, ...answers.map((a) => el("li", null, a)));
  const [words, anyway] = acts[act](answers.length);
  return ask(place, [words, list], [other, [anyway, run]]);
}

/**
 * Hands records on; where something may identify a patient, only after a second yes.
 *
 * @param {Draft[]} list
 * @param {Act} act
 * @param {HTMLElement} place
 * @param {() => unknown} run
 */
export function askFirst(list, act, place, run) {
  const answers = list.flatMap(identifying);
  answers.length ? caution(act, place, answers, run, [say("Not yet")]) : run();
}

/**
 * The answers that may identify a patient and were not said to be something else. Private ones are left out.
 *
 * @param {Draft} draft
 */
function identifying(draft) {
  const { fields, subject, title } = draft.definition;
  const { answers, allow, date } = parts(draft).main;
  /** @param {Field} field @param {any} text @param {Field} [of]  a column of it */
  const tells = (field, text, of = field) => {
    if (!typeOf(of).prose || typeof text !== "string") return false;
    const found = hits(text, field.label + " " + of.label, subject === "organisation");
    return found.some((h) => !allow.some((a) => a.rule === h.rule && a.at === field.id));
  };
  /** @param {Field} field @param {any} row */
  const rowTells = (field, row) =>
    Object.entries(row).some(([key, text]) => tells(field, text, forKey(field.columns, key, row)));
  return Object.entries(answers).flatMap(([id, answer]) => {
    const field = forKey(fields, id, answers);
    const rows = field?.columns ? Object.values(answer) : [];
    if (!field || (!tells(field, answer) && !rows.some((row) => rowTells(field, row)))) return [];
    return [`${title}, ${dateWords(date)}: ${field.label}`];
  });
}
