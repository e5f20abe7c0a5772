// What a signature covers, line for line as internal/form/digest.go has it.

import { sha256 } from "./sha256.js";
import { utf8, whole } from "./text.js";

/**
 * @typedef {import("./types.js").FormRecord} FormRecord
 * @typedef {import("./types.js").Definition} Definition
 * @typedef {import("./types.js").Field} Field
 */

/** @param {unknown} v */
export const isEmpty = (v) =>
  v == null || v === "" || (typeof v === "object" && !Object.keys(/** @type {object} */ (v)).length);

/**
 * The field, column or row that a record's key stands for: by its id, or by a former one where the record does not have both.
 *
 * @template {{id: string, was?: string}} T
 * @param {T[] | undefined} list
 * @param {string} key
 * @param {object} beside  what the record has beside it
 * @returns {T | undefined}
 */
export const named = (list, key, beside) =>
  list?.find((f) => f.id === key) ||
  list?.find((f) => f.was === key && isEmpty(Object.getOwnPropertyDescriptor(beside, f.id)?.value));

/** The order of UTF-8 bytes, which is that of characters and not that of a script's halves of them. @type {(a: string, b: string) => number} */
const byBytes = (a, b) => {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return (a.codePointAt(i) ?? -1) - (b.codePointAt(i) ?? -1);
};

/**
 * The text that a signature covers: a line for each thing written, in byte order.
 *
 * @param {FormRecord} record
 * @param {Definition} definition
 * @param {string} statement  the signature's; "" for what `revises` names
 */
export const signedText = (record, definition, statement) => {
  /** @type {string[]} */
  const lines = [];
  /** @type {(path: string, text: string) => void} */
  const put = (path, text) => {
    text = whole(text.replace(/\r\n?/g, "\n"));
    if (text) lines.push(`${path} ${utf8(text).length}:${text}\n`);
  };
  /** @type {(path: string, v: any, field?: Field) => void} */
  const answer = (path, v, field) => {
    if (v == null) return;
    if (field && /^(choices|pick)$/.test(field.type) && typeof v === "string") v = [v];
    if (typeof v !== "object") return put(path, String(v));
    for (const [key, below] of Object.entries(v)) {
      const at = `${path}.${whole(key)}`;
      if (field?.type !== "table" || typeof below !== "object") answer(at, below);
      else
        for (const [id, cell] of Object.entries(below)) {
          const column = named(field.columns, id, below);
          if (!column?.private) answer(`${at}.${whole(id)}`, cell, column);
        }
    }
  };
  const open = definition.visibility !== "private";
  put("about", record.about);
  put("date", record.date);
  put("form", record.form);
  put("record", record.record);
  put("statement", statement);
  put("version", record.version || definition.version);
  if (open) {
    put("body", record.body);
    for (const [id, v] of Object.entries(record.answers)) {
      const field = named(definition.fields, id, record.answers);
      if (!field?.private) answer("answers." + whole(id), v, field);
    }
  }
  return lines.sort(byBytes).join("");
};

/** @type {(record: FormRecord, definition: Definition, statement: string) => string} */
export const digest = (record, definition, statement) =>
  "sha256:" + sha256(utf8(signedText(record, definition, statement)));
