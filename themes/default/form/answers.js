// A record's answers as a person reads them.

import { dateWords } from "./dates.js";
import { el } from "./dom.js";

/** @typedef {import('./types.js').Field} Field */

/**
 * An answer as text.
 *
 * @param {any} answer
 * @param {Partial<Field>} field
 * @returns {string}
 */
export function answerText(answer, field) {
  if (answer === undefined) return "";
  if (typeof answer === "string") {
    if (field.type === "tick") return answer && "Yes";
    return (/date|expiry/.test(field.type || "") && dateWords(answer)) || answer;
  }
  const rows = Object.keys(answer),
    list = Array.isArray(answer);
  if (list && answer.every((a) => typeof a === "string")) return answer.join(", ");
  return rows
    .map(
      (key) =>
        `${list ? `Row ${+key + 1}` : nameOf(field.rows, key).label}: ` +
        Object.keys(answer[key])
          .map((id) => {
            const column = nameOf(field.columns, id);
            return `${column.label}: ${answerText(answer[key][id], column)}`;
          })
          .join("; "),
    )
    .join("\n");
}

/** @param {Partial<Field>[] | undefined} list @param {string} id @returns {Partial<Field>} */
const nameOf = (list, id) => list?.find((one) => one.id === id) || { label: id };

/**
 * What a record says, with its labels, in the form's order; answers to fields that the form has not come last.
 *
 * @param {import('./types.js').FormRecord} record
 * @param {import('./types.js').Definition} definition
 * @returns {{id: string, label: string, text: string}[]}
 */
export function inWords({ date, answers, body }, definition) {
  const fields = definition.fields.filter((f) => f.type !== "sign");
  const others = Object.keys(answers).filter((id) => !fields.some((f) => f.id === id));
  return [
    { id: "_date", label: "Date it is about", text: dateWords(date) },
    ...[...fields, ...others.map((id) => ({ id, label: id }))].map((f) => ({
      id: f.id,
      label: f.label,
      text: answerText(answers[f.id], f),
    })),
    { id: "_body", label: "Notes", text: body.trim() },
  ].filter((a) => a.text);
}

/**
 * What is to be read before it is signed.
 *
 * @param {import('./types.js').FormRecord} main  without what is private
 * @param {import('./types.js').Definition} definition
 */
export const toRead = (main, definition) =>
  el(
    "dl",
    { className: "reading-list" },
    ...inWords(main, definition).map((a) => el("div", null, el("dt", null, a.label), el("dd", null, a.text))),
  );

/**
 * The same, as it heads the form's page for a signer.
 *
 * @param {import('./types.js').FormRecord} main
 * @param {import('./types.js').Definition} definition
 */
export const reading = (main, definition) => [
  el("h2", null, "Read and sign"),
  el("p", null, "Below is what this record says, and where to sign. Then save the file or send it back."),
  toRead(main, definition),
];
