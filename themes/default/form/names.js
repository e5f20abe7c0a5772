// Who uses the device, and whose the record is, on a form's page.

import { say } from "../say.js";
import { askNameAt } from "./askname.js";
import { flush, keepMarked, otherDrafts } from "./autosave.js";
import { parts } from "./handover.js";
import { isMe, otherWords, personOf, same, whose } from "./whose.js";

/** @typedef {import('./model.js').Page} Page */

/**
 * For where it is said what is kept on the device.
 *
 * @param {Page} p
 */
export const names = (p) => ({
  /** The preceptee whose device it is, or "". */
  whose: () => whose(p),
  /** Whether that is who the record on the page is of; "" is who uses the device. @param {string} name */
  owns(name) {
    const [a, b] = [name, p.draft.record.preceptee].map((n) => (isMe(p, n) ? "" : n));
    return same(a, b);
  },
  words() {
    const me = personOf(p);
    return (me ? say("Your name here is {1}.", me.name) + " " : "") + otherWords(p, p.draft.record);
  },
  /** @returns {[string, () => unknown]} */
  button: () => [personOf(p) ? say("Change your name") : say("Add your name"), () => askName(p, true)],
});

/** @param {Page} p @param {boolean} [wanted]  somebody has pressed a button to be asked */
export function askName(p, wanted) {
  const { data, place, device, store } = p;
  const naming = {
    ...{ data, place, device, store },
    drafts: () => [p.draft, ...otherDrafts(p)],
    named(/** @type {() => void} */ keepName) {
      flush(p);
      keepName();
      p.signs.show(parts(p.draft).main, true);
      p.refresh();
    },
    keep: (/** @type {import('./drafts.js').Draft[]} */ list) => keepMarked(p, list),
  };
  askNameAt(naming, wanted);
}
