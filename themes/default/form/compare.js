// What two states of a record say differently, in words.

import { say } from "../say.js";
import { inWords } from "./answers.js";
import { dateWords } from "./dates.js";
import { fits } from "./digest.js";
import { parts } from "./handover.js";

/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {import('./model.js').Definition} Definition */
/** @typedef {import('./answers.js').Names} Names */
/** @typedef {{id: string, label: string, text: string}} Words */
/** here: what is on this device, there: what the file has. @typedef {{id: string, label: string, here: string, there: string}} Difference */

/** The ids of what is not an answer. */
/** How it was signed, in short. */
const ways = { screen: say("screen"), paper: say("paper"), returned: say("returned") };

const statusId = "_status";
const signaturesId = "_signed";

/** Whether a difference is in the status or the signatures. @param {{id: string}} d */
export const isFormal = (d) => d.id === statusId || d.id === signaturesId;

/**
 * @param {Draft} a
 * @param {Draft} b  its form gives the labels
 * @param {Names} names
 * @returns {Difference[]}
 */
export function differences(a, b, names) {
  const here = byId(allWords(a, b.definition, names));
  const there = byId(allWords(b, b.definition, names));
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

/**
 * All that a draft says.
 *
 * @param {Draft} draft
 * @param {Definition} definition
 * @param {Names} names
 * @returns {Words[]}
 */
function allWords(draft, definition, names) {
  const { record } = draft;
  const { main } = parts(draft);
  const signed = record.signed.map((s) => signatureWords(s, main, definition)).sort();
  const allowed = record.allow.map((a) => a.reason).sort();
  return [
    ...inWords(record, definition, names).flatMap((w) => (w.lines ? cells(w, w.lines) : w)),
    { id: statusId, label: say("State"), text: record.status === "complete" ? say("complete") : say("draft") },
    { id: "_allow", label: say("No identifier"), text: allowed.join("; ") },
    { id: signaturesId, label: say("Signatures"), text: signed.join("; ") },
  ];
}

/**
 * @param {import('./model.js').Signature} s
 * @param {import('./model.js').FormRecord} main
 * @param {Definition} definition
 */
function signatureWords(s, main, definition) {
  const { name, role, date, how, witness, scan } = s;
  const changed = fits(s, main, definition) ? "" : say("changed since");
  return [name, role, dateWords(date), how && ways[how], witness, scan, changed].filter(Boolean).join(", ");
}

/**
 * A table's answer cell by cell, so that only those that differ are shown.
 *
 * @param {Words} whole
 * @param {import('./answers.js').Line[]} lines
 */
const cells = (whole, lines) =>
  lines.flatMap((line) =>
    line.cells
      .filter((cell) => cell.text)
      .map((cell) => ({
        ...{ id: `${whole.id}.${line.key}.${cell.key}`, label: whole.label },
        text: `${line.label}: ${cell.label}: ${cell.text}`,
      })),
  );

/** Of two long texts, the part where they begin to differ. @param {string} here @param {string} there */
function unlike(here, there) {
  let at = 0;
  while (at < here.length && here[at] === there[at]) at++;
  const around = (/** @type {string} */ text) =>
    text.length < 300 ? text : `… ${text.slice(Math.max(0, at - 60), at + 240)} …`;
  return here === there ? { here, there } : { here: around(here), there: around(there) };
}
