// What a record is called in a sentence.

import { say } from "../say.js";
import { dateWords, day } from "./dates.js";

/** "monthly meeting of 27 November" @param {import('./drafts.js').Draft} draft */
export const recordWords = ({ definition, record }) =>
  say(
    "{1} of {2}",
    definition.title.replace(/^.(?=[a-z])/, (c) => c.toLowerCase()),
    shortDate(record.date),
  );

/** A date in words, without the year where it is this one. @param {string} date */
const shortDate = (date) => dateWords(date).replace(" " + day().slice(0, 4), "");
