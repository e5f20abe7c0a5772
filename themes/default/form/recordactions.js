// What takes the record on a form's page off the device: sending it, finishing on a computer, clearing it.

import { collect, flush, keepMarked, otherDrafts, startNew, unwritten } from "./autosave.js";
import { clear as askToClear, finish as finishHere } from "./finish.js";
import { pending } from "./handover.js";
import { show } from "./needed.js";
import { leave } from "./owner.js";
import { offer } from "./send.js";

/** @typedef {import('./model.js').Page} Page */
/** @typedef {import('./drafts.js').Draft} Draft */

/** @param {Page} p @returns {(draft: Draft) => Promise<File[]>} */
const filesOf = (p) => async (d) => (d === p.draft ? p.attached : p.store.files(d));

/** Sends the record, and asks whether the others go with it. @param {Page} p */
export function send(p) {
  flush(p);
  const others = otherDrafts(p).filter(pending);
  const wrong = p.fields.problems();
  if (!others.length && unwritten(p)) return;
  if (wrong.length) return show(p, wrong);
  p.coach.challenge("send", p.foot, () => {
    collect(p);
    const sent = (/** @type {Draft[]} */ list) => keepMarked(p, list);
    offer(p.draft, others, { place: p.foot, filesOf: filesOf(p), sent });
  });
}

/** Saves all that is kept, then asks whether to clear it. @param {Page} p */
export function finish(p) {
  flush(p);
  const { foot: place, store } = p;
  const list = [...(p.draft.changed ? [p.draft] : []), ...otherDrafts(p)];
  const filed = (/** @type {Draft[]} */ drafts) => keepMarked(p, drafts);
  const done = () => leave(p);
  finishHere({ place, store, filesOf: filesOf(p), list, filed, done });
}

/** Clears the record from this device, after a second yes. @param {Page} p */
export function clear(p) {
  const remove = () => {
    const removed = p.store.remove(p.draft);
    startNew(p); // at once: what is typed while its files are removed is in the new record
    return removed;
  };
  collect(p);
  askToClear(p.foot, p.draft, remove);
}
