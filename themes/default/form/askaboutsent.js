// Asks which record is meant, before anything is typed: whether one that was sent is to be corrected, or a new one
// begun; and which of several drafts to go on with. What was sent is read-only until then, so that the next record is
// not typed over it.

import { say, several } from "../say.js";
import { ask, askAbove } from "./ask.js";
import { flush, startNew } from "./autosave.js";
import { byId, on, speak } from "./dom.js";
import { around, controlId, inSignature } from "./markup.js";
import { carry } from "./openrows.js";
import { dateField } from "./recordhead.js";
import { versionNote } from "./ownversion.js";
import { recordWords } from "./recordwords.js";
import { handedOn } from "./sent.js";
import { waitingTag } from "./waiting.js";
import { moment } from "./wording.js";

/** @typedef {import('./model.js').Page} Page */
/** @typedef {import('./drafts.js').Draft} Draft */

/** "Your monthly meeting of 27 November was sent." @param {Draft} d */
function sentWords(d) {
  const it = recordWords(d);
  if (d.sent) return say("Your {1} was sent.", it);
  if (d.packed) return say("Your {1} was put into {2}.", it, d.packed.name || "");
  return d.opened ? say("Your {1} was opened from a file.", it) : say("Your {1} was saved as a file.", it);
}

/** @param {Page} p @param {Draft} d @returns {[string[], import('./ask.js').Choices]} */
const question = (p, d) => [
  [`${sentWords(d)} ${say("Correct it, or start a new one?")}`],
  [
    [say("Correct it"), () => correct(p, d)],
    [say("Start a new one"), () => startAnother(p)],
  ],
];

/** @param {Page} p @param {Draft} d */
function correct(p, d) {
  p.correcting = d.record.record;
  if (p.draft !== d) return p.adopt(d);
  p.refresh();
  speak(say("You can correct it now."));
}

/** Makes what was sent, or put into a file to send, read-only, or gives it back. @param {Page} p */
function fix(p) {
  const { draft } = p;
  const sent = handedOn(draft) && !!(draft.sent || draft.packed);
  if (!sent) p.correcting = "";
  const fixed = sent && p.correcting !== draft.record.record;
  if (fixed === !!p.fixed) return;
  p.fixed = fixed && (() => correct(p, p.draft));
  p.lock(!!p.locked);
}

/** Says what a complete record waits for; keeps what was sent, and asks who tries to write in it. @param {Page} p */
export function watchComplete(p) {
  let close = () => {};
  const tellVersion = versionNote(p);
  p.fix = () => {
    fix(p);
    tellVersion();
    return waitingTag(p.draft, p.data);
  };
  p.refresh();
  on(p.form, "pointerup keydown", (e) => {
    const box = around(e.target);
    if (!p.fixed || p.locked || !box || inSignature(box) || e.target.closest("a, summary, .reading")) return;
    if (e.key && (e.key[1] || e.ctrlKey || e.metaKey)) return;
    close();
    close = askAbove(p.place, ...question(p, p.draft));
  });
}

/**
 * Asks on a page that shows a new record, since it is not clear which of those on the device is meant.
 *
 * @param {Page} p
 * @param {Draft[]} mine  records of this form, the latest first
 */
export function askWhich(p, mine) {
  const open = mine.filter((d) => !handedOn(d));
  /** @type {import('./ask.js').Choices} */
  const choices = open.map((d) => [say("Open the {1}, saved {2}", recordWords(d), moment(d.saved)), () => p.adopt(d)]);
  const words = several(
    open.length,
    "You have {1} of these on this device. Which do you want to go on with?",
    "You have {1} of these on this device. Which do you want to go on with?",
  );
  if (open.length) ask(p.place, [words], [...choices, [say("Start a new one")]], true);
  else ask(p.place, ...question(p, mine[0]), true);
  carry(p);
}

/** @param {Page} p */
export function startAnother(p) {
  flush(p);
  startNew(p);
  carry(p);
  byId(controlId(dateField))?.focus();
  speak(say("This is a new record. The other one is in the list of forms."));
}
