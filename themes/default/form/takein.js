// A record that comes from a file, compared with what is here of it.

import { differences, isFormal } from "./compare.js";
import { digest, fits } from "./digest.js";
import { el } from "./dom.js";
import { keepSecret, markOf, parts } from "./handover.js";
import { join } from "./join.js";
import { withSignature } from "./newsignature.js";
import { signatureKeys } from "./record.js";
import { isMe, keepPerson, personOf, same, whose } from "./whose.js";

/** @typedef {import('./model.js').Definition} Definition */
/** @typedef {import('./model.js').FormRecord} FormRecord */
/** @typedef {import('./model.js').Signature} Signature */
/** @typedef {import('./drafts.js').Draft} Draft */

/**
 * Where records come to.
 *
 * @typedef {object} Whose
 * @property {import('./device.js').Device} device
 * @property {import('./drafts.js').Drafts} store
 * @property {import('./model.js').PageData} data
 * @property {(record: FormRecord) => Draft | null} here  what there is of it
 * @property {(words: import('./dom.js').Child[], choices: import('./ask.js').Choices) => unknown} ask
 */

/**
 * Whose a record says it is, where what is here is somebody else's, and whose that is.
 *
 * @param {FormRecord} record
 * @param {Whose} to
 */
function stranger(record, to) {
  const before = to.here(record)?.record.preceptee;
  const theirs = record.preceptee;
  const name = before || whose(to);
  const mine = isMe(to, name);
  if (!theirs || !name || same(theirs, name) || (mine && isMe(to, theirs))) return null;
  return { theirs, mine, words: `${before ? "what is here of it" : "this device"} is in the name of ${name}` };
}

/**
 * Asks, once for each name, before records of somebody else come among those that are here; then goes on with those that
 * may.
 *
 * @template {{record: FormRecord}} T
 * @param {T[]} list
 * @param {Whose} to
 * @param {(list: T[]) => unknown} go
 * @param {string[]} [asked]  names that may
 */
export function admit(list, to, go, asked = []) {
  const others = list.map(({ record }) => stranger(record, to));
  const open = others.find((other) => other && !asked.includes(other.theirs));
  if (!open) return go(list);
  const { theirs, mine, words } = open;
  const without = list.filter((_, i) => others[i]?.theirs !== theirs);
  const n = list.length - without.length;
  const next = () => admit(list, to, go, [...asked, theirs]);
  const isMine = () => {
    const me = /** @type {import('./whose.js').Person} */ (personOf(to));
    keepPerson(to, { ...me, also: [...me.also, theirs] });
    next();
  };
  const these = n === 1 ? "record" : `${n} records`;
  /** @type {import('./ask.js').Choices} */
  const choices = [
    [`Open the ${these} of ${theirs}`, next],
    [n === 1 ? "Leave it out" : "Leave them out", () => without.length && admit(without, to, go, asked)],
  ];
  if (mine) choices.push([`${theirs} is me as well`, isMine]);
  to.ask([`${n === 1 ? "A record" : these} in the name of ${theirs}: ${words}.`], choices);
}

/**
 * A draft of a record that comes from a file, joined with its private answers.
 *
 * @param {FormRecord} record
 * @param {FormRecord | null} own
 * @param {Definition} definition
 */
export function draftOf(record, own, definition) {
  const at = Date.now();
  const secret = own ? Object.keys(own.answers) : [];
  const whole = { ...join(record, own), private: record.private.filter((id) => !secret.includes(id)) };
  const isTable = (/** @type {string} */ id) => definition.fields.some((f) => f.id === id && f.columns);
  /** @type {Draft} */
  const next = {
    ...{ record: whole, definition, rev: 0, begun: at, changed: at, saved: at, base: "", opened: true },
    secret: [...record.private, ...secret.filter((id) => !isTable(id))],
  };
  keepSecret(next, definition);
  next.base = digest(parts(next).main, definition, "");
  next.handed = structuredClone(whole);
  next.filed = { at, mark: markOf(next), opened: true };
  return next;
}

/**
 * What the file adds to what is here, where that is signatures alone, and what their lanes answered in their own fields;
 * else what differs, as elements to show.
 *
 * @param {Draft} before
 * @param {Draft} next
 * @param {import('./answers.js').Names} names
 * @returns {{both: Draft, added: Signature[]} | {differing: HTMLElement[]}}
 */
export function meet(before, next, names) {
  const list = differences(before, next, names);
  const own = list.filter((d) => isOwn(d, before, next.definition));
  const added = newSignatures(own.length ? next : before, before, next);
  if (added && added.length >= Math.min(own.length, 1) && list.every((d) => isFormal(d) || own.includes(d))) {
    return { both: withSignatures(before, next, added), added };
  }
  const pairs = list.map((d) =>
    el(
      "div",
      null,
      el("dt", null, d.label),
      el("dd", null, "Here: " + (d.here || "nothing")),
      el("dd", null, "In the file: " + (d.there || "nothing")),
    ),
  );
  const words = el("p", null, el("strong", null, "This record is here already, and the file differs."));
  return { differing: [words, el("dl", { className: "differences" }, ...pairs)] };
}

/**
 * Whether the file adds it in a field that is the own of a lane that has not signed what is here.
 *
 * @param {{id: string, here: string}} difference
 * @param {Draft} before
 * @param {Definition} definition
 */
function isOwn({ id, here }, before, { fields }) {
  const [name, , column] = id.split(".");
  const field = fields.find((f) => f.id === name);
  const lane = field?.for || field?.columns?.find((c) => c.id === column)?.for;
  const mayAdd = fields.some((f) => f.type === "sign" && f.lane === lane);
  return !!lane && !here && mayAdd && !before.record.signed.some((s) => s.by === lane);
}

/** Names a signature. @param {Signature} s */
const keyOf = (s) => JSON.stringify(signatureKeys.map((k) => s[k] || ""));

/**
 * The signatures that only the file has; null where one was not signed on what would be here.
 *
 * @param {Draft} what
 * @param {Draft} before
 * @param {Draft} next
 */
function newSignatures(what, before, next) {
  const { main } = parts(what);
  const here = before.record.signed;
  const known = new Set(here.map(keyOf));
  const added = next.record.signed.filter((s) => !known.has(keyOf(s)));
  const twice = (/** @type {Signature} */ s) => here.some((o) => o.digest + o.name === s.digest + s.name);
  return added.every((s) => fits(s, main, next.definition) && !twice(s)) ? added : null;
}

/** @param {Draft} before @param {Draft} next @param {Signature[]} added @returns {Draft} */
function withSignatures(before, next, added) {
  const record = added.length ? { ...before.record, answers: next.record.answers } : before.record;
  const { main } = parts({ ...before, record });
  const signed = added.reduce((list, s) => withSignature({ ...main, signed: list }, next.definition, s), record.signed);
  const status = record.status === "complete" ? record.status : next.record.status;
  return { ...before, record: { ...record, signed, status } };
}
