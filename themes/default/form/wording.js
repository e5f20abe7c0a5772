// Times, lanes and numbers in words, and what sending is called.

import { say } from "../say.js";
import { dateWords, day } from "./dates.js";

/** "10:42", or with its day where that is not today. @param {number} at */
export function moment(at) {
  const date = new Date(at);
  const time = date.toTimeString().slice(0, 5);
  return day(date) === day() ? time : `${dateWords(day(date))}, ${time}`;
}

/**
 * How a draft was handed over, in sentences: to whom it goes, and as a file. Either may be "".
 *
 * @param {import('./drafts.js').Draft} draft
 * @param {ReturnType<typeof import('./handover.js').handovers>} how
 */
export function handoverWords(draft, { sent, packed, filed }) {
  let file = "";
  if (filed)
    file = filed.opened
      ? say("Opened from a file {1}.", moment(filed.at))
      : say("Saved as a file {1}.", moment(filed.at));
  let words = "";
  if (draft.sent) words = say("Changed since it was sent {1}. The changes have not been sent.", moment(draft.sent.at));
  if (sent) words = say("Sent {1}.", moment(sent.at));
  if (packed) words = say("Put into {1}, {2}. Not sent yet.", packed.name || "", moment(packed.at));
  return [words, file];
}

/** What a lane is called. @param {import('./model.js').PageData} data @param {string | undefined} id */
export const laneWords = (data, id) => (data.lanes.find((l) => l.id === id) || { label: id || "" }).label;

/** What sending is called, and sending back, where the device shares files and where it only makes one. */
export const sendWords =
  "canShare" in navigator
    ? [say("Send my records"), say("Send it back")]
    : [say("Download to send"), say("Download to send back")];

/** Texts as a sentence lists them: "one and two"; "" for none. @param {string[]} list */
export const and = (list) => list.reduce((all, one) => (all && say("{1} and {2}", all, one)) || one, "");
