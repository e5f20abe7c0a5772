// Saves the private answers of the record on a form's page.

import { say } from "../say.js";
import { collect, keepMarked } from "./autosave.js";
import { speak } from "./dom.js";
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
  speak(say("Saved as {1}. It is only for you.", saved.name));
}
