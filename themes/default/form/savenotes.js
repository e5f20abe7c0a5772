// Saves the private answers of the record on a form's page.

import { collect, keepMarked } from "./autosave.js";
import { say } from "./dom.js";
import { saveFile } from "./files.js";
import { notesOf } from "./notes.js";
import { notesMark } from "./onlyhere.js";

/** @param {import('./model.js').Page} p */
export async function saveNotes(p) {
  collect(p);
  const [notes] = notesOf(p.draft);
  const saved = notes && (await saveFile(notes.name, notes.text));
  if (!saved) return;
  p.draft.noted = notesMark(p.draft);
  keepMarked(p, [p.draft]);
  say(`Saved as ${saved.name}. It is for you alone.`);
}
