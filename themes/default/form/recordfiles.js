// Files that somebody picked or dropped on a form's page, read as one record.

import { readRecord } from "./readrecord.js";

/** @typedef {import('./model.js').FormRecord} FormRecord */

/** Names that the file of private answers may have. */
const privateFile = /\.private\.(md|txt)$/i;

/** No record is as large, in bytes. */
const largest = 4 << 20;

/**
 * record: as its file has it; own: its private answers; title: that of its form.
 *
 * @typedef {{record: FormRecord, own: FormRecord | null, title?: string}} Opened
 */

/**
 * Reads a record and, where it was picked too, the file of its private answers.
 *
 * @param {File[]} picked
 * @param {FormRecord} here  what is on the page, to which a private file alone may belong
 * @returns {Promise<Opened | {fault: string}>}
 */
export async function readFiles(picked, here) {
  /** @type {FormRecord | undefined} */
  let record;
  /** @type {FormRecord | null} */
  let own = null;
  let title;
  for (const file of picked) {
    if (!/\.(md|txt)$/i.test(file.name) || file.size > largest) {
      return { fault: `${file.name} is not a record of this toolkit. Look for a file ending in .md or .txt.` };
    }
    const text = await file.text();
    const read = readRecord(text);
    if ("fault" in read) return { fault: `${file.name}: ${read.fault}` };
    if (privateFile.test(file.name)) own = read.record;
    else if (record) return { fault: "These are two records. Open one at a time." };
    else record = read.record;
    title = text.match(/form "(.+)" and/)?.[1];
  }
  if (!record && own && own.record === here.record) record = here;
  if (!record || (own && own.record !== record.record)) {
    return { fault: "These private notes belong to another record. Open them together with it." };
  }
  return { record, own, title };
}
