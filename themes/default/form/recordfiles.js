// Files that somebody picked or dropped on a page, and those in zips among them, read as records.

import { say } from "../say.js";
import { readRecord } from "./readrecord.js";
import { unzip } from "./unzip.js";

/** @typedef {import('./model.js').FormRecord} FormRecord */

/** Names that the file of private answers may have. */
const privateFile = /\.private\.(md|txt)$/i;

/** The types of files that come out of a zip. @type {{[ending: string]: string}} */
const types = { jpg: "image/jpeg", jpeg: "image/jpeg", png: "image/png", pdf: "application/pdf" };

/** No record is as large, in bytes. */
const largest = 4 << 20;

/**
 * record: as its file has it; own: its private answers; title: that of its form; files: those that it names.
 *
 * @typedef {{record: FormRecord, own: FormRecord | null, title?: string, files: File[]}} Opened
 */

/** What came: its records, and what could not be read and why. @typedef {{records: Opened[], faults: string[]}} Delivery */

/** @param {File} file */
const baseName = (file) => file.name.replace(/.*\//, "");

/**
 * @param {File[]} picked
 * @param {(own: FormRecord) => FormRecord | undefined} find  a record that is here, to which a private file that comes
 *   alone may belong
 * @returns {Promise<Delivery>}
 */
export async function readFiles(picked, find) {
  /** @type {Delivery} */
  const out = { records: [], faults: [] };
  /** @type {FormRecord[]} */
  const owns = [];
  /** @type {File[]} */
  const others = [];
  for (const file of await unpackAll(picked, out.faults)) {
    if (!/\.(md|txt)$/i.test(file.name) || file.size > largest) {
      others.push(file);
      continue;
    }
    const text = await file.text();
    const { record, fault } = readRecord(text);
    if (!record) out.faults.push(`${baseName(file)}: ${fault}`);
    else if (privateFile.test(file.name)) owns.push(record);
    else out.records.push({ record, own: null, title: text.match(/form "(.+)" and/)?.[1], files: [] });
  }
  for (const own of owns) addNotes(out, own, find);
  share(out, others);
  return out;
}

/** @param {File[]} picked @param {string[]} faults */
async function unpackAll(picked, faults) {
  const list = [];
  for (const file of picked) {
    if (!/\.zip$/i.test(file.name)) list.push(file);
    else
      await unzip(file).then(
        (files) => list.push(...files),
        (e) => faults.push(`${file.name}: ${e.message}`),
      );
  }
  return list;
}

/**
 * Puts private answers beside their record.
 *
 * @param {Delivery} out
 * @param {FormRecord} own
 * @param {(own: FormRecord) => FormRecord | undefined} find
 */
function addNotes(out, own, find) {
  const theirs = out.records.find((o) => o.record.record === own.record);
  const here = theirs ? undefined : find(own);
  if (theirs) theirs.own = own;
  else if (here) out.records.push({ record: here, own, files: [] });
  else out.faults.push(say("These private notes belong to another record. Open both files together."));
}

/** Gives each record the files that it names. @param {Delivery} out @param {File[]} others */
function share(out, others) {
  const left = new Set(others);
  for (const { record, files } of out.records) {
    const answers = JSON.stringify(record.answers);
    for (const file of others) {
      const name = baseName(file);
      if (!answers.includes(JSON.stringify(name))) continue;
      left.delete(file);
      // where two records name unlike files alike, each has its own in a folder that is named after the record
      const own = others.find((f) => f.name.endsWith(`${record.record}/${name}`)) || file;
      const type = types[name.replace(/.*\./, "")] || own.type;
      if (!files.some((f) => f.name === name)) files.push(new File([own], name, { type }));
    }
  }
  for (const file of left) {
    const name = baseName(file);
    out.faults.push(
      out.records.length
        ? say("{1} does not belong to any of these records.", name)
        : say("{1} is not a record of this toolkit. Look for a file ending in .md, .txt or .zip.", name),
    );
  }
}

/**
 * Files of a record from several places, the first of each name, as far as it still names them.
 *
 * @param {import('./drafts.js').Draft} draft
 * @param {File[][]} lists
 */
export function namedFiles({ record }, ...lists) {
  const answers = JSON.stringify(record.answers);
  const all = lists.flat().filter((f) => answers.includes(JSON.stringify(f.name)));
  return all.filter((f, i) => all.findIndex((other) => other.name === f.name) === i);
}
