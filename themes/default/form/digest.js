// What a signature covers, line for line as in internal/form/digest.go.

import { forKey, laneNow } from "./formerid.js";
import { sha256 } from "./sha256.js";
import { utf8, whole } from "./text.js";
import { typeOf } from "./types.js";

/**
 * @typedef {import("./model.js").FormRecord} FormRecord
 * @typedef {import("./model.js").Definition} Definition
 * @typedef {import("./model.js").Field} Field
 * @typedef {import("./model.js").Signature} Signature
 * @typedef {Omit<Signature, "digest">} Given  a signature that has no digest yet
 * @typedef {(path: string, text: string) => void} Put
 */

/**
 * The order of UTF-8 bytes, which is that of characters and not that of a script's halves of them.
 *
 * @param {string} a
 * @param {string} b
 */
function byBytes(a, b) {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return (a.codePointAt(i) ?? -1) - (b.codePointAt(i) ?? -1);
}

/**
 * The text that a signature covers by the first rule: a line for each thing written, in byte order.
 *
 * @param {FormRecord} record
 * @param {Definition} definition
 * @param {string} statement  the signature's; "" for what `revises` names
 */
export const signedText = (record, definition, statement) =>
  linesOf(record, definition, (field) => !field.private, { statement });

/**
 * The text that a signature covers by the second rule: without the answers to fields for another lane and without what
 * the signer's lane may not read, and with who signs, as what, when and how, and the milestone that the record serves.
 *
 * @param {FormRecord} record
 * @param {Definition} definition
 * @param {Given} s
 */
export function signatureText(record, definition, { field, by, name, role, date, how }) {
  const lane = laneNow(definition, by);
  return linesOf(record, definition, (f) => !f.private && (!f.for || f.for === lane) && readBy(f, lane), {
    statement: definition.fields.find((f) => f.id === field)?.label,
    ...{ how, lane: by, milestone: record.milestone, role, signed: date, signer: name },
  });
}

/** Whether a lane reads it. @param {{read_by?: string[]}} what  @param {string} lane */
export const readBy = ({ read_by: lanes }, lane) => !lanes || lanes.includes(lane);

/**
 * @param {FormRecord} record
 * @param {Definition} definition
 * @param {(what: {private?: boolean, for?: string, read_by?: string[]}) => boolean} covers  whether the answers to it are among the lines
 * @param {{[path: string]: string | undefined}} more
 */
function linesOf(record, definition, covers, more) {
  /** @type {string[]} */
  const lines = [];
  /** @type {Put} */
  const put = (path, text) => {
    text = whole(text.replace(/\r\n?/g, "\n"));
    if (text) lines.push(`${path} ${utf8(text).length}:${text}\n`);
  };
  const { about, answers, body, date, form } = record;
  const open = definition.visibility !== "private";
  const version = record.version || definition.version;
  const head = {
    about,
    body: open && covers(definition) ? body : "",
    date,
    form,
    record: record.record,
    version,
    ...more,
  };
  for (const [path, text] of Object.entries(head)) put(path, text || "");
  for (const [id, answer] of Object.entries(open ? answers : {})) {
    const field = forKey(definition.fields, id, answers);
    if (covers({ ...definition, ...field })) putAnswer(put, covers, "answers." + whole(id), answer, field);
  }
  return lines.sort(byBytes).join("");
}

/**
 * @param {Put} put
 * @param {(field: Field) => boolean} covers
 * @param {string} path
 * @param {any} answer
 * @param {Field} [field]
 */
function putAnswer(put, covers, path, answer, field) {
  if (answer == null) return;
  if (field && typeOf(field).many && typeof answer === "string") answer = [answer];
  if (typeof answer !== "object") return put(path, String(answer));
  for (const [key, below] of Object.entries(answer)) {
    const at = `${path}.${whole(key)}`;
    if (field?.type !== "table" || typeof below !== "object") {
      putAnswer(put, covers, at, below);
      continue;
    }
    for (const [id, cell] of Object.entries(below)) {
      const column = forKey(field.columns, id, below);
      if (!column || covers(column)) putAnswer(put, covers, `${at}.${whole(id)}`, cell, column);
    }
  }
}

/** @param {string} text */
const sum = (text) => "sha256:" + sha256(utf8(text));

/** @type {(record: FormRecord, definition: Definition, statement: string) => string} */
export const digest = (record, definition, statement) => sum(signedText(record, definition, statement));

/** What a new signature writes. @type {(record: FormRecord, definition: Definition, s: Given) => string} */
export const signatureDigest = (record, definition, s) => "2:" + sum(signatureText(record, definition, s));

/**
 * Whether a signature was given on what the record says now, by the rule that its digest names. One without a digest
 * is bound to nothing, and counts.
 *
 * @param {Signature} s
 * @param {FormRecord} record
 * @param {Definition} definition
 */
export function fits(s, record, definition) {
  const field = definition.fields.find((f) => f.type === "sign" && f.id === s.field);
  if (!field || !s.digest) return !!field;
  const now = /^2:/.test(s.digest) ? signatureDigest(record, definition, s) : digest(record, definition, field.label);
  return s.digest === now;
}
