// Times, lanes and numbers in words, and what sending is called.

import { dateWords, day } from "./dates.js";
import { left } from "./parts.js";

/** "10:42", or with its day where that is not today. @param {number} at */
export function moment(at) {
  const date = new Date(at),
    time = date.toTimeString().slice(0, 5);
  return day(date) === day() ? time : `${dateWords(day(date))}, ${time}`;
}

/**
 * How a draft was handed over, in sentences: to whom it goes, and as a file. Either may be "".
 *
 * @param {import('./drafts.js').Draft} draft
 */
export function handed(draft) {
  const { sent, packed, filed } = left(draft);
  return [
    packed
      ? `Put into ${packed.name}, ${moment(packed.at)}. Not sent yet.`
      : sent
        ? `Sent ${moment(sent.at)}.`
        : draft.sent
          ? `Changed since it was sent ${moment(draft.sent.at)}: not yet sent.`
          : "",
    filed ? `${filed.opened ? "Opened from" : "Saved as"} a file ${moment(filed.at)}.` : "",
  ];
}

/** What a lane is called. @param {import('./types.js').PageData} data @param {string | undefined} id */
export const laneWords = (data, id) => (data.lanes.find((l) => l.id === id) || { label: id || "" }).label;

/** What sending is called, and sending back, where the device shares files and where it only makes one. */
export const sendWords =
  "canShare" in navigator ? ["Send my records", "Send it back"] : ["Make a file to send", "Make a file to send back"];

/** "1 record", "2 records". @param {number} n @param {string} what */
export const count = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;
