// Records read back from their files, without a YAML parser, and put together with what is private.

import { isEmpty } from "./digest.js";
import { freely, texts } from "./record.js";

/** @typedef {import("./types.js").FormRecord} FormRecord */

const none = "This file is no record of this toolkit.";

const fault =
  "This file was written by hand, in a way that this page cannot read. Nothing is wrong with it: hand it to the person who keeps your records.";

/**
 * @param {string} text
 * @returns {any}
 */
const value = (text) => {
  const s = text.trim();
  return /^["[{]/.test(s) ? JSON.parse(s) : /^([a-z0-9][\w.:-]*)?$/i.test(s) && !s.endsWith(":") ? s : refuse();
};

/** @type {() => never} */
const refuse = () => {
  throw new SyntaxError();
};

/**
 * Answers are texts, in lists and groups.
 *
 * @param {any} v
 * @returns {any}
 */
const texted = (v) =>
  typeof v === "string" ? v : v && typeof v === "object" ? (Object.values(v).forEach(texted), v) : refuse();

/**
 * Reads what writeRecord and precept itself write.
 *
 * @param {string} text
 * @returns {{record: FormRecord, fault?: undefined} | {fault: string, record?: undefined}}
 */
export const readRecord = (text) => {
  text = text.replace(/^\ufeff/, "").replace(/\r\n/g, "\n");
  const [whole, lines = ""] = /^---[ \t]*\n([^]*?\n)??---[ \t]*(?:\n|$)/.exec(text) || [];
  if (!whole)
    return {
      fault: /^---[ \t]*\n/.test(text) ? "This file is not whole: its end is missing. Save it once more." : none,
    };
  /** @type {Map<string, any>} */
  const head = new Map();
  /** @type {[string, any][] | undefined} */
  let below;
  let within = "";
  try {
    for (const line of lines.split("\n")) {
      if (/^\s*(#|$)/.test(line)) continue;
      const g = /^( *)(?:(- )|("(?:[^"\\]|\\.)*"|[\w.-]+):(?=\s|$))([^]*)$/.exec(line);
      if (!g || (g[1] && !below)) refuse();
      const [, indent, dash, key, rest] = /** @type {RegExpExecArray} */ (g);
      const name = key && (key[0] === '"' ? JSON.parse(key) : key);
      if (indent) {
        if (!below || (dash ? within === "answers" : within !== "answers") || below.some(([k]) => !dash && k === name))
          refuse();
        below.push([dash ? String(below.length) : name, value(rest)]);
        continue;
      }
      if (dash || head.has(name)) refuse();
      const open = /^(answers|signed|allow)$/.test(name) && !rest.trim();
      below = open ? [] : undefined;
      within = open ? name : "";
      head.set(name, open ? below : value(rest));
    }
    /** @param {string} key */
    const take = (key) => {
      const v = head.get(key);
      head.delete(key);
      return v;
    };
    /** @param {string} key */
    const list = (key) => {
      const v = take(key) || [];
      return Array.isArray(v) ? v.map((x) => (Array.isArray(x) ? x[1] : x)) : refuse();
    };
    /** @type {any} */
    const record = {};
    for (const k of texts) {
      const v = take(k) ?? "";
      record[k] = typeof v === "string" ? v : refuse();
    }
    if (!record.form) return { fault: none };
    record.status = record.status === "complete" ? "complete" : "draft";
    const answers = take("answers") || [];
    record.answers = texted(Array.isArray(answers) ? Object.fromEntries(answers) : answers);
    for (const k of ["signed", "allow", "private"]) record[k] = texted(list(k));
    record.rest = Object.fromEntries([...head].map(([k, v]) => [k, v === "true" || v]));
    record.body = freely(text.slice(whole.length));
    return { record };
  } catch {
    return { fault };
  }
};

/**
 * Puts a record and its private answers together again.
 *
 * @param {FormRecord} main
 * @param {FormRecord | null | undefined} own
 * @returns {FormRecord}
 */
export const join = (main, own) => {
  if (!own) return main;
  /** @type {(a: any, b: any) => any} */
  const merge = (a, b) => {
    if (isEmpty(a) || typeof b !== "object" || typeof Object.values(a)[0] !== "object") return b;
    const both = { ...a, ...b };
    for (const k in both) both[k] = { ...a[k], ...b[k] };
    return Array.isArray(b) ? Object.values(both) : both;
  };
  return {
    ...main,
    body: main.body || own.body,
    answers: Object.fromEntries(
      Object.keys({ ...main.answers, ...own.answers }).map((k) => [
        k,
        k in own.answers ? merge(main.answers[k], own.answers[k]) : main.answers[k],
      ]),
    ),
  };
};
