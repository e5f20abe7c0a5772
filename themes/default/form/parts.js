// A draft parted from what is private, and whether it was handed over as it stands.

import { blank } from "./complete.js";
import { digest } from "./digest.js";
import { split, writeRecord } from "./record.js";
import { sha256 } from "./sha256.js";
import { utf8 } from "./text.js";

/** @typedef {import('./types.js').FormRecord} FormRecord */
/** @typedef {import('./types.js').Definition} Definition */
/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./drafts.js').Draft} Draft */

/** Fields and columns that are private, as ids: "notes", "week.feelings". @param {Definition} d */
export const secrets = (d) =>
  d.fields.flatMap((f) =>
    d.visibility === "private" || f.private
      ? [f.id]
      : (f.columns || []).filter((c) => c.private).map((c) => `${f.id}.${c.id}`),
  );

/**
 * The form with all private that is, or was when something was written in it, even where the form has no such field any more.
 *
 * @param {Draft} draft
 * @returns {Definition}
 */
function guarded({ definition, secret }) {
  /** @param {Field[]} list @param {string[]} ids @returns {Field[]} */
  const hide = (list, ids) => [
    ...list.map((f) => (ids.includes(f.id) ? { ...f, private: true } : f)),
    ...ids
      .filter((id) => !list.some((f) => f.id === id || f.was === id))
      .map((id) => /** @type {Field} */ ({ id, type: "line", label: id, private: true })),
  ];
  const within = secret.map((id) => id.split("."));
  const fields = definition.fields.map((f) =>
    f.columns
      ? {
          ...f,
          columns: hide(
            f.columns,
            within.filter(([table, column]) => table === f.id && column).map(([, column]) => column),
          ),
        }
      : f,
  );
  return {
    ...definition,
    fields: hide(
      fields,
      within.filter(([id, column]) => !column || !fields.some((f) => f.id === id)).map(([id]) => id),
    ),
  };
}

/**
 * Parts a draft into what may leave the device and what stays with its writer.
 *
 * @param {Draft} draft
 * @returns {{main: FormRecord, own: FormRecord | null, state: string}} state: digest of the content of main
 */
export function parts(draft) {
  const definition = guarded(draft),
    { main, own } = split(draft.record, definition),
    state = digest(main, definition, "");
  if (draft.base && draft.base !== state) main.revises = draft.base;
  return { main, own, state };
}

/** A draft's file as it would leave now. @param {Draft} draft */
export const fileOf = (draft) => writeRecord(parts(draft).main, draft.definition.title);

/** Names a state of a draft's file. @param {Draft} draft */
export const markOf = (draft) => sha256(utf8(fileOf(draft)));

/**
 * How a draft left as it stands: sent, or else put into a file to send; and saved as a file.
 *
 * @param {Draft} draft
 */
export function left(draft) {
  const mark = markOf(draft),
    as = (/** @type {'filed' | 'sent' | 'packed'} */ how) => (draft[how]?.mark === mark ? draft[how] : undefined);
  const sent = as("sent");
  return { sent, packed: sent ? undefined : as("packed"), filed: as("filed") };
}

/** Whether nothing is written in it, and nothing was. @param {Draft} draft */
export const bare = ({ base, record: { about, answers, signed, body } }) =>
  !base && blank([about, answers, signed, body]);

/** Whether there is something that was not handed over yet. @param {Draft} draft */
export const pending = (draft) => !!draft.changed && !bare(draft) && !left(draft).sent;

/**
 * Notes that a draft was handed over as it stands; what comes later revises it.
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
  draft[as] = { at, mark: markOf(draft), name };
}

/** Notes that the file into which drafts were packed is sent. @param {Draft[]} list */
export const sentOff = (list) =>
  list.forEach((d) => {
    d.sent = d.packed && { ...d.packed, at: Date.now() };
  });
