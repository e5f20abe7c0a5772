// The way home: a record parted from what is private, its file, and handing over all that was not handed over yet.

import { digest } from './digest.js';
import { download } from './files.js';
import { fileName, split, writeRecord } from './record.js';
import { sha256 } from './sha256.js';
import { utf8 } from './text.js';
import { count, day } from './words.js';
import { zip } from './zip.js';

/** @typedef {import('./types.js').FormRecord} FormRecord */
/** @typedef {import('./types.js').Definition} Definition */
/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./drafts.js').Draft} Draft */

/** Fields and columns that are private, as ids: "notes", "week.feelings". @param {Definition} d */
export const secrets = d => d.fields.flatMap(f => d.visibility === 'private' || f.private ? [f.id] : (f.columns || []).filter(c => c.private).map(c => `${f.id}.${c.id}`));

/**
 * The form with all private that is, or was when something was written in it, even where the form has no such field any more.
 *
 * @param {Draft} draft
 * @returns {Definition}
 */
function guarded({ definition, secret }) {
  /** @param {Field[]} list @param {string[]} ids @returns {Field[]} */
  const hide = (list, ids) => [...list.map(f => ids.includes(f.id) ? { ...f, private: true } : f),
    ...ids.filter(id => !list.some(f => f.id === id || f.was === id)).map(id => /** @type {Field} */ ({ id, type: 'line', label: id, private: true }))];
  const within = secret.map(id => id.split('.'));
  const fields = definition.fields.map(f => f.columns ? { ...f, columns: hide(f.columns, within.filter(([table, column]) => table === f.id && column).map(([, column]) => column)) } : f);
  return { ...definition, fields: hide(fields, within.filter(([id, column]) => !column || !fields.some(f => f.id === id)).map(([id]) => id)) };
}

/**
 * Parts a draft into what may leave the device and what stays with its writer.
 *
 * @param {Draft} draft
 * @returns {{main: FormRecord, own: FormRecord | null, state: string}} state: digest of the content of main
 */
export function parts(draft) {
  const definition = guarded(draft), { main, own } = split(draft.record, definition), state = digest(main, definition, '');
  if (draft.base && draft.base !== state) main.revises = draft.base;
  return { main, own, state };
}

/** A draft's file as it would leave now. @param {Draft} draft */
export const fileOf = draft => writeRecord(parts(draft).main, draft.definition.title);

/** Names a state of a draft's file. @param {Draft} draft */
export const markOf = draft => sha256(utf8(fileOf(draft)));

/** Whether there is something that was not handed over yet. @param {Draft} draft */
export const pending = draft => !!draft.changed && (!draft.sent || draft.sent.mark !== markOf(draft));

/**
 * Notes that a draft was handed over as it stands; what comes later revises it.
 *
 * @param {Draft} draft
 * @param {"sent" | "filed"} as
 */
export function handedOver(draft, as) {
  const { main, state } = parts(draft);
  draft.record.revises = main.revises;
  draft.base = state;
  draft[as] = { at: Date.now(), mark: markOf(draft) };
}

/** @param {{name: string, bytes: Uint8Array}[]} list */
export const packed = list => {
  const name = `records-${day()}.zip`;
  download(name, /** @type {BlobPart} */ (zip(list)), 'application/zip');
  return name;
};

/**
 * The files of some records, with what was picked for them; never what is private.
 *
 * @param {Draft[]} list
 * @param {(draft: Draft) => Promise<File[]>} filesOf
 */
export async function gathered(list, filesOf) {
  /** @type {{name: string, bytes: Uint8Array, type: string}[]} */
  const out = [];
  for (const draft of list) {
    out.push({ name: fileName(draft.record), bytes: utf8(fileOf(draft)), type: 'text/plain' });
    for (const file of await filesOf(draft)) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const twin = out.find(o => o.name === file.name);
      if (twin && String(twin.bytes) === String(bytes)) continue;
      out.push({ name: twin ? `${draft.record.record}/${file.name}` : file.name, bytes, type: file.type });
    }
  }
  return out;
}

/** The files that a record names. @param {Draft} draft @returns {string[]} */
const named = draft => draft.definition.fields.filter(f => f.picks === 'attachments').flatMap(f => /** @type {string[]} */ (draft.record.answers[f.id] || []));

/**
 * Hands records over: by the device's own way of sharing, as text, else as one zip to send.
 *
 * @param {Draft[]} list
 * @param {(draft: Draft) => Promise<File[]>} filesOf
 * @returns {Promise<string>} what was done, in words; "" where the person thought better of it
 */
export async function send(list, filesOf) {
  const all = await gathered(list, filesOf);
  const files = all.map(f => new File([/** @type {BlobPart} */ (f.bytes)], f.name.replace(/.*\//, '').replace(/\.md$/, '.txt'), { type: f.type }));
  let words = '';
  if (navigator.canShare && navigator.canShare({ files })) {
    try {
      await navigator.share({ files });
      words = `${count(list.length, 'record')} sent.`;
    } catch (e) {
      if (/** @type {Error} */ (e).name === 'AbortError') return '';
    }
  }
  if (!words) words = `${count(list.length, 'record')} put into ${packed(all)}, among your downloads. Send that file on to the person who keeps your records.`;
  for (const draft of list) handedOver(draft, 'sent');
  const lost = list.flatMap(d => named(d)).filter(name => !all.some(f => f.name.endsWith(name)));
  return words + (lost.length ? ` Not on this device any more, and so not with them: ${lost.join(', ')}.` : '');
}
