// Saves the record on a form's page as a file.

import { say } from "../say.js";
import { ask } from "./ask.js";
import { collect, keepMarked, unwritten } from "./autosave.js";
import { speak } from "./dom.js";
import { saveFile } from "./files.js";
import { fileOf, handedOver, markOf } from "./handover.js";
import { fileName } from "./record.js";

/** @typedef {import('./model.js').Page} Page */

/** @param {Page} p */
export function save(p) {
  if (!unwritten(p)) p.coach.challenge("save", p.foot, () => saveDraft(p));
}

/** @param {Page} p */
async function saveDraft(p) {
  collect(p);
  const { draft, handle } = p;
  const copy = { ...draft, record: { ...draft.record } };
  handedOver(copy, "filed");
  const saved = await saveFile(fileName(copy.record), fileOf(copy), handle);
  if (!saved) return;
  p.handle = saved.handle;
  // writing the same file again is one state growing, of which the keeper may have none yet
  if (!handle) handedOver(draft, "filed");
  else draft.filed = { at: Date.now(), mark: markOf(draft) };
  draft.changed ||= Date.now();
  keepMarked(p, [draft]);
  const wrong = p.fields.problems();
  const words = say("Saved as {1}.", saved.name);
  if (wrong.length) ask(p.foot, [`${words} ${say("Please correct: {1}.", wrong.map((w) => w.is).join("; "))}`]);
  else speak(words);
}
