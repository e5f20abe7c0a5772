// What a record says, in words: its labels, names and units, as the record's own page in a portfolio has them.

import { say } from "../say.js";
import { dateWords } from "./dates.js";
import { forKey, keyOf, under } from "./formerid.js";
import { dateField, dateLabel } from "./recordhead.js";
import { typeOf } from "./types.js";

/** @typedef {import('./model.js').Definition} Definition */
/** @typedef {import('./model.js').Field} Field */
/** @typedef {import('./model.js').FormRecord} FormRecord */
/** @typedef {Field["picks"] | "milestones"} Kind */

/** The name of what an id stands for, where it is known. @typedef {(kind: Kind, id: string) => string | undefined} Names */

/** @typedef {{key: string, label: string, text: string, field?: Field}} Cell */
/** @typedef {{key: string, label: string, cells: Cell[]}} Line  a row of a table */
/** @typedef {{id: string, label: string, text: string, field?: Field, lines?: Line[]}} Words  lines are a table's */

/**
 * An answer as text, other than a table's.
 *
 * @param {any} answer
 * @param {Field | undefined} field  none: the form does not have it
 * @param {Names} names
 * @returns {string}
 */
function answerText(answer, field, names) {
  if (Array.isArray(answer)) return answer.map((one) => answerText(one, field, names)).join(", ");
  if (answer && typeof answer === "object")
    return Object.keys(answer)
      .map((key) => `${key}: ${answerText(answer[key], field, names)}`)
      .join("; ");
  if (!answer || !field) return answer || "";
  if (field.picks) return names(field.picks, answer) || answer;
  const { show, unit } = typeOf(field);
  const words = show ? show(answer) : answer.trimEnd();
  return [words, field.unit || unit].filter(Boolean).join(" ");
}

/**
 * A table's rows: those that the form gives, answered or not, or those that were added; what the form does not have
 * comes last.
 *
 * @param {any} answer
 * @param {Field} field
 * @param {Names} names
 * @returns {Line[]}
 */
function linesOf(answer, { columns = [], rows = [] }, names) {
  answer ??= {};
  const added = Array.isArray(answer);
  const given = added ? [] : rows.map((row) => ({ key: keyOf(row, answer), label: row.label }));
  const others = Object.keys(answer).filter((key) => !given.some((row) => row.key === key));
  const rest = others.map((key) => ({ key, label: added ? say("Row {1}", +key + 1) : key }));
  return [...given, ...rest].map((row) => ({ ...row, cells: cellsOf(under(answer, row.key) || {}, columns, names) }));
}

/** @param {any} row @param {Field[]} columns @param {Names} names @returns {Cell[]} */
function cellsOf(row, columns, names) {
  const others = Object.keys(row).filter((key) => !forKey(columns, key, row));
  return [
    ...columns.map((c) => ({ key: c.id, label: c.label, text: answerText(row[keyOf(c, row)], c, names), field: c })),
    ...others.map((key) => ({ key, label: key, text: answerText(row[key], undefined, names) })),
  ];
}

/**
 * What a record says, in the form's order; answers to fields that the form does not have come last. Where nothing is
 * answered, the text is "".
 *
 * @param {FormRecord} record
 * @param {Definition} definition
 * @param {Names} names
 * @returns {Words[]}
 */
export function inWords({ date, about, milestone, answers, body }, { title, fields }, names) {
  const others = Object.keys(answers).filter((id) => !forKey(fields, id, answers));
  return [
    { id: dateField, label: dateLabel(title), text: dateWords(date) },
    { id: "_about", label: say("What it is about"), text: (about && names("competencies", about)) || about },
    { id: "_milestone", label: say("Milestone"), text: (milestone && names("milestones", milestone)) || milestone },
    ...fields.filter((f) => f.type !== "sign").map((f) => answerWords(f, answers[keyOf(f, answers)], names)),
    ...others.map((id) => ({ id, label: id, text: answerText(answers[id], undefined, names) })),
    { id: "_body", label: say("Notes"), text: body.trim() },
  ];
}

/** @param {Field} field @param {any} answer @param {Names} names @returns {Words} */
function answerWords(field, answer, names) {
  const { id, label } = field;
  if (field.type !== "table") return { id, label, field, text: answerText(answer, field, names) };
  return { id, label, field, text: "", lines: linesOf(answer, field, names) };
}
