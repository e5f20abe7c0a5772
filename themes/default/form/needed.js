// What a record on the page still needs, shown and in words.

import { say, several } from "../say.js";
import { collect } from "./autosave.js";
import { missing, unsigned } from "./complete.js";
import { withLater } from "./fetchlater.js";
import { parts } from "./handover.js";
import { controlId } from "./markup.js";
import { and, laneWords } from "./wording.js";

/** @typedef {import('./model.js').Page} Page */
/** @typedef {import('./model.js').Problem} Problem */

/**
 * What is still to fill in, or to fix.
 *
 * @param {Page} p
 * @param {string} [lane]  that signs, and must have filled in its own part too
 * @returns {Problem[]}
 */
function problems(p, lane) {
  const of = (/** @type {string | undefined} */ lane) => missing(p.draft.record, p.definition, [], lane);
  const empty = [...of(""), ...(lane ? of(lane) : [])].map((m) => ({ ...m, id: controlId(m.field) }));
  return [...p.head.problems(), ...p.fields.problems(), ...empty];
}

/** Shows it at the top of the form and by each field. @param {Page} p @param {Problem[]} list */
export function show(p, list) {
  withLater(p, (later) => later.show(p.form, p.definition, list));
}

/** Shows what is still to fill in; whether there was anything. @param {Page} p @param {string} [lane]  that signs */
export function incomplete(p, lane) {
  collect(p);
  const list = problems(p, lane);
  show(p, list);
  return list.length > 0;
}

/** What is still to fill in and to sign, in words. @param {Page} p */
export function needed(p) {
  const open = new Set(problems(p).map((l) => l.field)).size;
  const signers = [...new Set(unsigned(parts(p.draft).main, p.definition).map((f) => signerWords(p, f.lane)))];
  if (open) {
    const answers = several(open, "{1} answer", "{1} answers");
    if (!signers.length) return say("{1} needed", answers);
    return say("{1} and {2} needed", answers, several(signers.length, "{1} signature", "{1} signatures"));
  }
  const words = [];
  if (p.definition.fields.some((f) => f.required && f.type !== "sign")) words.push(say("All answers are in."));
  if (signers.length) words.push(toSign(signers));
  return words.join(" ") || say("Nothing on this form is required");
}

/** "the preceptor" @param {Page} p @param {string} [lane] */
const signerWords = (p, lane) =>
  say(
    "the {1}",
    laneWords(p.data, lane).replace(/^.(?=[a-z])/, (c) => c.toLowerCase()),
  );

/** @param {string[]} signers */
const toSign = (signers) => {
  const list = and(signers);
  return several(
    signers.length,
    "{2} still has to sign.",
    "{2} still have to sign.",
    list[0].toUpperCase() + list.slice(1),
  );
};
