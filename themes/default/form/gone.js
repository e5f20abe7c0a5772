// What would be gone if a draft were cleared from the device.

import { say } from "../say.js";
import { handovers } from "./handover.js";
import { notesMark } from "./onlyhere.js";

/** In a sentence or two. @param {import('./drafts.js').Draft} draft */
export function goneWords(draft) {
  const notes = notesMark(draft) !== draft.noted;
  if (!notes) return say("What is in no file, and not sent, is gone then.");
  if (!handovers(draft).sent) return say("What is in no file, and not sent, is gone then, your private notes too.");
  return say("It was sent without your private notes. They are on this device alone, and are gone then.");
}
