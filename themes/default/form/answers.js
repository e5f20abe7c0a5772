// A record's answers as a person reads them.

import { dateWords } from "./dates.js";
import { el } from "./dom.js";
import { dateField, dateLabel } from "./recordhead.js";
import { typeOf } from "./types.js";

/** @typedef {import('./model.js').Field} Field */

/**
 * An answer as text.
 *
 * @param {any} answer
 * @param {Partial<Field>} field
 * @returns {string}
 */
export function answerText(answer, field) {
  if (answer === undefined) return "";
  if (typeof answer === "string") return typeOf(field).show?.(answer) ?? answer;
  const list = Array.isArray(answer);
  if (list && answer.every((a) => typeof a === "string")) return answer.join(", ");
  const rows = Object.keys(answer).map((key) => {
    const label = list ? `Row ${+key + 1}` : nameOf(field.rows, key).label;
    return `${label}: ${rowText(answer[key], field)}`;
  });
  return rows.join("\n");
}

/** @param {any} row @param {Partial<Field>} field */
function rowText(row, field) {
  const cells = Object.keys(row).map((id) => {
    const column = nameOf(field.columns, id);
    return `${column.label}: ${answerText(row[id], column)}`;
  });
  return cells.join("; ");
}

/** @param {Partial<Field>[] | undefined} list @param {string} id @returns {Partial<Field>} */
const nameOf = (list, id) => list?.find((one) => one.id === id) || { label: id };

/**
 * What a record says, with its labels, in the form's order; answers to fields that the form does not have come last.
 *
 * @param {import('./model.js').FormRecord} record
 * @param {import('./model.js').Definition} definition
 * @returns {{id: string, label: string, text: string}[]}
 */
export function inWords({ date, answers, body }, definition) {
  const fields = definition.fields.filter((f) => f.type !== "sign");
  const others = Object.keys(answers).filter((id) => !fields.some((f) => f.id === id));
  const all = [...fields, ...others.map((id) => ({ id, label: id }))];
  const list = [
    { id: dateField, label: dateLabel, text: dateWords(date) },
    ...all.map((f) => ({ id: f.id, label: f.label, text: answerText(answers[f.id], f) })),
    { id: "_body", label: "Notes", text: body.trim() },
  ];
  return list.filter((a) => a.text);
}

/**
 * What is to be read before it is signed.
 *
 * @param {import('./model.js').FormRecord} main  without what is private
 * @param {import('./model.js').Definition} definition
 */
export function toRead(main, definition) {
  const pairs = inWords(main, definition).map((a) => el("div", null, el("dt", null, a.label), el("dd", null, a.text)));
  return el("dl", { className: "reading-list" }, ...pairs);
}

/**
 * The same, as it heads the form's page for a signer.
 *
 * @param {import('./model.js').FormRecord} main
 * @param {import('./model.js').Definition} definition
 */
export const reading = (main, definition) => [
  el("h2", null, "Read and sign"),
  el("p", null, "Below is what this record says, and where to sign. Then save the file or send it back."),
  toRead(main, definition),
];
