// Two states of one record put together part by part, as package record does it in Go (merge.go).

import { digest, fits, signedText } from "./digest.js";
import { signatureKeys } from "./record.js";

/** @typedef {import('./model.js').Definition} Definition */
/** @typedef {import('./model.js').FormRecord} FormRecord */
/** @typedef {import('./model.js').Signature} Signature */

/** What is on this device, or what the file has. @typedef {"here" | "file"} Side */

/**
 * One thing that two states say differently. key: of the answer; "" is the free writing. changed: the side on which
 * alone it has changed, where the state that both were made from is known.
 *
 * @typedef {{key: string, changed: Side | ""}} Part
 */

/**
 * Two states without what is private. base: the state that both were made from, where it is known.
 *
 * @typedef {{here: FormRecord, file: FormRecord, definition: Definition, base?: FormRecord}} Pair
 */

/**
 * Splits what two states say differently into parts; null where they cannot be put together: they differ in more than
 * answers and free writing, or a signature would be broken.
 *
 * @param {Pair} pair
 * @returns {Part[] | null}
 */
export function partsOf(pair) {
  const { here, file, definition, base } = pair;
  const rest = { ...file.rest, ...here.rest };
  const [a, b] = [here, file].map((r) =>
    JSON.stringify([r.form, r.version, r.date, r.about, r.milestone, r.private, r.allow, { ...rest, ...r.rest }]),
  );
  if (a !== b) return null;
  /** What a state says under a key, so that it can be compared. */
  const said = (/** @type {FormRecord | undefined} */ r, /** @type {string} */ key) =>
    key ? r && signedText({ ...here, body: "", answers: { [key]: r.answers[key] } }, definition, "") : r?.body.trim();
  const parts = Object.keys({ ...here.answers, ...file.answers, "": "" }).flatMap((key) => {
    const [now, then, before] = [here, file, base].map((r) => said(r, key));
    return now === then
      ? []
      : /** @type {Part} */ ({ key, changed: before === now ? "file" : before === then ? "here" : "" });
  });
  const sides = parts.map((p) => p.changed || "here");
  return parts.length && !merge(pair, parts, sides).broken ? parts : null;
}

/** Names a signature. @param {Signature} s */
export const nameOf = (s) => JSON.stringify(signatureKeys.map((k) => s[k] || ""));

/**
 * Puts two states together, each part from the side that a person chose, with the signatures of both. broken: who
 * signed what it would not say any more, or "".
 *
 * @param {Pair} pair
 * @param {Part[]} parts
 * @param {Side[]} sides
 * @returns {{record: FormRecord, broken?: string}}
 */
export function merge({ here, file, definition }, parts, sides) {
  const record = { ...here, answers: { ...here.answers } };
  parts.forEach(({ key }, i) => {
    if (sides[i] === "here") return;
    if (!key) record.body = file.body;
    else if (key in file.answers) record.answers[key] = file.answers[key];
    else delete record.answers[key];
  });
  const known = here.signed.map(nameOf);
  record.signed = [...here.signed, ...file.signed.filter((s) => !known.includes(nameOf(s)))];
  record.rest = { ...file.rest, ...here.rest };
  if (file.status === "complete") record.status = "complete";
  const state = (/** @type {FormRecord} */ r) => digest(r, definition, "");
  const lost = (/** @type {FormRecord} */ side) =>
    side.signed.find((s) =>
      s.digest ? fits(s, side, definition) && !fits(s, record, definition) : state(side) !== state(record),
    );
  return { record, broken: (lost(here) || lost(file))?.name };
}
