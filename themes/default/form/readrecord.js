// Records read back from their files, without a YAML parser.

import { say } from "../say.js";
import { freely, texts } from "./record.js";

/** @typedef {import("./model.js").FormRecord} FormRecord */

const noRecord = say("This file is not a record of this toolkit.");
const cutOff = say("The end of this file is missing. Save it again.");
const byHand = say(
  "This file was written by hand, and this page cannot read it. There is nothing wrong with it: give it to the person who keeps your records.",
);

/** @returns {never} */
function refuse() {
  throw new SyntaxError();
}

/**
 * A value behind a key: JSON, or one plain word.
 *
 * @param {string} text
 * @returns {any}
 */
function valueOf(text) {
  const s = text.trim();
  if (/^["[{]/.test(s)) return JSON.parse(s);
  return /^([a-z0-9][\w.:-]*)?$/i.test(s) && !s.endsWith(":") ? s : refuse();
}

/**
 * Answers are texts, in lists and groups.
 *
 * @param {any} v
 * @returns {any}
 */
function textsOnly(v) {
  if (typeof v !== "string") Object.values(v && typeof v === "object" ? v : refuse()).forEach(textsOnly);
  return v;
}

/**
 * The front matter by key. What is below a key that has entries is a list of pairs: of a key or a number, and its
 * value.
 *
 * @param {string} lines
 */
function frontMatter(lines) {
  /** @type {Map<string, any>} */
  const head = new Map();
  /** @type {[string, any][] | undefined} */
  let below;
  let within = "";
  for (const line of lines.split("\n")) {
    if (/^\s*(#|$)/.test(line)) continue;
    const g = /^( *)(?:(- )|("(?:[^"\\]|\\.)*"|[\w.-]+):(?=\s|$))([^]*)$/.exec(line) || refuse();
    const [, indent, dash, key, rest] = g;
    const name = key && (key[0] === '"' ? JSON.parse(key) : key);
    if (!indent) {
      if (dash || head.has(name)) refuse();
      const open = /^(answers|signed|allow)$/.test(name) && !rest.trim();
      below = open ? [] : undefined;
      within = name;
      head.set(name, open ? below : valueOf(rest));
    } else if (!below || !!dash === (within === "answers") || below.some(([k]) => !dash && k === name)) refuse();
    else below.push([dash ? String(below.length) : name, valueOf(rest)]);
  }
  return head;
}

/**
 * Reads what writeRecord and precept itself write.
 *
 * @param {string} text
 * @returns {{record: FormRecord, fault?: undefined} | {fault: string, record?: undefined}}
 */
export function readRecord(text) {
  text = text.replace(/^\ufeff/, "").replace(/\r\n/g, "\n");
  const [whole, lines = ""] = /^---[ \t]*\n([^]*?\n)??---[ \t]*(?:\n|$)/.exec(text) || [];
  if (!whole) return { fault: /^---[ \t]*\n/.test(text) ? cutOff : noRecord };
  try {
    const record = recordOf(frontMatter(lines));
    record.body = freely(text.slice(whole.length));
    return record.form ? { record } : { fault: noRecord };
  } catch {
    return { fault: byHand };
  }
}

/** @param {Map<string, any>} head @returns {FormRecord} */
function recordOf(head) {
  /** @param {string} key */
  const take = (key) => {
    const value = head.get(key);
    head.delete(key);
    return value;
  };
  /** @param {string} key */
  const list = (key) => {
    const value = take(key) || [];
    return Array.isArray(value) ? value.map((x) => (Array.isArray(x) ? x[1] : x)) : refuse();
  };
  /** @type {any} */
  const record = {};
  for (const k of texts) {
    const value = take(k) ?? "";
    record[k] = typeof value === "string" ? value : refuse();
  }
  if (!record.form) return record;
  record.status = record.status === "complete" ? "complete" : "draft";
  const answers = take("answers") || [];
  record.answers = textsOnly(Array.isArray(answers) ? Object.fromEntries(answers) : answers);
  for (const k of ["signed", "allow", "private"]) record[k] = textsOnly(list(k));
  record.rest = Object.fromEntries([...head].map(([k, v]) => [k, v === "true" || v]));
  return record;
}
