// A record that comes from a file, compared with what is here of it.

import { say, several } from "../say.js";
import { differences, isFormal } from "./compare.js";
import { day } from "./dates.js";
import { digest, fits } from "./digest.js";
import { laneNow } from "./formerid.js";
import { keepSecret, markOf, parts } from "./handover.js";
import { join } from "./join.js";
import { merge, nameOf, partsOf } from "./merge.js";
import { withSignature } from "./newsignature.js";
import { newId } from "./record.js";
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
  return { theirs, mine, name, known: !!before };
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
  const { theirs, mine, name, known } = open;
  const without = list.filter((_, i) => others[i]?.theirs !== theirs);
  const n = list.length - without.length;
  const next = () => admit(list, to, go, [...asked, theirs]);
  const isMine = () => {
    const me = /** @type {import('./whose.js').Person} */ (personOf(to));
    keepPerson(to, { ...me, also: [...me.also, theirs] });
    next();
  };
  /** @type {import('./ask.js').Choices} */
  const choices = [
    [several(n, "Open {2}’s record", "Open {2}’s {1} records", theirs), next],
    [several(n, "Do not open it", "Do not open them"), () => without.length && admit(without, to, go, asked)],
  ];
  if (mine) choices.push([say("{1} is also me", theirs), isMine]);
  const words = known
    ? several(
        n,
        "This record is in the name of {2}, but the copy on this device is in the name of {3}.",
        "{1} records are in the name of {2}, but the copies on this device are in the name of {3}.",
        theirs,
        name,
      )
    : several(
        n,
        "This record is in the name of {2}, but this device is in the name of {3}.",
        "{1} records are in the name of {2}, but this device is in the name of {3}.",
        theirs,
        name,
      );
  to.ask([words], choices);
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
 * A record as its file has it, and what there is of it; what it does not say is added.
 *
 * @param {{record: FormRecord, own: FormRecord | null}} opened
 * @param {Definition} definition
 * @param {Whose["here"]} here
 */
export function arrived({ record, own }, definition, here) {
  const { version } = definition;
  record = { ...record, version: record.version || version, record: record.record || newId() };
  record.date ||= day();
  const before = here(record);
  record.preceptee ||= before?.record.preceptee || "";
  return { before, next: draftOf(record, own || (before && parts(before).own), definition) };
}

/**
 * What the file adds to what is here, where that is signatures alone, and what their lanes answered in their own fields;
 * else what differs, and the parts that it can be put together from.
 *
 * @param {Draft} before
 * @param {Draft} next
 * @param {import('./answers.js').Names} names
 * @returns {{both: Draft, added: Signature[]} | Two}
 */
export function meet(before, next, names) {
  const list = differences(before, next, names);
  const own = list.filter((d) => isOwn(d, before, next.definition));
  const added = newSignatures(own.length ? next : before, before, next);
  if (added && added.length >= Math.min(own.length, 1) && list.every((d) => isFormal(d) || own.includes(d))) {
    return { both: withSignatures(before, next, added), added };
  }
  return { before, next, list, parts: partsOf(pairOf(before, next)) };
}

/**
 * Two states of a record. parts: what they can be put together from; null where they cannot.
 *
 * @typedef {object} Two
 * @property {Draft} before
 * @property {Draft} next  from the file
 * @property {import('./compare.js').Difference[]} list
 * @property {import('./merge.js').Part[] | null} parts
 */

/** @param {Draft} before @param {Draft} next @returns {import('./merge.js').Pair} */
function pairOf(before, next) {
  const [here, file] = [before, next].map(parts);
  // private answers stay with their writer: no record is put together from two sets of them
  const alike = JSON.stringify(here.own?.answers) === JSON.stringify(file.own?.answers);
  const from = [file.state, next.record.revises];
  const handed = from.includes(before.base) ? before.handed : undefined;
  const earlier = here.main.revises === file.state ? file.main : handed;
  return {
    here: here.main,
    file: alike ? file.main : { ...file.main, form: "" },
    definition: next.definition,
    base: from.includes(here.state) ? here.main : earlier,
  };
}

/**
 * Puts two states together. It is a later state of what the file has.
 *
 * @param {Two} two
 * @param {import('./merge.js').Side[]} sides  one for each part
 * @returns {{draft: Draft, broken?: string}} broken: who signed what it would not say any more
 */
export function putTogether({ before, next, parts: list }, sides) {
  const { record: main, broken } = merge(pairOf(before, next), list || [], sides);
  const record = { ...join(main, parts(before).own), private: before.record.private };
  const { definition, base, handed } = next;
  return { draft: { ...before, record, definition, base, handed, changed: Date.now() }, broken };
}

/**
 * Whether the file adds it in a field that is the own of a lane that has not signed what is here.
 *
 * @param {{id: string, here: string}} difference
 * @param {Draft} before
 * @param {Definition} definition
 */
function isOwn({ id, here }, before, definition) {
  const { fields } = definition;
  const [name, , column] = id.split(".");
  const field = fields.find((f) => f.id === name);
  const lane = field?.for || field?.columns?.find((c) => c.id === column)?.for;
  const mayAdd = fields.some((f) => f.type === "sign" && f.lane === lane);
  return !!lane && !here && mayAdd && !before.record.signed.some((s) => laneNow(definition, s.by) === lane);
}

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
  const known = new Set(here.map(nameOf));
  const added = next.record.signed.filter((s) => !known.has(nameOf(s)));
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
