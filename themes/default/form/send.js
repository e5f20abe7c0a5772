// Hands over all records that were not handed over yet.

import { say, several } from "../say.js";
import { ask } from "./ask.js";
import { askFirst } from "./caution.js";
import { day } from "./dates.js";
import { speak } from "./dom.js";
import { download } from "./files.js";
import { fileOf, handedOver, markSent, pending } from "./handover.js";
import { fileName } from "./record.js";
import { utf8 } from "./text.js";
import { zip } from "./zip.js";

/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {{name: string, bytes: Uint8Array, type?: string}} Bytes  a file to hand over */

/** The most that is taken in at once, in bytes: what package importer takes. */
const largest = 64 << 20;

const tooLarge = say(
  "Together these files are larger than 64 MB, which is too much at once. Send the records one by one.",
);

/** Downloads one file as it is, several as a zip; gives the name. @param {Bytes[]} list */
export function downloadAll(list) {
  const [{ name: only, bytes }] = list;
  if (list.length === 1) {
    download(only, /** @type {BlobPart} */ (bytes), "text/markdown");
    return only;
  }
  const name = `records-${day()}-${new Date().toTimeString().replace(/:(..).*/, "$1")}.zip`;
  download(name, new Blob(/** @type {BlobPart[]} */ (zip(list))), "application/zip");
  return name;
}

/**
 * The files of some records, with what was picked for them; never what is private.
 *
 * @param {Draft[]} list
 * @param {(draft: Draft) => Promise<File[]>} filesOf
 */
export async function filesFor(list, filesOf) {
  /** @type {Bytes[]} */
  const out = [];
  for (const draft of list) {
    out.push({ name: fileName(draft.record), bytes: utf8(fileOf(draft)), type: "text/plain" });
    for (const file of await filesOf(draft)) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const twin = out.find((o) => o.name === file.name);
      if (twin && String(twin.bytes) === String(bytes)) continue;
      out.push({ name: twin ? `${draft.record.record}/${file.name}` : file.name, bytes, type: file.type });
    }
  }
  return out;
}

/** The files that a record names. @param {Draft} draft @returns {string[]} */
function namesIn({ definition, record }) {
  const fields = definition.fields.filter((f) => f.picks === "attachments");
  return fields.flatMap((f) => /** @type {string[]} */ (record.answers[f.id] || []));
}

/**
 * Where records are handed over from.
 *
 * @typedef {object} Sender
 * @property {HTMLElement} place  where is said what was done
 * @property {(draft: Draft) => Promise<File[]>} filesOf
 * @property {(list: Draft[]) => void} sent  keeps what they are marked with
 */

/**
 * Hands records over: by the device's own way of sharing, as text, else as one file to send. Then it offers to hand over
 * the others too.
 *
 * @param {Draft[]} list
 * @param {Sender} from
 * @param {Draft[]} [others]  that are not sent yet
 */
export async function send(list, from, others = []) {
  const files = await filesFor(list, from.filesOf);
  const size = files.reduce((n, f) => n + f.bytes.length, 0);
  if (size > largest) return ask(from.place, [tooLarge]);
  const shared = await share(files);
  if (shared === null) return speak(say("Nothing was sent."));
  if (shared) for (const draft of list) handedOver(draft, "sent");
  const name = shared ? "" : downloadAll(files);
  const at = Date.now();
  if (name) for (const draft of list) handedOver(draft, "packed", name, at);
  from.sent(list);
  const markAsSent = () => {
    markSent(list);
    from.sent(list);
  };
  const words = [sentWords(list, name) + lostWords(list, files), ...othersWords(others)];
  /** @type {import('./ask.js').Choices} */
  const too = others.length ? [[say("Send the others too"), () => sendOthers(others, from)]] : [];
  const shown = name ? [[say("I have sent it"), markAsSent], ...too, [say("Not yet")]] : [[say("All right")], ...too];
  ask(from.place, words, /** @type {import('./ask.js').Choices} */ (shown));
}

/**
 * Shares files, if the device can: whether it did; null where the person did not want to.
 *
 * @param {Bytes[]} list
 */
async function share(list) {
  const files = list.map(({ name, bytes, type }) => {
    const plain = name.replace(/.*\//, "").replace(/\.md$/, ".txt");
    return new File([/** @type {BlobPart} */ (bytes)], plain, { type });
  });
  if (!navigator.canShare?.({ files })) return false;
  try {
    await navigator.share({ files });
    return true;
  } catch (e) {
    return /** @type {Error} */ (e).name === "AbortError" ? null : false; // else as if it could not
  }
}

/** @param {Draft[]} list @param {string} name  of the zip */
function sentWords(list, name) {
  if (!name) return several(list.length, "{1} record sent.", "{1} records sent.");
  return several(
    list.length,
    "{1} record is in the file {2} in your downloads. Send that file to the person who keeps your records.",
    "{1} records are in the file {2} in your downloads. Send that file to the person who keeps your records.",
    name,
  );
}

/** Says which files are named and are not here. @param {Draft[]} list @param {Bytes[]} files */
function lostWords(list, files) {
  const lost = list.flatMap(namesIn).filter((name) => !files.some((f) => f.name.endsWith(name)));
  return lost.length ? " " + say("No longer on this device: {1}.", lost.join(", ")) : "";
}

/** @param {Draft[]} others  that are not sent yet */
function othersWords(others) {
  if (!others.length) return [];
  return [
    several(
      others.length,
      "{1} other record on this device has not been sent yet.",
      "{1} other records on this device have not been sent yet.",
    ),
  ];
}

/** @param {Draft[]} others @param {Sender} from */
const sendOthers = (others, from) => askFirst(others, "send", from.place, () => send(others, from));

/**
 * Sends the record that is open, and then offers the others. Where only others are not sent yet, it asks about these.
 *
 * @param {Draft} open
 * @param {Draft[]} others  that are not sent yet
 * @param {Sender} from
 */
export function offer(open, others, from) {
  if (pending(open) || !others.length) return send([open], from, others);
  /** @type {import('./ask.js').Choices} */
  const choices = [[say("Send all unsent records"), () => sendOthers(others, from)], [say("Send nothing")]];
  ask(from.place, othersWords(others), choices);
}
