// Keeps what stands on a form's page: takes it into the draft, and keeps the draft in this browser.

import { ask } from "./ask.js";
import { missing } from "./complete.js";
import { say } from "./dom.js";
import { bare, parts, secrets } from "./parts.js";
import { empty, newId } from "./record.js";

/** @typedef {import('./types.js').Page} Page */
/** @typedef {import('./drafts.js').Draft} Draft */

/** How soon after a key what was typed is kept, in ms. */
const soon = 600;

/** A draft in which nothing is written yet. @param {import('./types.js').Definition} definition @returns {Draft} */
export const fresh = (definition) => ({
  record: empty(definition),
  definition,
  secret: secrets(definition),
  rev: 0,
  begun: 0,
  changed: 0,
  saved: 0,
  base: "",
});

/** Takes what stands on the page into the draft. @param {Page} p */
export function take(p) {
  if (p.locked) return;
  Object.assign(p.draft.record, p.head.read(), {
    version: p.definition.version,
    answers: p.fields.read(),
    allow: p.coach.allowed(),
  });
  p.draft.definition = p.definition;
}

/** The record as it stands on the page, parted from what is private. @param {Page} p */
export function now(p) {
  take(p);
  return parts(p.draft);
}

/** Says so where nothing is written yet. @param {Page} p */
export function unwritten(p) {
  take(p);
  if (bare(p.draft)) ask(p.foot, ["There is nothing to save yet."]);
  return bare(p.draft);
}

/** Something has been changed, and will be kept. @param {Page} p */
export function changed(p) {
  if (p.locked) return;
  p.dirty = true;
  p.draft.changed = Date.now();
  p.draft.begun ||= p.draft.changed;
  p.timer ||= setTimeout(tick, soon, p);
  document.dispatchEvent(new CustomEvent("precept:change"));
}

/** Keeps what has been changed. @param {Page} p */
export function tick(p) {
  clearTimeout(p.timer);
  p.timer = 0;
  if (!p.dirty || p.locked) return;
  p.dirty = false;
  take(p);
  const { record } = p.draft,
    [wrong] =
      record.status !== "complete"
        ? []
        : missing(record, p.definition).length
          ? [{ is: "Something required is empty now" }]
          : p.fields.problems();
  if (wrong) record.status = "draft";
  attach(p);
  keep(p);
  if (wrong) say(wrong.is + ", so this is a draft again.");
}

/** Keeps the draft, though nothing has been changed. @param {Page} p */
export function rekeep(p) {
  p.dirty = true;
  tick(p);
}

/** Keeps the files that the record names: those picked on this page before those that were kept. @param {Page} p */
function attach(p) {
  const picked = p.fields.attachments(),
    names = JSON.stringify(p.draft.record.answers);
  const now = [...picked, ...p.attached.filter((a) => !picked.some((f) => f.name === a.name))].filter((f) =>
    names.includes(JSON.stringify(f.name)),
  );
  const told = (/** @type {File[]} */ list) => JSON.stringify(list.map((f) => [f.name, f.size]));
  if (told(now) === told(p.attached)) return;
  p.attached = now;
  if (p.whose.whose() === "own")
    p.store
      .keep(p.draft, now)
      .then(
        (ok) =>
          ok ||
          ask(
            p.place,
            ["There is no room on this device for these files. Send the record before you leave the page."],
            undefined,
            true,
          ),
      );
}

/** Keeps the draft as it is. @param {Page} p @param {boolean} [over]  even though what was kept before is gone */
export function keep(p, over) {
  p.trouble = p.store.put(p.draft, over);
  if (p.trouble === "other") {
    // both are kept: the other tab's as it is, this one's as a record of its own
    p.draft.record.record = newId();
    p.draft.rev = 0;
    keep(p);
    p.adopt(p.draft);
    ask(p.place, [
      "This record was changed in another tab. What you see here is now a record of its own. The list of forms has both.",
    ]);
  } else p.refresh();
}

/** Keeps what drafts are marked with, the one on the page among them. @param {Page} p @param {Draft[]} list */
export function written(p, list) {
  for (const d of list) d !== p.draft ? p.store.put(d) : p.locked || keep(p);
  p.refresh();
}

/** The other drafts on this device. @param {Page} p */
export const others = (p) => p.store.list().filter((d) => d.record.record !== p.draft.record.record);

/** Shows a new record, and keeps nothing more of the one that is here. @param {Page} p */
export function renew(p) {
  p.dirty = false;
  p.adopt(fresh(p.definition));
}
