// Opens records on the forms index.

import { arrive } from "./arrive.js";
import { ask } from "./ask.js";
import { namedFiles, readFiles } from "./recordfiles.js";

/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {import('./drafts.js').Drafts} Drafts */

/** @param {File[]} files @param {import('./shelf.js').Shelf} s @param {() => void} changed */
export async function open(files, s, changed) {
  const { data, place, store } = s;
  const find = (/** @type {import('./model.js').FormRecord} */ own) => store.get(own)?.record;
  const { records, faults } = await readFiles(files, find);
  if (!records.length) return ask(place, faults);
  arrive(records, faults, {
    ...{ data, place, store, device: s.device },
    here: (record) => store.get(record),
    keep(draft, attached) {
      if (attached?.length && s.device.owner() === "own") keepFiles(store, draft, attached);
      const trouble = store.put(draft);
      changed();
      return trouble;
    },
    filesOf: (d) => store.files(d),
    sent(list) {
      for (const d of list) store.put(d);
      changed();
    },
  });
}

/** Keeps files beside those that are here of a record. @param {Drafts} store @param {Draft} draft @param {File[]} files */
async function keepFiles(store, draft, files) {
  store.keepFiles(draft, namedFiles(draft, files, await store.files(draft)));
}
