// Private answers as a file of their own, which their writer keeps.

import { parts } from "./handover.js";
import { fileName, writeRecord } from "./record.js";
import { utf8 } from "./text.js";

/** The file of a draft's private answers, if it has some. @param {import('./drafts.js').Draft} draft */
export function notesOf(draft) {
  const { main, own } = parts(draft);
  if (!own) return [];
  const text = writeRecord(own, draft.definition.title);
  return [{ name: fileName(main).replace(/md$/, "private.md"), text, bytes: utf8(text) }];
}
