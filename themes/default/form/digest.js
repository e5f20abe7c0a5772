// What a signature covers, line for line as in internal/form/digest.go.

import { forKey } from "./formerid.js";
import { sha256 } from "./sha256.js";
import { utf8, whole } from "./text.js";
import { typeOf } from "./types.js";

/**
 * @typedef {import("./model.js").FormRecord} FormRecord
 * @typedef {import("./model.js").Definition} Definition
 * @typedef {import("./model.js").Field} Field
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
 * The text that a signature covers: a line for each thing written, in byte order.
 *
 * @param {FormRecord} record
 * @param {Definition} definition
 * @param {string} statement  the signature's; "" for what `revises` names
 */
export function signedText(record, definition, statement) {
  /** @type {string[]} */
  const lines = [];
  const put = (/** @type {string} */ path, /** @type {string} */ text) => {
    text = whole(text.replace(/\r\n?/g, "\n"));
    if (text) lines.push(`${path} ${utf8(text).length}:${text}\n`);
  };
  for (const key of /** @type {const} */ (["about", "date", "form", "record"])) put(key, record[key]);
  put("statement", statement);
  put("version", record.version || definition.version);
  if (definition.visibility !== "private") {
    put("body", record.body);
    for (const [id, answer] of Object.entries(record.answers)) {
      const field = forKey(definition.fields, id, record.answers);
      if (!field?.private) putAnswer(put, "answers." + whole(id), answer, field);
    }
  }
  return lines.sort(byBytes).join("");
}

/**
 * @param {(path: string, text: string) => void} put
 * @param {string} path
 * @param {any} answer
 * @param {Field} [field]
 */
function putAnswer(put, path, answer, field) {
  if (answer == null) return;
  if (field && typeOf(field).many && typeof answer === "string") answer = [answer];
  if (typeof answer !== "object") return put(path, String(answer));
  for (const [key, below] of Object.entries(answer)) {
    const at = `${path}.${whole(key)}`;
    if (field?.type !== "table" || typeof below !== "object") {
      putAnswer(put, at, below);
      continue;
    }
    for (const [id, cell] of Object.entries(below)) {
      const column = forKey(field.columns, id, below);
      if (!column?.private) putAnswer(put, `${at}.${whole(id)}`, cell, column);
    }
  }
}

/** @type {(record: FormRecord, definition: Definition, statement: string) => string} */
export const digest = (record, definition, statement) =>
  "sha256:" + sha256(utf8(signedText(record, definition, statement)));
