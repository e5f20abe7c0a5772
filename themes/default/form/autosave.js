// Keeps what is on a form's page: takes it into the draft, and keeps the draft in this browser.

import { say } from "../say.js";
import { ask } from "./ask.js";
import { missing } from "./complete.js";
import { speak } from "./dom.js";
import { whenHere } from "./fetchlater.js";
import { bare, parts } from "./handover.js";
import { secretsOf } from "./privacy.js";
import { empty, newId } from "./record.js";

/** @typedef {import('./model.js').Page} Page */
/** @typedef {import('./drafts.js').Draft} Draft */

/** How soon after a key what was typed is kept, in ms. */
const soon = 600;

/** A draft in which nothing is written yet. @param {import('./model.js').Definition} definition @returns {Draft} */
export function freshDraft(definition) {
  const record = empty(definition);
  return { record, definition, secret: secretsOf(definition), rev: 0, begun: 0, changed: 0, saved: 0, base: "" };
}

/** Takes what is on the page into the draft. @param {Page} p */
export function collect(p) {
  const { draft, definition } = p;
  if (p.locked) return;
  const answers = p.fields.read();
  const { record, base } = draft;
  // what was handed over, or signed, keeps its version: it is judged by that one's form
  const version = ((base || record.signed[0]) && record.version) || definition.version;
  Object.assign(record, p.head.read(), { version, answers, allow: p.coach.allowed() });
  draft.definition = definition;
  // what was handed over, or came from a file, keeps what it says of whose it is
  if (!base && definition.subject !== "organisation") record.preceptee ||= p.names?.whose() || "";
}

/** The record as it is on the page, split from what is private. @param {Page} p */
export function current(p) {
  collect(p);
  return parts(p.draft);
}

/** Whether nothing is written yet; says so. @param {Page} p */
export function unwritten(p) {
  collect(p);
  if (bare(p.draft)) ask(p.foot, [say("There is nothing to save yet.")]);
  return bare(p.draft);
}

/** Something has changed, and will be kept. @param {Page} p */
export function changed(p) {
  if (p.locked) return;
  p.dirty = true;
  p.draft.changed = Date.now();
  p.draft.begun ||= p.draft.changed;
  p.timer ||= setTimeout(flush, soon, p);
  document.dispatchEvent(new CustomEvent("precept:change"));
}

/** Keeps what has changed. @param {Page} p */
export function flush(p) {
  clearTimeout(p.timer);
  p.timer = 0;
  if (!p.dirty || p.locked) return;
  p.dirty = false;
  collect(p);
  const { record } = p.draft;
  const reason = record.status === "complete" && notComplete(p);
  if (reason) record.status = "draft";
  attach(p);
  keep(p);
  if (reason) speak(say("{1}, so this is a draft again.", reason));
}

/** Why the record cannot be complete any more, or nothing. @param {Page} p */
function notComplete(p) {
  if (p.draft.record.version !== p.definition.version) return;
  if (missing(p.draft.record, p.definition).length) return say("A required answer is now empty");
  return p.fields.problems()[0]?.is;
}

/** Keeps the draft, though nothing has changed. @param {Page} p */
export function keepNow(p) {
  p.dirty = true;
  flush(p);
}

/** Keeps the files that the record names: those picked on this page before those that were kept. @param {Page} p */
async function attach(p) {
  const picked = p.fields.attachments();
  const answers = JSON.stringify(p.draft.record.answers);
  const earlier = p.attached.filter((a) => !picked.some((f) => f.name === a.name));
  const files = [...picked, ...earlier].filter((f) => answers.includes(JSON.stringify(f.name)));
  const key = (/** @type {File[]} */ list) => JSON.stringify(list.map((f) => [f.name, f.size]));
  if (key(files) === key(p.attached)) return;
  p.attached = files;
  if (p.device.owner() !== "own" || (await p.store.keepFiles(p.draft, files))) return;
  const words = say("There is no room on this device for these files. Send the record before you leave.");
  ask(p.place, [words], undefined, true);
}

/** Keeps the draft as it is. @param {Page} p @param {boolean} [over]  even though what was kept before is gone */
export function keep(p, over) {
  p.trouble = p.store.put(p.draft, over);
  if (p.trouble !== "other") return p.refresh();
  // both are kept: the other tab's as it is, this one's as a record of its own
  p.draft.record.record = newId();
  p.draft.rev = 0;
  keep(p);
  p.adopt(p.draft);
  whenHere((later) => later.tellOfBoth(p));
}

/** Keeps drafts that were marked, the one on the page among them. @param {Page} p @param {Draft[]} list */
export function keepMarked(p, list) {
  for (const d of list) {
    if (d !== p.draft) p.store.put(d);
    else if (!p.locked) keep(p);
  }
  p.refresh();
}

/** The other drafts on this device. @param {Page} p */
export const otherDrafts = (p) => p.store.list().filter((d) => d.record.record !== p.draft.record.record);

/** Shows a new record. What changed in the one that is here since it was kept is lost. @param {Page} p */
export function startNew(p) {
  p.dirty = false;
  p.adopt(freshDraft(p.definition));
}
