// Whose device this is, asked by the field once somebody begins to write; and there too what the browser does not keep.

import { askAbove } from "./ask.js";
import { el } from "./dom.js";
import { drafts } from "./drafts.js";
import { rekeep, renew } from "./keeping.js";
import { save } from "./saving.js";

/** @typedef {import('./types.js').Page} Page */

/** What is said where a draft is not kept. @type {{[lack: string]: string[]}} */
export const troubles = {
  full: ["This browser is not keeping what you type.", "There is no room left in it. Save a file now."],
  off: ["This browser is not keeping what you type.", "Save a file before you close this page."],
  gone: ["What was kept of this record is no longer there.", "It is on this page alone."],
};

/** Asks, or warns, when the first key is pressed; or again, where what was written before is shown. @param {Page} p @param {boolean} [again] */
export function begin(p, again) {
  if (p.unask && !again) return;
  p.unask = () => {};
  if (p.trouble) warn(p);
  else if (!p.whose.disk && !p.whose.whose()) {
    p.unask = askAbove(
      /** @type {HTMLElement} */ (p.form.querySelector(".state-at")),
      [
        el(
          "p",
          { className: "own-device" },
          el("strong", null, "Is this your own device?"),
          " On your own, drafts are kept until you clear them; on a shared one, until you close this tab. Nothing is sent.",
        ),
        p.data.privacy && el("p", null, el("a", { href: p.data.privacy }, "What is kept, and where")),
      ],
      [
        ["Yes, my own", () => choose(p, "own")],
        ["No, shared", () => choose(p, "shared")],
      ],
    );
  }
}

/** Says what the browser does not keep, to who is writing. @param {Page} p */
export function warn(p) {
  if (!p.unask) return;
  p.unask();
  const [lack, way] = troubles[p.trouble];
  p.unask = askAbove(
    p.place,
    [el("p", { className: "warning" }, el("strong", null, lack), " " + way)],
    [["Save a file", () => save(p)]],
  );
}

/** @param {Page} p @param {"own" | "shared" | ""} answer */
function settle(p, answer) {
  p.whose.answer(answer);
  p.store = drafts(p.whose.area(), p.root);
}

/** @param {Page} p @param {"own" | "shared"} answer */
function choose(p, answer) {
  const before = p.store;
  p.unask?.();
  settle(p, answer);
  if (answer === "own") {
    for (const d of before.list()) if (!p.store.put({ ...d, rev: 0 })) before.remove(d);
    if (p.draft.rev) p.draft.rev = p.store.get(p.draft.record)?.rev || 0;
    if (p.attached.length) p.store.keep(p.draft, p.attached);
  }
  rekeep(p);
}

/** Leaves the device to the next person, who is asked anew. @param {Page} p */
export function leave(p) {
  settle(p, "");
  p.unask = undefined;
  renew(p);
}
