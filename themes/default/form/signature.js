// A signature: a statement, a name, a role and a day, bound by a digest to what the record said. It does not prove who
// signed.

import { say } from "../say.js";
import { el } from "./dom.js";

/** @typedef {import('./model.js').Definition} Definition */

export const plainly = say("This records a signature. It does not prove who signed.");

/**
 * How somebody signs a record that is open.
 *
 * @param {import('./drafts.js').Draft} draft
 * @param {Definition} form
 * @param {string} [lane]
 */
export const howSigned = (draft, form, lane) =>
  draft.opened && !(form.completed_by || []).includes(lane || "") ? "returned" : "screen";

/** A line to write on. @param {string} label @param {string} id */
export function line(label, id) {
  const input = el("input", { type: "text", id, autocomplete: "off" });
  return el("div", { className: "sign-line" }, el("label", { htmlFor: id }, label), input);
}
