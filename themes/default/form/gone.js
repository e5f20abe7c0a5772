// What would be gone if a draft were cleared from the device.

import { say } from "../say.js";
import { handovers } from "./handover.js";
import { notesMark } from "./onlyhere.js";

/** In a sentence or two. @param {import('./drafts.js').Draft} draft */
export function goneWords(draft) {
  const notes = notesMark(draft) !== draft.noted;
  if (!notes) return say("Anything that is not saved in a file or sent will be lost.");
  if (!handovers(draft).sent)
    return say("Anything that is not saved in a file or sent will be lost, including your private notes.");
  return say("It was sent without your private notes. They are only on this device, and will be lost.");
}
