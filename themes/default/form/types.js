// The types of fields, as far as a page must know them. A new type is one entry here, and one in
// internal/form/types.go.

import { say } from "../say.js";
import { dateWords, readDate, readNumber, readTime } from "./dates.js";

/**
 * @typedef {object} FieldType
 * @property {"tick" | "text" | "typed" | "options" | "pick" | "table" | ""} control  which of control.js; "" for a
 *   signature
 * @property {boolean} [prose]  written freely, so that it may identify a patient
 * @property {boolean} [many]   the answer is a list of texts
 * @property {boolean} [hours]  adds to the hours of the record
 * @property {string} [unit]    where the field names none
 * @property {(text: string, toward?: import("./dates.js").Toward) => string} [read]    typed: what is stored for what was typed; "" where it cannot be read
 * @property {(stored: string) => string} [show]  the stored answer as a person reads it
 * @property {string} [kind]     typed: "a date"
 * @property {string} [example]  typed
 * @property {string} [min]      typed: the least, where the field names none
 */

const date = {
  control: "typed",
  read: readDate,
  show: dateWords,
  kind: say("a date"),
  example: dateWords("2026-03-27"),
};
const number = { control: "typed", read: readNumber, kind: say("a number"), example: "7.5" };

const table = {
  tick: { control: "tick", show: (/** @type {string} */ stored) => stored && say("Yes") },
  line: { control: "text", prose: true },
  text: { control: "text", prose: true },
  date,
  expiry: date,
  time: { control: "typed", read: readTime, kind: say("a time"), example: "16:30" },
  number,
  hours: { ...number, hours: true, min: "0", unit: say("hours") },
  choice: { control: "options" },
  scale: { control: "options" },
  choices: { control: "options", many: true },
  pick: { control: "pick", many: true },
  table: { control: "table" },
  sign: { control: "" },
};

/** @typedef {keyof typeof table} TypeName */

/** @type {FieldType} */
const unknown = { control: "" };

/** @param {{type?: TypeName}} field */
export const typeOf = ({ type }) => /** @type {FieldType} */ ((type && table[type]) || unknown);
