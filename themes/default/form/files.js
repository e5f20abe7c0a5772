// Files: a record leaves the page as the file that a preceptee's folder holds, and comes back from one.

import { el } from './dom.js';
import { join, readRecord } from './record.js';

/** @typedef {import('./types.js').FormRecord} FormRecord */

/** @typedef {{name: string, createWritable: () => Promise<{write: (data: string) => Promise<void>, close: () => Promise<void>}>}} Handle  a file that may be written again */

/**
 * Gives the browser a file to save below its downloads.
 *
 * @param {string} name
 * @param {BlobPart} data
 * @param {string} type
 */
export function download(name, data, type) {
  const a = el('a', { href: URL.createObjectURL(new Blob([data], { type })), download: name, hidden: true });
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(a.href), 60000);
}

/**
 * Saves a record's file: where the person chooses, and there again the next time, or below the browser's downloads.
 *
 * @param {string} name
 * @param {string} text
 * @param {Handle | null} [handle]  the file it was saved to before
 * @returns {Promise<{name: string, handle: Handle | null} | null>} null: the person thought better of it
 */
export async function saveFile(name, text, handle) {
  const pick = /** @type {any} */ (window).showSaveFilePicker;
  if (pick) {
    try {
      const to = handle || await pick({ suggestedName: name, types: [{ description: 'Record', accept: { 'text/markdown': ['.md'] } }] });
      const file = await to.createWritable();
      await file.write(text);
      await file.close();
      return { name: to.name, handle: to };
    } catch (e) {
      if (/** @type {Error} */ (e).name === 'AbortError') return null; // anything else: as if there were no picker
    }
  }
  download(name, text, 'text/markdown');
  return { name, handle: null };
}

/** Names that the private half of a record may have. */
const half = /\.private\.(md|txt)$/i;

/**
 * Reads a record and, where it was picked too, the file of its private answers.
 *
 * @param {File[]} picked
 * @param {FormRecord} here  what is on the page, to which a private file alone may belong
 * @returns {Promise<{record: FormRecord, whole: FormRecord, own: FormRecord | null} | {fault: string}>} record as its file has it;
 *   whole with the private answers
 */
export async function readFiles(picked, here) {
  /** @type {FormRecord | undefined} */
  let record;
  /** @type {FormRecord | null} */
  let own = null;
  for (const file of picked) {
    if (file.size > 4 << 20) return { fault: `${file.name} is larger than any record.` };
    const got = readRecord(await file.text());
    if ('fault' in got) return { fault: `${file.name}: ${got.fault}` };
    if (half.test(file.name)) own = got.record;
    else if (record) return { fault: 'These are two records. Open one at a time, with its private notes if it has any.' };
    else record = got.record;
  }
  if (!record && own && own.record === here.record) record = here;
  if (!record) return { fault: own ? 'These are the private notes of a record. Open them together with the record itself.' : 'There is no record among these files.' };
  if (own && own.record !== record.record) return { fault: 'These private notes belong to another record.' };
  return { record, own, whole: own ? join(record, own) : record };
}
