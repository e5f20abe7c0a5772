// Records as files, written so that nothing a person types can break them; fromfile.js reads them back.

import { day } from "./dates.js";
import { isEmpty, named } from "./digest.js";
import { clean, oneLine, whole } from "./text.js";

/**
 * @typedef {import("./types.js").FormRecord} FormRecord
 * @typedef {import("./types.js").Definition} Definition
 * @typedef {import("./types.js").Field} Field
 * @typedef {import("./types.js").Answers} Answers
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
const json = (v) =>
  Array.isArray(v)
    ? `[${v.map(json).join(", ")}]`
    : v && typeof v === "object"
      ? `{${Object.entries(v)
          .map(([k, x]) => `${json(k)}: ${json(x)}`)
          .join(", ")}}`
      : typeof v === "string"
        ? JSON.stringify(whole(v)).replace(unsafe, escaped)
        : JSON.stringify(v ?? "");

/** @param {string} key */
const keyed = (key) => (/^[a-z][a-z0-9_-]*$/.test(key) ? key : json(key));

/** Keys with a text, in the order in which a file has them. */
export const texts = /** @type {const} */ ([
  "form",
  "version",
  "record",
  "date",
  "status",
  "about",
  "milestone",
  "revises",
]);
const signature = ["field", "by", "name", "role", "date", "how", "witness", "scan", "digest"];
const allowance = ["rule", "at", "reason"];

/**
 * The keys that an entry of a list may have, in their order, each on one line.
 *
 * @param {any} entry
 * @param {string[]} keys
 */
const only = (entry, keys) =>
  Object.fromEntries(keys.filter((k) => entry[k]).map((k) => [k, oneLine(String(entry[k]))]));

/** Text of several lines, as a file may hold it. @param {string} s */
export const freely = (s) => clean(s).replace(/\p{NChar}/gu, "");

/** @type {(v: unknown) => boolean} */
const nothing = (v) =>
  v == null || v === "" || (typeof v === "object" && Object.values(/** @type {object} */ (v)).every(nothing));

/**
 * Cells and fixed rows in which nothing stands are left out; added rows keep their place.
 *
 * @param {any} v
 * @returns {any}
 */
const tidy = (v) =>
  Array.isArray(v)
    ? v.map(tidy)
    : v && typeof v === "object"
      ? Object.fromEntries(
          Object.entries(v)
            .filter(([, x]) => !nothing(x))
            .map(([k, x]) => [k, tidy(x)]),
        )
      : v;

/**
 * The record as its file stands in the portfolio's folder.
 *
 * @param {FormRecord} record
 * @param {string} title  the form's
 */
export const writeRecord = (record, title) => {
  const lines = [
    "---",
    `# A record for precept. To read or change it, open the form "${oneLine(title)}" and choose "Open a file".`,
  ];
  for (const k of texts) if (record[k]) lines.push(`${k}: ${json(oneLine(record[k]))}`);
  if (record.private.length) lines.push("private: " + json(record.private));
  const answers = Object.entries(record.answers)
    .filter(([k, v]) => k && !nothing(v))
    .map(([k, v]) => [k, tidy(v)]);
  if (answers.length) lines.push("answers:", ...answers.map(([k, v]) => `  ${keyed(k)}: ${json(v)}`));
  if (record.signed.length) lines.push("signed:", ...record.signed.map((s) => "  - " + json(only(s, signature))));
  if (record.allow.length) lines.push("allow:", ...record.allow.map((a) => "  - " + json(only(a, allowance))));
  for (const [k, v] of Object.entries(record.rest)) lines.push(`${keyed(k)}: ${json(v)}`);
  return lines.join("\n") + "\n---\n" + freely(record.body);
};

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
export const empty = (definition) => ({
  form: definition.form,
  version: definition.version,
  record: newId(),
  date: day(),
  status: "draft",
  about: "",
  milestone: "",
  revises: "",
  private: [],
  answers: {},
  signed: [],
  allow: [],
  body: "",
  rest: {},
});

/**
 * Parts a table's answer: what anybody may read of it, and what not.
 *
 * @param {any} answer
 * @param {Field} field
 * @returns {[any, any]}
 */
const parted = (answer, field) => {
  /** @param {boolean} secret */
  const side = (secret) => {
    /** @param {any} cells */
    const row = (cells) =>
      Object.fromEntries(
        Object.entries(cells || {}).filter(([id]) => !!named(field.columns, id, cells)?.private === secret),
      );
    return Array.isArray(answer)
      ? answer.map(row)
      : Object.fromEntries(Object.entries(answer).map(([id, cells]) => [id, row(cells)]));
  };
  const own = side(true);
  return [side(false), Object.values(own).some((row) => !isEmpty(row)) ? own : undefined];
};

/**
 * Parts a record from its private answers, which are saved in a file of their own. own is null where there are none.
 *
 * @param {FormRecord} record
 * @param {Definition} definition
 * @returns {{main: FormRecord, own: FormRecord | null}}
 */
export const split = (record, definition) => {
  const all = definition.visibility === "private";
  /** @type {[string, any][]} */
  const open = [],
    kept = [];
  const answered = new Set(record.private);
  for (const [id, answer] of Object.entries(record.answers)) {
    const field = named(definition.fields, id, record.answers);
    if (isEmpty(answer)) continue;
    if (all || field?.private) {
      kept.push([id, answer]);
      answered.add(field?.id || id);
    } else if (field?.type === "table" && field.columns?.some((c) => c.private)) {
      const [main, own] = parted(answer, field);
      open.push([id, main]);
      if (own) kept.push([id, own]);
    } else open.push([id, answer]);
  }
  const own = kept.length || (all && record.body);
  return {
    main: { ...record, answers: Object.fromEntries(open), private: [...answered], body: all ? "" : record.body },
    own: own
      ? {
          ...record,
          answers: Object.fromEntries(kept),
          private: [],
          signed: [],
          allow: [],
          body: all ? record.body : "",
          rest: {},
        }
      : null,
  };
};
