// Finishing on a computer: all that this site keeps in the browser is saved, and then, once somebody says so, cleared.

import { ask } from "./ask.js";
import { askFirst } from "./caution.js";
import { button, el, say } from "./dom.js";
import { deleteFiles } from "./draftfiles.js";
import { handedOver } from "./handover.js";
import { notesOf } from "./notes.js";
import { goneWords } from "./gone.js";
import { downloadAll, filesFor } from "./send.js";
import { count } from "./wording.js";

/** @typedef {import('./drafts.js').Draft} Draft */

/**
 * @typedef {object} Finishing
 * @property {HTMLElement} place
 * @property {import('./drafts.js').Drafts} store
 * @property {(draft: Draft) => Promise<File[]>} filesOf
 * @property {Draft[]} list  all, what is on the page and in no storage among them
 * @property {(list: Draft[]) => void} filed  keeps what they are marked with
 * @property {() => void} done
 */

/** @param {Finishing} f */
export function finish(f) {
  askFirst(f.list, "save a file", f.place, async () => {
    const saved = f.list.length ? downloadAll(await filesFor(f.list, f.filesOf)) : "";
    for (const draft of f.list) handedOver(draft, "filed");
    f.filed(f.list);
    askToClear(f, saved);
  });
}

/** @param {Finishing} f @param {string} saved  the name of the file, or "" */
function askToClear({ place, store, list, done }, saved) {
  const notes = list.flatMap(notesOf);
  const file = saved
    ? `Saved as ${saved}, among your downloads. Check that you have it, and take it with you.`
    : "Nothing is kept on this device.";
  const saveNotes = button("Save my private notes", () => downloadAll(notes));
  const apart = notes.length && el("p", null, "Your private notes are not in that file. ", saveNotes);
  const records = list.length ? ` (${count(list.length, "record")})` : "";
  const clear = async () => {
    const cleared = clearAll(store);
    done(); // at once: what is typed while files are removed is in a new record
    await cleared;
    const words = "It is cleared from this device. Files that you saved are still among your downloads:";
    ask(place, [words + " take them off a shared computer."]);
  };
  const words = [file, apart || "", `Clear what you wrote${records} from this computer?`];
  ask(place, words, [["Yes, clear it", clear], ["No, keep it here"]]);
}

/** Takes all drafts away, and their forms' definitions with them. @param {import('./drafts.js').Drafts} store */
async function clearAll(store) {
  const drafts = store.keys("draft");
  for (const key of [...drafts, ...store.keys("form"), ...store.keys("signer"), ...store.keys("person")])
    store.storage?.removeItem(key);
  await deleteFiles(drafts);
}

/**
 * Asks before a record is cleared.
 *
 * @param {HTMLElement} place
 * @param {Draft} draft
 * @param {() => Promise<void>} run
 */
export function clear(place, draft, run) {
  const yes = async () => {
    await run();
    say("It is cleared from this device.");
  };
  ask(place, ["Clear this record from this device? " + goneWords(draft)], [["Yes, clear it", yes], ["No, keep it"]]);
}
