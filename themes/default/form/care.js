// Asks before records leave in which something may tell who a patient is. Of the record on a page coach.js says where.

import { ask } from "./ask.js";
import { dateWords } from "./dates.js";
import { named } from "./digest.js";
import { el } from "./dom.js";
import { hits } from "./identify.js";
import { parts } from "./parts.js";

/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./drafts.js').Draft} Draft */

/**
 * @param {string} word  what is done: "send", "complete it"
 * @param {HTMLElement} place
 * @param {import('./dom.js').Child[]} answers  which may identify a patient
 * @param {() => unknown} run
 * @param {[string, (() => unknown)?]} other  what may be done first
 */
export const caution = (word, place, answers, run, other) =>
  ask(
    place,
    [
      `Before you ${word}: ${answers.length === 1 ? "one answer" : answers.length + " answers"} may identify a patient.`,
      el("ul", null, ...answers.map((a) => el("li", null, a))),
    ],
    [other, [word[0].toUpperCase() + word.slice(1).split(" ")[0] + " anyway", run]],
  );

/**
 * Hands records on; where something may tell who a patient is, not before it is said again to do so.
 *
 * @param {Draft[]} list
 * @param {string} word
 * @param {HTMLElement} place
 * @param {() => unknown} run
 */
export function heed(list, word, place, run) {
  const answers = list.flatMap(telling);
  answers.length ? caution(word, place, answers, run, ["Not yet"]) : run();
}

/** The answers that may, and are not said to be no identifiers; none that is private. @param {Draft} draft */
function telling(draft) {
  const { fields, subject, title } = draft.definition,
    { answers, allow, date } = parts(draft).main;
  /** @param {Field} field @param {any} text @param {Field} [of]  a column of it */
  const tells = (field, text, of = field) =>
    /^(line|text)$/.test(of.type) &&
    typeof text === "string" &&
    hits(text, field.label + " " + of.label, subject === "organisation").some(
      (h) => !allow.some((a) => a.rule === h.rule && a.at === field.id),
    );
  return Object.entries(answers).flatMap(([id, answer]) => {
    const field = named(fields, id, answers),
      rows = field?.columns ? Object.values(answer) : [];
    return field &&
      (tells(field, answer) ||
        rows.some((row) =>
          Object.entries(row).some(([key, text]) => tells(field, text, named(field.columns, key, row))),
        ))
      ? [`${title}, ${dateWords(date)}: ${field.label}`]
      : [];
  });
}
