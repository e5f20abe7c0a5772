// Times, lanes and numbers in words, and what sending is called.

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
  const file = filed && `${filed.opened ? "Opened from" : "Saved as"} a file ${moment(filed.at)}.`;
  let words = draft.sent ? `Changed since it was sent ${moment(draft.sent.at)}: not yet sent.` : "";
  if (sent) words = `Sent ${moment(sent.at)}.`;
  if (packed) words = `Put into ${packed.name}, ${moment(packed.at)}. Not sent yet.`;
  return [words, file || ""];
}

/** What a lane is called. @param {import('./model.js').PageData} data @param {string | undefined} id */
export const laneWords = (data, id) => (data.lanes.find((l) => l.id === id) || { label: id || "" }).label;

/** What sending is called, and sending back, where the device shares files and where it only makes one. */
export const sendWords =
  "canShare" in navigator ? ["Send my records", "Send it back"] : ["Download to send", "Download to send back"];

/** "1 record", "2 records". @param {number} n @param {string} what */
export const count = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;
