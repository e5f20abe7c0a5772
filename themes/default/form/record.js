// Records as files, written so that nothing a person types can break them; readrecord.js reads them back.

import { day } from "./dates.js";
import { clean, oneLine, whole } from "./text.js";

/**
 * @typedef {import("./model.js").FormRecord} FormRecord
 * @typedef {import("./model.js").Definition} Definition
 */

/** What a file may not hold as it is, though JSON may. */
const unsafe = /[\x7f-\x9f\u2028\u2029\ufeff]|\p{NChar}/gu;

/** @param {string} s */
const escaped = (s) => s.replace(/[^]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));

/**
 * JSON that is YAML too, on one line.
 *
 * @param {any} v
 * @returns {string}
 */
function json(v) {
  if (Array.isArray(v)) return `[${v.map(json).join(", ")}]`;
  if (typeof v === "string") return JSON.stringify(whole(v)).replace(unsafe, escaped);
  if (!v || typeof v !== "object") return JSON.stringify(v ?? "");
  const pairs = Object.entries(v).map(([k, x]) => `${json(k)}: ${json(x)}`);
  return `{${pairs.join(", ")}}`;
}

/** @param {string} key */
const keyed = (key) => (/^[a-z][a-z0-9_-]*$/.test(key) ? key : json(key));

/** Keys with a text, in the order in which a file has them. */
export const texts = /** @type {const} */ ([
  "form",
  "version",
  "preceptee",
  "record",
  "date",
  "status",
  "about",
  "milestone",
  "revises",
]);
/** Those of a signature. */
export const signatureKeys = /** @type {const} */ ([
  "field",
  "by",
  "name",
  "role",
  "date",
  "how",
  "witness",
  "scan",
  "digest",
]);
const allowance = ["rule", "at", "reason"];

/**
 * The keys that an entry of a list may have, in their order, each on one line.
 *
 * @param {any} entry
 * @param {readonly string[]} keys
 */
const only = (entry, keys) =>
  Object.fromEntries(keys.filter((k) => entry[k]).map((k) => [k, oneLine(String(entry[k]))]));

/** Text of several lines, as a file may hold it. @param {string} s */
export const freely = (s) => clean(s).replace(/\p{NChar}/gu, "");

/** @type {(v: unknown) => boolean} */
const nothing = (v) =>
  v == null || v === "" || (typeof v === "object" && Object.values(/** @type {object} */ (v)).every(nothing));

/**
 * Leaves out empty cells and empty fixed rows; added rows keep their place.
 *
 * @param {any} v
 * @returns {any}
 */
function tidy(v) {
  if (Array.isArray(v)) return v.map(tidy);
  if (!v || typeof v !== "object") return v;
  const written = Object.entries(v).filter(([, x]) => !nothing(x));
  return Object.fromEntries(written.map(([k, x]) => [k, tidy(x)]));
}

/**
 * The text of a record's file.
 *
 * @param {FormRecord} record
 * @param {string} title  the form's
 */
export function writeRecord(record, title) {
  const note = `To read or change it, open the form "${oneLine(title)}" and choose "Open a file".`;
  const lines = ["---", "# A record for precept. " + note];
  for (const k of texts) if (record[k]) lines.push(`${k}: ${json(oneLine(record[k]))}`);
  if (record.private.length) lines.push("private: " + json(record.private));
  const answers = Object.entries(record.answers).filter(([k, v]) => k && !nothing(v));
  if (answers.length) lines.push("answers:", ...answers.map(([k, v]) => `  ${keyed(k)}: ${json(tidy(v))}`));
  if (record.signed.length) lines.push("signed:", ...record.signed.map((s) => "  - " + json(only(s, signatureKeys))));
  if (record.allow.length) lines.push("allow:", ...record.allow.map((a) => "  - " + json(only(a, allowance))));
  for (const [k, v] of Object.entries(record.rest)) lines.push(`${keyed(k)}: ${json(v)}`);
  return lines.join("\n") + "\n---\n" + freely(record.body);
}

/** @param {FormRecord} record */
export const fileName = (record) =>
  [record.date, record.form.replace(/.*\//, ""), record.record].filter(Boolean).join("-") + ".md";

/** A record's id: eight of a to z and 0 to 9, beginning with a letter, made once and at random. */
export const newId = () =>
  Array.from(crypto.getRandomValues(new Uint32Array(8)), (n, i) => (i ? n % 36 : 10 + (n % 26)).toString(36)).join("");

/**
 * A record of the form in which nothing is written yet.
 *
 * @param {Definition} definition
 * @returns {FormRecord}
 */
export function empty({ form, version }) {
  const none = {
    preceptee: "",
    about: "",
    milestone: "",
    revises: "",
    private: [],
    answers: {},
    signed: [],
    allow: [],
    body: "",
    rest: {},
  };
  return { form, version, record: newId(), date: day(), status: "draft", ...none };
}
