// What two states of a record say differently, in words.

import { answerText, inWords } from "./answers.js";
import { dateWords } from "./dates.js";
import { parts } from "./handover.js";
import { holds } from "./signature.js";

/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {import('./model.js').Definition} Definition */
/** @typedef {{id: string, label: string, text: string}} Words */

/** The ids of what is not an answer. */
const statusId = "_status";
const signaturesId = "_signed";

/** Whether a difference is in the status or the signatures. @param {{id: string}} d */
export const isFormal = (d) => d.id === statusId || d.id === signaturesId;

/**
 * @param {Draft} a
 * @param {Draft} b  its form gives the labels
 */
export function differences(a, b) {
  const here = byId(allWords(a, b.definition));
  const there = byId(allWords(b, b.definition));
  const none = { label: "", text: "" };
  const list = Object.keys({ ...here, ...there }).map((id) => {
    const x = here[id] || none;
    const y = there[id] || none;
    return { id, label: x.label || y.label, ...unlike(x.text, y.text) };
  });
  return list.filter((d) => d.here !== d.there);
}

/** @param {Words[]} list @returns {{[id: string]: Words}} */
const byId = (list) => Object.fromEntries(list.map((w) => [w.id, w]));

/** All that a draft says. @param {Draft} draft @param {Definition} definition */
function allWords(draft, definition) {
  const { record } = draft;
  const { main } = parts(draft);
  const answers = inWords(record, definition).flatMap((w) => {
    const field = definition.fields.find((f) => f.id === w.id);
    return field?.columns ? cells(w, record.answers[w.id], field) : w;
  });
  return [
    ...answers,
    { id: "_about", label: "What it is about", text: record.about },
    { id: "_milestone", label: "Milestone", text: record.milestone },
    { id: statusId, label: "State", text: record.status },
    { id: "_allow", label: "No identifier", text: record.allow.map((a) => a.reason).join("; ") },
    {
      id: signaturesId,
      label: "Signatures",
      text: record.signed.map((s) => signatureWords(s, main, definition)).join("; "),
    },
  ];
}

/**
 * @param {import('./model.js').Signature} s
 * @param {import('./model.js').FormRecord} main
 * @param {Definition} definition
 */
function signatureWords(s, main, definition) {
  const told = { ...s, field: "", by: "", digest: holds(s, main, definition) ? "" : "changed since" };
  const values = Object.values(told).filter(Boolean);
  return values.map((v) => dateWords(String(v))).join(", ");
}

/**
 * A table's answer cell by cell, so that only those that differ are shown.
 *
 * @param {Words} whole
 * @param {any} answer
 * @param {import('./model.js').Field} field
 */
function cells(whole, answer, field) {
  return Object.keys(answer).flatMap((key) => {
    const row = answer.length ? `Row ${+key + 1}` : key;
    return Object.keys(answer[key]).map((id) => {
      const text = answerText({ [row]: { [id]: answer[key][id] } }, field);
      return { ...whole, id: `${whole.id}.${key}.${id}`, text };
    });
  });
}

/** Of two long texts, the part where they begin to differ. @param {string} here @param {string} there */
function unlike(here, there) {
  let at = 0;
  while (at < here.length && here[at] === there[at]) at++;
  const around = (/** @type {string} */ text) =>
    text.length < 300 ? text : `… ${text.slice(Math.max(0, at - 60), at + 240)} …`;
  return here === there ? { here, there } : { here: around(here), there: around(there) };
}
