// Finishing on a computer: all that this site keeps in the browser is saved, and then, once somebody says so, cleared.

import { ask } from "./ask.js";
import { heed } from "./care.js";
import { button, el, say } from "./dom.js";
import { download } from "./files.js";
import { handedOver, parts } from "./parts.js";
import { fileName, writeRecord } from "./record.js";
import { gathered, packed } from "./send.js";
import { utf8 } from "./text.js";
import { count } from "./words.js";

/** @typedef {import('./drafts.js').Draft} Draft */

/**
 * @param {HTMLElement} place
 * @param {import('./drafts.js').Drafts} store
 * @param {(draft: Draft) => Promise<File[]>} filesOf
 * @param {Draft[]} list  all, what is on the page and in no storage among them
 * @param {(list: Draft[]) => void} filed  keeps what they are marked with
 * @param {() => void} done
 */
export function finish(place, store, filesOf, list, filed, done) {
  heed(list, "save a file", place, async () => {
    const save = (/** @type {{name: string, bytes: Uint8Array}[]} */ files) => {
      if (files.length > 1) return packed(files);
      download(files[0].name, /** @type {BlobPart} */ (files[0].bytes), "text/markdown");
      return files[0].name;
    };
    const saved = list.length ? save(await gathered(list, filesOf)) : "";
    for (const draft of list) handedOver(draft, "filed");
    filed(list);
    const notes = list.flatMap((d) => {
      const { main, own } = parts(d);
      return own
        ? [{ name: fileName(main).replace(/md$/, "private.md"), bytes: utf8(writeRecord(own, d.definition.title)) }]
        : [];
    });
    ask(
      place,
      [
        saved
          ? `Saved as ${saved}, among your downloads. Check that you have it, and take it with you.`
          : "Nothing is kept on this device.",
        notes.length
          ? el(
              "p",
              null,
              "Your private notes are not in that file. ",
              button("Save my private notes", () => save(notes)),
            )
          : "",
        `Clear what you wrote${list.length ? ` (${count(list.length, "record")})` : ""} from this computer?`,
      ],
      [
        [
          "Yes, clear it",
          async () => {
            await store.clear();
            done();
            ask(place, [
              "It is cleared from this device. Files that you saved are still among your downloads: take them off a shared computer.",
            ]);
          },
        ],
        ["No, keep it here"],
      ],
    );
  });
}

/** Asks before one record is cleared. @param {HTMLElement} place @param {() => Promise<void>} run */
export const clear = (place, run) =>
  ask(
    place,
    ["Clear this record from this device? What is in no file, and not sent, is gone then."],
    [
      [
        "Yes, clear it",
        async () => {
          await run();
          say("It is cleared from this device.");
        },
      ],
      ["No, keep it"],
    ],
  );
