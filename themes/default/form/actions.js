// What can be done with the record on a form's page: complete it, save, send and clear it, open another.

import { changed, collect, flush, keepMarked, otherDrafts, startNew, unwritten } from "./autosave.js";
import { button, byId, el, row, say, tag } from "./dom.js";
import { fetchLater, withLater } from "./fetchlater.js";
import { incoming } from "./files.js";
import { parts, pending } from "./handover.js";
import { controlId } from "./markup.js";
import { incomplete, show } from "./needed.js";
import { leave } from "./owner.js";
import { dateField } from "./recordhead.js";
import { save } from "./saving.js";
import { sendWords } from "./wording.js";

/** @typedef {import('./model.js').Page} Page */
/** @typedef {import('./drafts.js').Draft} Draft */

/** Buttons that do nothing while another tab writes the record. */
const writes = { className: "button plain writes" };

/**
 * @param {Page} p
 * @returns {(own: boolean) => void} offers what can be done now; own: something is private
 */
export function actions(p) {
  const { foot, data } = p;
  const state = el("p", { tabIndex: -1 });
  const set = (/** @type {"complete" | "draft"} */ to) => {
    p.draft.record.status = to;
    changed(p);
    flush(p);
    state.focus();
    say(to === "complete" ? "Marked as complete." : "It is a draft again.");
  };
  const complete = () => incomplete(p) || unwritten(p) || p.coach.challenge("complete it", foot, () => set("complete"));
  const completeButton = button("Mark as complete", complete, { className: "button writes" });
  const draftButton = button("Make it a draft again", () => set("draft"), writes);
  const sendButton = button("", () => send(p), writes);
  const saveButton = button("Save a file", () => save(p));
  const privateButton = button("Save my private notes", () => withLater(p, (later) => later.saveNotes(p)));
  const finishButton = button("Finish on this computer", () => finish(p));
  const clearButton = button("Clear from this device", () => clear(p), writes);
  const openButton = button("Open a file", opener(p), writes);
  const more = row(
    openButton,
    button("Start a new one", () => startAnother(p), writes),
    draftButton,
    clearButton,
  );
  foot.append(
    state,
    row(completeButton, saveButton, sendButton, privateButton),
    el("details", { className: "more" }, el("summary", null, "More"), more),
    data.shelf ? el("p", null, el("a", { href: data.shelf + "#shelf" }, "All that is on this device")) : "",
  );
  p.reading = readingBox(p, sendButton);

  return (own) => {
    const done = p.draft.record.status === "complete";
    completeButton.hidden = done;
    draftButton.hidden = !done;
    privateButton.hidden = !own;
    sendButton.classList.toggle("plain", !done);
    state.replaceChildren(tag(done ? "done" : "draft", done ? "Complete" : "Draft"));
    const beside = p.device.owner() === "shared" ? privateButton : clearButton;
    const place = /** @type {HTMLElement} */ (beside.parentElement);
    if (!place.contains(finishButton)) place.append(finishButton);
  };
}

/** @param {Page} p @returns {(draft: Draft) => Promise<File[]>} */
const filesOf = (p) => async (d) => (d === p.draft ? p.attached : p.store.files(d));

/** Sends the record, and asks whether the others go with it. @param {Page} p */
function send(p) {
  flush(p);
  const others = otherDrafts(p).filter(pending);
  const wrong = p.fields.problems();
  if (!others.length && unwritten(p)) return;
  if (wrong.length) return show(p, wrong);
  p.coach.challenge("send", p.foot, () => {
    collect(p);
    const sent = (/** @type {Draft[]} */ list) => keepMarked(p, list);
    withLater(p, (later) => later.offer(p.draft, others, { place: p.foot, filesOf: filesOf(p), sent }));
  });
}

/** Saves all that is kept, then asks whether to clear it. @param {Page} p */
function finish(p) {
  flush(p);
  const { foot: place, store } = p;
  const list = [...(p.draft.changed ? [p.draft] : []), ...otherDrafts(p)];
  const filed = (/** @type {Draft[]} */ drafts) => keepMarked(p, drafts);
  const done = () => leave(p);
  withLater(p, (later) => later.finish({ place, store, filesOf: filesOf(p), list, filed, done }));
}

/** Opens the picker of files. @param {Page} p */
const opener = (p) => incoming(p.form, (files) => files.length && withLater(p, (later) => later.open(files, p)));

/** @param {Page} p */
function clear(p) {
  const remove = async () => {
    p.dirty = false;
    await p.store.remove(p.draft);
    startNew(p);
  };
  withLater(p, (later) => later.clear(p.foot, remove));
}

/** @param {Page} p */
function startAnother(p) {
  flush(p);
  startNew(p);
  fetchLater(p.data, (later) => later.carry(p));
  byId(controlId(dateField))?.focus();
  say("A new record. The other is on the list of forms.");
}

/**
 * Where a signer sees only what is to be read and signed.
 *
 * @param {Page} p
 * @param {HTMLElement} sendButton
 * @returns {Page["reading"]}
 */
function readingBox(p, sendButton) {
  const box = el("div", { className: "reading-box", hidden: true });
  p.head.box.after(box);
  const whole = button("Show the whole form", () => p.reading(false));
  return (yes) => {
    p.form.classList.toggle("reading", yes);
    box.hidden = !yes;
    sendButton.textContent = sendWords[+yes];
    if (yes) withLater(p, (later) => box.replaceChildren(...later.reading(parts(p.draft).main, p.definition), whole));
  };
}
