// What of a draft may leave the device, and whether it was handed over in its present state.

import { isBlank } from "./complete.js";
import { digest } from "./digest.js";
import { secretsOf, split } from "./privacy.js";
import { writeRecord } from "./record.js";
import { sha256 } from "./sha256.js";
import { utf8 } from "./text.js";

/** @typedef {import('./model.js').FormRecord} FormRecord */
/** @typedef {import('./model.js').Definition} Definition */
/** @typedef {import('./model.js').Field} Field */
/** @typedef {import('./drafts.js').Draft} Draft */

/**
 * The form with everything private that is, or was when something was written in it, even where the form no longer has
 * such a field.
 *
 * @param {Draft} draft
 * @returns {Definition}
 */
function guarded({ definition, secret }) {
  const ids = secret.map((id) => id.split("."));
  const fields = definition.fields.map((f) => {
    const columns = ids.filter(([table, column]) => table === f.id && column).map(([, column]) => column);
    return f.columns ? { ...f, columns: hide(f.columns, columns) } : f;
  });
  const whole = ids.filter(([id, column]) => !column || !fields.some((f) => f.id === id)).map(([id]) => id);
  return { ...definition, fields: hide(fields, whole) };
}

/**
 * Makes these fields or columns private, those too that are no longer there.
 *
 * @param {Field[]} list
 * @param {string[]} ids
 * @returns {Field[]}
 */
function hide(list, ids) {
  const gone = ids.filter((id) => !list.some((f) => f.id === id || f.was === id));
  return [
    ...list.map((f) => (ids.includes(f.id) ? { ...f, private: true } : f)),
    ...gone.map((id) => /** @type {Field} */ ({ id, type: "line", label: id, private: true })),
  ];
}

/**
 * Splits a draft into what may leave the device and what stays with its writer.
 *
 * @param {Draft} draft
 * @returns {{main: FormRecord, own: FormRecord | null, state: string}} state: digest of the content of main
 */
export function parts(draft) {
  const definition = guarded(draft);
  const { main, own } = split(draft.record, definition);
  const state = digest(main, definition, "");
  if (draft.base && draft.base !== state) main.revises = draft.base;
  return { main, own, state };
}

/**
 * Remembers in a draft what is private by its own form and by another.
 *
 * @param {Draft} draft
 * @param {Definition} form
 */
export function keepSecret(draft, form) {
  draft.secret = [...new Set([...draft.secret, ...secretsOf(draft.definition), ...secretsOf(form)])];
}

/** The text of a draft's file, as it would leave now. @param {Draft} draft */
export const fileOf = (draft) => writeRecord(parts(draft).main, draft.definition.title);

/** Names a state of a draft's file. @param {Draft} draft */
export const markOf = (draft) => sha256(utf8(fileOf(draft)));

/**
 * How a draft was handed over in its present state: sent, or else put into a file to send; and saved as a file.
 *
 * @param {Draft} draft
 */
export function handovers(draft) {
  const mark = markOf(draft);
  const as = (/** @type {"filed" | "sent" | "packed"} */ how) => (draft[how]?.mark === mark ? draft[how] : undefined);
  const sent = as("sent");
  return { sent, packed: sent ? undefined : as("packed"), filed: as("filed") };
}

/** Whether nothing is written in it, and nothing was. @param {Draft} draft */
export const bare = ({ base, record: { about, answers, signed, body } }) =>
  !base && isBlank([about, answers, signed, body]);

/** Whether there is something that was not handed over yet. @param {Draft} draft */
export const pending = (draft) => !!draft.changed && !bare(draft) && !handovers(draft).sent;

/**
 * Notes that a draft was handed over in its present state; what comes later revises it.
 *
 * @param {Draft} draft
 * @param {"sent" | "filed" | "packed"} as
 * @param {string} [name]  of the file that it was packed into
 * @param {number} [at]
 */
export function handedOver(draft, as, name, at = Date.now()) {
  const { main, state } = parts(draft);
  draft.record.revises = main.revises;
  draft.base = state;
  draft.handed = structuredClone(draft.record);
  draft[as] = { at, mark: markOf(draft), name };
}

/** Notes that the file into which drafts were packed is sent. @param {Draft[]} list */
export function markSent(list) {
  for (const d of list) d.sent = d.packed && { ...d.packed, at: Date.now() };
}
