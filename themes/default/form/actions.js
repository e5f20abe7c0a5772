// What can be done with the record on a form's page: complete it, save, send and clear it, open another.

import { carry } from "./carry.js";
import { button, byId, el, row, say, tag } from "./dom.js";
import { incoming } from "./files.js";
import { changed, others, renew, take, tick, unwritten, written } from "./keeping.js";
import { lacking, show } from "./needed.js";
import { leave } from "./owner.js";
import { parts, pending } from "./parts.js";
import { save, saveNotes } from "./saving.js";
import { fetched } from "./second.js";
import { sendWords } from "./words.js";

/** @typedef {import('./types.js').FormRecord} FormRecord */
/** @typedef {import('./drafts.js').Draft} Draft */

/**
 * @param {import('./types.js').Page} p
 * @returns {(own: boolean) => void} offers what can be done as things stand; own: something is private
 */
export function actions(p) {
  const { data, definition, foot } = p,
    writes = { className: "button plain writes" },
    status = el("p", { tabIndex: -1 });

  /** @param {FormRecord["status"]} to */
  const become = (to) => () => {
    p.draft.record.status = to;
    changed(p);
    tick(p);
    status.focus();
    say(to === "complete" ? "Marked as complete." : "It is a draft again.");
  };
  const completeButton = button(
    "Mark as complete",
    () => lacking(p) || unwritten(p) || p.coach.challenge("complete it", foot, become("complete")),
    { className: "button writes" },
  );
  const draftButton = button("Make it a draft again", become("draft"), writes);

  const filesOf = async (/** @type {Draft} */ d) => (d === p.draft ? p.attached : await p.store.files(d)),
    sent = (/** @type {Draft[]} */ list) => written(p, list);
  const sendButton = button(
    "",
    () => {
      tick(p);
      const more = others(p).filter(pending),
        wrong = p.fields.problems();
      if (!more.length && unwritten(p)) return;
      if (wrong.length) return show(p, wrong);
      p.coach.challenge("send", foot, () => {
        take(p);
        fetched(p, (later) => later.offer(p.draft, more, { place: foot, filesOf, sent }));
      });
    },
    writes,
  );
  const privateButton = button("Save my private notes", () => saveNotes(p));
  const finishButton = button("Finish on this computer", () => {
    tick(p);
    fetched(p, (later) =>
      later.finish(foot, p.store, filesOf, [...(p.draft.changed ? [p.draft] : []), ...others(p)], sent, () => leave(p)),
    );
  });

  const opener = incoming(p.form, (files) => files.length && fetched(p, (later) => later.open(files, p)));
  const clearButton = button(
    "Clear from this device",
    () =>
      fetched(p, (later) =>
        later.clear(foot, async () => {
          p.dirty = false;
          await p.store.remove(p.draft);
          renew(p);
        }),
      ),
    writes,
  );
  function startNew() {
    tick(p);
    renew(p);
    carry(p);
    /** @type {HTMLElement} */ (byId("f-_date")).focus();
    say("A new record. The other is on the list of forms.");
  }

  foot.append(
    status,
    row(
      completeButton,
      button("Save a file", () => save(p)),
      sendButton,
      privateButton,
    ),
    el(
      "details",
      { className: "more" },
      el("summary", null, "More"),
      row(button("Open a file", opener, writes), button("Start a new one", startNew, writes), draftButton, clearButton),
    ),
    data.shelf ? el("p", null, el("a", { href: data.shelf + "#shelf" }, "All that is on this device")) : "",
  );

  const readBox = el("div", { className: "reading-box", hidden: true });
  p.head.box.after(readBox);
  p.reading = (yes) => {
    p.form.classList.toggle("reading", yes);
    readBox.hidden = !yes;
    sendButton.textContent = sendWords[+yes];
    if (yes)
      fetched(p, (later) =>
        readBox.replaceChildren(
          ...later.reading(parts(p.draft).main, definition),
          button("Show the whole form", () => p.reading(false)),
        ),
      );
  };

  return (own) => {
    const complete = p.draft.record.status === "complete";
    completeButton.hidden = complete;
    draftButton.hidden = !complete;
    privateButton.hidden = !own;
    sendButton.classList.toggle("plain", !complete);
    status.replaceChildren(tag(complete ? "done" : "draft", complete ? "Complete" : "Draft"));
    const at = /** @type {HTMLElement} */ ((p.whose.whose() === "shared" ? privateButton : clearButton).parentElement);
    if (!at.contains(finishButton)) at.append(finishButton);
  };
}
