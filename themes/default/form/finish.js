// Finishing on a computer: all that this site keeps in the browser is saved, and then, once somebody says so, cleared.

import { say, several } from "../say.js";
import { ask } from "./ask.js";
import { askFirst } from "./caution.js";
import { button, el, speak } from "./dom.js";
import { deleteFiles } from "./draftfiles.js";
import { handedOver } from "./handover.js";
import { notesOf } from "./notes.js";
import { goneWords } from "./gone.js";
import { downloadAll, filesFor } from "./send.js";

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
  askFirst(f.list, "save", f.place, async () => {
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
    ? say("Saved as {1} in your downloads. Check that it is there, and take it with you.", saved)
    : say("Nothing is kept on this device.");
  const saveNotes = button(say("Save my private notes"), () => downloadAll(notes));
  const apart = notes.length && el("p", null, say("Your private notes are not in that file.") + " ", saveNotes);
  const question = list.length
    ? several(
        list.length,
        "Clear what you wrote ({1} record) from this computer?",
        "Clear what you wrote ({1} records) from this computer?",
      )
    : say("Clear what you wrote from this computer?");
  const clear = async () => {
    const cleared = clearAll(store);
    done(); // at once: what is typed while files are removed is in a new record
    await cleared;
    const words = say(
      "This device has been cleared. Files that you saved are still in your downloads. On a shared computer, delete them there too.",
    );
    ask(place, [words]);
  };
  const words = [file, apart || "", question];
  ask(place, words, [[say("Yes, clear it"), clear], [say("No, keep it here")]]);
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
    speak(say("It has been cleared from this device."));
  };
  ask(
    place,
    [`${say("Clear this record from this device?")} ${goneWords(draft)}`],
    [[say("Yes, clear it"), yes], [say("No, keep it")]],
  );
}
