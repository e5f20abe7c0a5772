// What can be done with the record on a form's page: complete it, save, send and clear it, open another.

import { say } from "../say.js";
import { changed, flush, unwritten } from "./autosave.js";
import { button, el, row, speak, tag } from "./dom.js";
import { withExchange, withLater } from "./fetchlater.js";
import { incoming } from "./files.js";
import { incomplete } from "./needed.js";
import { save } from "./saving.js";
import { sendWords } from "./wording.js";

/** @typedef {import('./model.js').Page} Page */

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
    speak(to === "complete" ? say("Marked as complete.") : say("It is a draft again."));
  };
  const complete = () => incomplete(p) || unwritten(p) || p.coach.challenge("complete", foot, () => set("complete"));
  const completeButton = button(say("Mark as complete"), complete, { className: "button writes" });
  const draftButton = button(say("Make it a draft again"), () => set("draft"), writes);
  const sendButton = button("", () => withExchange(p, (x) => x.send(p)), writes);
  const saveButton = button(say("Save a file"), () => save(p));
  const privateButton = button(say("Save my private notes"), () => withExchange(p, (x) => x.saveNotes(p)));
  const finishButton = button(say("Finish on this computer"), () => withExchange(p, (x) => x.finish(p)));
  const clearButton = button(say("Clear from this device"), () => withExchange(p, (x) => x.clear(p)), writes);
  const openButton = button(say("Open a file"), opener(p), writes);
  const more = row(
    openButton,
    button(say("Start a new one"), () => withLater(p, (later) => later.startAnother(p)), writes),
    draftButton,
    clearButton,
  );
  foot.append(
    state,
    row(completeButton, saveButton, sendButton, privateButton, finishButton),
    el("details", { className: "more" }, el("summary", null, say("More")), more),
    data.shelf ? el("p", null, el("a", { href: data.shelf + "#shelf" }, say("Everything on this device"))) : "",
  );
  p.reading = readingBox(p, sendButton);

  return (own) => {
    const done = p.draft.record.status === "complete";
    completeButton.hidden = done;
    draftButton.hidden = !done;
    privateButton.hidden = !own;
    sendButton.classList.toggle("plain", !done);
    state.replaceChildren(p.fix?.() || (done ? tag("done", say("Complete")) : tag("draft", say("Draft"))));
    finishButton.hidden = p.device.owner() !== "shared" && !p.device.disk;
  };
}

/** Opens the picker of files. @param {Page} p */
const opener = (p) => incoming(p.form, (files) => files.length && withExchange(p, (x) => x.open(files, p)));

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
  const whole = button(say("Show the whole form"), () => p.reading(false));
  return (yes) => {
    p.form.classList.toggle("reading", yes);
    box.hidden = !yes;
    sendButton.textContent = sendWords[+yes];
    if (yes) withLater(p, (later) => box.replaceChildren(...later.reading(p), whole));
    else p.fields.lock(!!(p.locked || p.fixed), null);
  };
}
