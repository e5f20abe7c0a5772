// Whether something that was written is in this browser alone, and would be gone with it.

import { bare, handovers, parts } from "./handover.js";
import { sha256 } from "./sha256.js";
import { utf8 } from "./text.js";

/** @typedef {import('./drafts.js').Draft} Draft */

/** Names a state of private answers. @param {import('./model.js').FormRecord} own */
const markOf = ({ answers, body }) => sha256(utf8(JSON.stringify([answers, body])));

/** Notes that the private answers are in a file. @param {Draft} draft */
export function notesSaved(draft) {
  const { own } = parts(draft);
  draft.noted = own ? markOf(own) : undefined;
}

/** Whether a draft, or what is private of it, is in no file and was not sent. @param {Draft} draft */
export function onlyHere(draft) {
  if (!draft.changed || bare(draft)) return false;
  const { own } = parts(draft);
  return !Object.values(handovers(draft)).some(Boolean) || (!!own && draft.noted !== markOf(own));
}
