// Opens records on the forms index.

import { arrive } from "./arrive.js";
import { ask } from "./ask.js";
import { readFiles } from "./recordfiles.js";

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
      if (attached?.length && s.device.owner() === "own") store.keepFiles(draft, attached);
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
