// On a form that repeats, a record that was handed over and is given another date, or another competency, becomes a new
// record. The earlier one stays as it was handed over.

import { say } from "../say.js";
import { ask } from "./ask.js";
import { changed, flush, freshDraft, keepNow } from "./autosave.js";
import { on } from "./dom.js";
import { parts } from "./handover.js";
import { carry } from "./openrows.js";
import { recordWords } from "./recordwords.js";

/** @typedef {import('./model.js').Page} Page */
/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {import('./recordhead.js').Head} Head */

/** What a new record does not take over. */
const fresh = /** @type {const} */ ({ status: "draft", signed: [], revises: "", milestone: "" });

/**
 * Begins the new record: with what was typed since the other was handed over, or else empty.
 *
 * @param {Page} p
 * @param {Head} head
 */
export function another(p, head) {
  p.head.write(p.draft.record);
  flush(p);
  const before = p.draft;
  const files = p.attached;
  const typed = parts(before).state !== before.base;
  const next = freshDraft(p.definition);
  if (typed) Object.assign(next.record, structuredClone(before.record), { record: next.record.record, ...fresh });
  Object.assign(next.record, head, { preceptee: before.record.preceptee });
  if (typed) moveTo(p, next);
  p.adopt(next);
  if (typed && p.device.owner() !== "own") p.attached = files;
  askWhich(p, before);
  if (!typed) carry(p);
}

/**
 * Keeps what is on the page as the new record, and the other one as it was handed over.
 *
 * @param {Page} p
 * @param {Draft} next
 */
function moveTo(p, next) {
  const { draft, store, attached } = p;
  next.secret = draft.secret;
  next.begun = next.changed = Date.now();
  if (store.put(next)) return; // the other one still has it all
  if (attached.length) store.keepFiles(next, attached);
  if (draft.handed) store.put({ ...draft, record: { ...structuredClone(draft.handed), signed: draft.record.signed } });
}

/** Says so, and offers to correct the other one, until something is typed. @param {Page} p @param {Draft} before */
function askWhich(p, before) {
  const { draft, store } = p;
  const { date, about } = draft.record;
  const correct = () => {
    p.adopt({ ...before, rev: store.get(before.record)?.rev || 0 });
    p.head.write({ ...before.record, date, about });
    changed(p);
    keepNow(p);
    if (draft.rev) store.remove(draft);
  };
  const words = say("This is a new record. Your {1} stays as it was.", recordWords(before));
  const close = ask(p.place, [words], [[say("All right")], [say("Correct that one instead"), correct]], true);
  on(document, "precept:change", close);
}
