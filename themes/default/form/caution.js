// Asks before records leave in which something may identify a patient. For the record on a page, coach.js says where.

import { ask } from "./ask.js";
import { dateWords } from "./dates.js";
import { el } from "./dom.js";
import { forKey } from "./formerid.js";
import { parts } from "./handover.js";
import { hits } from "./identify.js";
import { typeOf } from "./types.js";

/** @typedef {import('./model.js').Field} Field */
/** @typedef {import('./drafts.js').Draft} Draft */

/**
 * @param {string} word  what is done: "send", "complete it"
 * @param {HTMLElement} place
 * @param {import('./dom.js').Child[]} answers  which may identify a patient
 * @param {() => unknown} run
 * @param {[string, (() => unknown)?]} other  what may be done first
 */
export function caution(word, place, answers, run, other) {
  const number = answers.length === 1 ? "one answer" : answers.length + " answers";
  const verb = word[0].toUpperCase() + word.slice(1).split(" ")[0];
  const list = el("ul", null, ...answers.map((a) => el("li", null, a)));
  return ask(place, [`Before you ${word}: ${number} may identify a patient.`, list], [other, [verb + " anyway", run]]);
}

/**
 * Hands records on; where something may identify a patient, only after a second yes.
 *
 * @param {Draft[]} list
 * @param {string} word
 * @param {HTMLElement} place
 * @param {() => unknown} run
 */
export function askFirst(list, word, place, run) {
  const answers = list.flatMap(identifying);
  answers.length ? caution(word, place, answers, run, ["Not yet"]) : run();
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
