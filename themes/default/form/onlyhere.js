// Whether something that was written is only in this browser, and would be gone with it.

import { bare, handovers, parts } from "./handover.js";
import { writeRecord } from "./record.js";
import { sha256 } from "./sha256.js";
import { utf8 } from "./text.js";

/** @typedef {import('./drafts.js').Draft} Draft */

/** Names a state of a draft's private answers; nothing where there are none. @param {Draft} draft */
export function notesMark(draft) {
  const { own } = parts(draft);
  return own ? sha256(utf8(writeRecord(own, ""))) : undefined;
}

/** Whether a draft, or what is private of it, is in no file and was not sent. @param {Draft} draft */
export function onlyHere(draft) {
  const { sent, packed, filed } = handovers(draft);
  return draft.changed && !bare(draft) && (!(sent || packed || filed) || notesMark(draft) !== draft.noted);
}
