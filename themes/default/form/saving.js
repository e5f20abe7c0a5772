// Saves the record on a form's page as a file, and what is private of it as another.

import { ask } from "./ask.js";
import { say } from "./dom.js";
import { saveFile } from "./files.js";
import { now, take, unwritten, written } from "./keeping.js";
import { fileOf, handedOver, markOf } from "./parts.js";
import { fileName, writeRecord } from "./record.js";

/** @typedef {import('./types.js').Page} Page */

/** @param {Page} p */
export const save = (p) =>
  unwritten(p) ||
  p.coach.challenge("save a file", p.foot, async () => {
    take(p);
    const of = p.draft,
      copy = { ...of, record: { ...of.record } },
      again = p.handle;
    handedOver(copy, "filed");
    const saved = await saveFile(fileName(copy.record), fileOf(copy), again);
    if (!saved) return;
    p.handle = saved.handle;
    // writing the same file again is one state growing, of which the keeper may have none yet
    if (!again) handedOver(of, "filed");
    else of.filed = { at: Date.now(), mark: markOf(of) };
    of.changed ||= Date.now();
    written(p, [of]);
    const wrong = p.fields.problems();
    if (wrong.length) ask(p.foot, [`Saved as ${saved.name}. To mend: ${wrong.map((w) => w.is).join("; ")}.`]);
    else say(`Saved as ${saved.name}.`);
  });

/** @param {Page} p */
export async function saveNotes(p) {
  const { own, main } = now(p);
  const saved =
    own && (await saveFile(fileName(main).replace(/md$/, "private.md"), writeRecord(own, p.definition.title)));
  if (saved) say(`Saved as ${saved.name}. It is for you alone.`);
}
