// Signs a record on a form's page, and removes a signature again.

import { say } from "../say.js";
import { ask } from "./ask.js";
import { changed, current, flush } from "./autosave.js";
import { dateWords, readDate } from "./dates.js";
import { speak } from "./dom.js";
import { controlId } from "./markup.js";
import { incomplete, show } from "./needed.js";
import { signable, signature, withSignature } from "./newsignature.js";
import { knowSigner } from "./signers.js";
import { laneWords } from "./wording.js";

/** @typedef {import('./model.js').Page} Page */
/** @typedef {import('./model.js').Signature} Signature */
/** @typedef {import('./signaturefield.js').SignatureField} SignatureField */

/** What is written in the field. @param {SignatureField} s */
function written({ input, how }) {
  const text = (/** @type {string} */ part) => input(part).value.trim();
  const typed = text("date") || (how.value === "paper" ? "" : "today");
  const person = { name: text("name"), role: text("role"), date: readDate(typed, "past") };
  const paper = { witness: text("witness"), scan: text("scan") };
  return { ...person, how: /** @type {Signature["how"]} */ (how.value), ...(how.value === "paper" && paper) };
}

/** What is still to write before it can be signed. @param {SignatureField} s */
function problemsOf(s) {
  const { p, field } = s;
  const { name, date, how, witness } = written(s);
  /** @type {import('./model.js').Problem[]} */
  const list = [];
  const lane = laneWords(p.data, field.lane);
  const need = (/** @type {string} */ part, /** @type {string} */ text) => {
    list.push({ field: field.id, id: controlId(field.id, part), text });
  };
  if (!name) need("name", say("{1}’s signature: write your name", lane));
  else if (!signable(date))
    need(
      "date",
      say("{1}’s signature: write a date that is not in the future, such as {2}", lane, dateWords("2026-03-27")),
    );
  if (how === "paper" && !witness) need("witness", say("{1}’s signature: write who saw it being signed", lane));
  return list;
}

/** @param {SignatureField} s */
export function sign(s) {
  const { p, field, list, box } = s;
  const problems = problemsOf(s);
  if (problems.length) return show(p, problems);
  if (incomplete(p, field.lane)) return;
  p.coach.challenge("sign", list, () => {
    knowSigner(p.device, p.store, field.lane || "", written(s));
    const { main } = current(p);
    const signed = signature(field, p.definition, main, written(s));
    s.again = false;
    store(p, withSignature(main, p.definition, signed), say("Signed by {1}.", signed.name));
    box.tabIndex = -1;
    box.focus();
  });
}

/** Removes a signature, after a second yes. @param {SignatureField} s @param {Signature} signed */
export function removeSignature({ p, list }, signed) {
  const remove = () => {
    const others = current(p).main.signed.filter((o) => JSON.stringify(o) !== JSON.stringify(signed));
    store(p, others, say("The signature has been removed."));
  };
  ask(
    list,
    [say("Remove the signature of {1}?", signed.name)],
    [[say("Yes, remove it"), remove], [say("No, leave it")]],
  );
}

/** Puts signatures into the record on the page. @param {Page} p @param {Signature[]} list @param {string} words */
function store(p, list, words) {
  const { record } = p.draft;
  record.signed = list;
  if (list.length) record.status = "complete";
  changed(p);
  flush(p);
  speak(words);
}
