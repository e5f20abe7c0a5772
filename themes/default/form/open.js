// Opens a record's file on its form's page, and compares it with what is here before it replaces that.

import { ask } from "./ask.js";
import { flush, keepNow } from "./autosave.js";
import { differences, isFormal } from "./compare.js";
import { unsigned } from "./complete.js";
import { dateWords, day } from "./dates.js";
import { digest, fits } from "./digest.js";
import { el, say } from "./dom.js";
import { keepSecret, markOf, parts } from "./handover.js";
import { join } from "./join.js";
import { namesOf } from "./reading.js";
import { newId, signatureKeys } from "./record.js";
import { readFiles } from "./recordfiles.js";
import { withSignature } from "./newsignature.js";

/** @typedef {import('./model.js').FormRecord} FormRecord */
/** @typedef {import('./model.js').Page} Page */
/** @typedef {import('./drafts.js').Draft} Draft */

/**
 * Asks in the place of the questions that were asked before.
 *
 * @param {Page} page
 * @param {import('./dom.js').Child[]} words
 * @param {import('./ask.js').Choices} [choices]
 */
function askAlone(page, words, choices) {
  const put = (/** @type {HTMLElement} */ box) => {
    page.place.replaceChildren(box);
    box.scrollIntoView({ block: "nearest" });
  };
  return ask(put, words, choices);
}

/** @param {File[]} files @param {Page} page */
export async function open(files, page) {
  const { data, definition } = page;
  flush(page);
  const read = await readFiles(files, page.draft.record).catch(() => ({ fault: "This file cannot be read." }));
  if ("fault" in read) return askAlone(page, [read.fault]);
  if (read.record.form === definition.form) return load(read.record, read.own, page);
  const words = `This is a record of another form, “${read.title || read.record.form}”. `;
  askAlone(page, [el("p", null, words, data.shelf && el("a", { href: data.shelf }, "The list of forms"))]);
}

/**
 * @param {FormRecord} record  as its file has it
 * @param {FormRecord | null} own
 * @param {Page} page
 */
export function load(record, own, page) {
  const { draft } = page;
  flush(page);
  record = { ...record, record: record.record || newId(), date: record.date || day() };
  const before = draft.changed && draft.record.record === record.record ? draft : page.store.get(record);
  const next = draftOf(record, own || (before ? parts(before).own : null), page);
  const go = () => {
    flush(page); // what was typed since it was asked is kept before
    next.rev = before?.rev || 0;
    show(page, next);
    tellVersion(page, record);
  };
  if (before) return replace(page, before, next, go);
  if (!page.trouble || !draft.changed) return go();
  const words = "What is on this page is kept nowhere. Opening the file takes its place.";
  askAlone(page, [words], [["Open the file", go], ["Not yet"]]);
}

/**
 * A draft of a record that comes from a file, joined with its private answers.
 *
 * @param {FormRecord} record
 * @param {FormRecord | null} own
 * @param {Page} page
 */
function draftOf(record, own, { definition }) {
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
 * Shows a record that came from a file, and to a signer what there is to sign.
 *
 * @param {Page} page
 * @param {Draft} draft
 */
function show(page, draft) {
  page.adopt(draft);
  keepNow(page);
  const { main } = parts(draft);
  const title = /** @type {HTMLElement} */ (document.querySelector("h1"));
  title.tabIndex = -1;
  title.focus();
  say(`Opened: ${page.definition.title}, ${dateWords(main.date)}`);
  if (main.status === "complete" && unsigned(main, page.definition).length) page.reading(true);
}

/** Says under which version a record was begun, where that is another. @param {Page} page @param {FormRecord} record */
function tellVersion(page, { version, form }) {
  const { data, definition } = page;
  if (!version || version === definition.version) return;
  const later = version.localeCompare(definition.version, undefined, { numeric: true }) > 0;
  const begun = `This record was begun under ${later ? "a later" : "an earlier"} version of the toolkit, ${version}.`;
  const now = ` What you change or sign here is under version ${definition.version}. `;
  const href = `${data.root}v/${encodeURIComponent(version)}/forms/${form}.html`;
  askAlone(page, [el("p", null, begun + now, el("a", { href }, `The form of version ${version}`))]);
}

/**
 * Takes what the file has in the place of what is here: at once where only signatures are new, and what their lanes
 * answered in their own fields, else it asks.
 *
 * @param {Page} page
 * @param {Draft} before
 * @param {Draft} next
 * @param {() => void} go
 */
function replace(page, before, next, go) {
  const { data, definition, store } = page;
  const list = differences(before, next, namesOf(data, store.list()));
  const own = list.filter((d) => isOwn(d, before, definition));
  const added = newSignatures(own.length ? next : before, before, next);
  if (added && added.length >= Math.min(own.length, 1) && list.every((d) => isFormal(d) || own.includes(d)))
    return addSignatures(page, before, next, added);
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
  const choices = /** @type {import('./ask.js').Choices} */ ([["Take what the file has", go], ["Keep what is here"]]);
  askAlone(page, [words, el("dl", { className: "differences" }, ...pairs)], choices);
}

/**
 * Whether the file adds it in a field that is the own of a lane that has not signed what is here.
 *
 * @param {{id: string, here: string}} difference
 * @param {Draft} before
 * @param {import('./model.js').Definition} definition
 */
function isOwn({ id, here }, before, { fields }) {
  const [name, , column] = id.split(".");
  const field = fields.find((f) => f.id === name);
  const lane = field?.for || field?.columns?.find((c) => c.id === column)?.for;
  const mayAdd = fields.some((f) => f.type === "sign" && f.lane === lane);
  return !!lane && !here && mayAdd && !before.record.signed.some((s) => s.by === lane);
}

/** Names a signature. @param {import('./model.js').Signature} s */
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
  const twice = (/** @type {import('./model.js').Signature} */ s) =>
    here.some((o) => o.digest + o.name === s.digest + s.name);
  return added.every((s) => fits(s, main, next.definition) && !twice(s)) ? added : null;
}

/**
 * @param {Page} page
 * @param {Draft} before
 * @param {Draft} next
 * @param {import('./model.js').Signature[]} added
 */
function addSignatures(page, before, next, added) {
  const record = added.length ? { ...before.record, answers: next.record.answers } : before.record;
  const { main } = parts({ ...before, record });
  const signed = added.reduce((list, s) => withSignature({ ...main, signed: list }, page.definition, s), record.signed);
  const status = record.status === "complete" ? record.status : next.record.status;
  show(page, { ...before, record: { ...record, signed, status } });
  const names = added.map((s) => s.name).join(" and ");
  askAlone(page, [names ? `Added: the signature of ${names}.` : "The file says what is here already."]);
}
