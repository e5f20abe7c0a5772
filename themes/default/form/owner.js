// Asks, by the field, whose device this is, once somebody begins to write; and says there what the browser does not
// keep.

import { say } from "../say.js";
import { askAbove } from "./ask.js";
import { keepNow, startNew } from "./autosave.js";
import { button, el, row } from "./dom.js";
import { Drafts } from "./drafts.js";
import { withLater } from "./fetchlater.js";
import { save } from "./saving.js";

/** @typedef {import('./model.js').Page} Page */

/** What is wrong where a draft is not kept, and what to do. @type {{[trouble: string]: [string, string]}} */
export const troubles = {
  full: [say("This browser is not keeping what you type."), say("It has no room left. Save a file now.")],
  off: [say("This browser is not keeping what you type."), say("Save a file before you close this page.")],
  gone: [say("The saved copy of this record is no longer there."), say("It is only on this page.")],
};

/**
 * Asks, or warns, when the first key is pressed.
 *
 * @param {Page} p
 * @param {boolean} [again]  what was written before is shown
 */
export function begin(p, again) {
  if (p.unask && !again) return;
  p.unask?.();
  p.unask = () => {};
  if (p.trouble) warn(p);
  else if (!p.device.disk && !p.device.owner()) askWhose(p);
}

/**
 * The question again, by the actions, for as long as nobody has answered it.
 *
 * @param {Page} p
 * @returns {() => void} shows it, or takes it away
 */
export function ownerByActions(p) {
  const words = el("p", null, el("strong", null, say("Is this your own device?")), " ");
  words.append(say("Until you answer, what you write is kept only until you close this tab."));
  const box = el(
    "div",
    { className: "own-again", hidden: true },
    words,
    row(...answers(p).map(([text, run]) => button(text, run))),
  );
  p.foot.append(box);
  return () => void (box.hidden = !p.draft.changed || !!p.trouble || p.device.disk || !!p.device.owner());
}

/** @param {Page} p @returns {[string, () => void][]} */
const answers = (p) => [
  [say("Yes, my own"), () => choose(p, "own")],
  [say("No, shared"), () => choose(p, "shared")],
];

/** @param {Page} p */
function askWhose(p) {
  const kept = say(
    "On your own device, drafts are kept until you clear them; on a shared one, until you close this tab. Nothing is sent.",
  );
  const question = el("strong", null, say("Is this your own device?"));
  const words = el("p", { className: "own-device" }, question, " " + kept);
  const more = p.data.privacy && el("p", null, el("a", { href: p.data.privacy }, say("What is kept, and where")));
  const place = /** @type {HTMLElement} */ (p.form.querySelector(".state-at"));
  p.unask = askAbove(place, [words, more], answers(p));
}

/** Says what the browser does not keep, to who is writing. @param {Page} p */
export function warn(p) {
  if (!p.unask) return;
  p.unask();
  const [wrong, way] = troubles[p.trouble];
  const words = el("p", { className: "warning" }, el("strong", null, wrong), " " + way);
  p.unask = askAbove(p.place, [words], [[say("Save a file"), () => save(p)]]);
}

/** @param {Page} p @param {"own" | "shared" | ""} owner */
function setOwner(p, owner) {
  p.device.setOwner(owner);
  p.store = new Drafts(p.device.storage(), p.root);
}

/** @param {Page} p @param {"own" | "shared"} owner */
function choose(p, owner) {
  const before = p.store;
  p.unask?.();
  setOwner(p, owner);
  if (owner === "own") {
    for (const d of before.list()) if (!p.store.put({ ...d, rev: 0 })) before.remove(d);
    if (p.draft.rev) p.draft.rev = p.store.get(p.draft.record)?.rev || 0;
    if (p.attached.length) p.store.keepFiles(p.draft, p.attached);
  }
  keepNow(p);
  if (p.device.owner() === "own") withLater(p, (later) => later.askName(p));
}

/** Leaves the device to the next person, who is asked again. @param {Page} p */
export function leave(p) {
  setOwner(p, "");
  p.unask = undefined;
  startNew(p);
}
