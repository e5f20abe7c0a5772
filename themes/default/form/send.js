// The way home: handing over all that was not handed over yet.

import { ask } from "./ask.js";
import { heed } from "./care.js";
import { day } from "./dates.js";
import { say } from "./dom.js";
import { download } from "./files.js";
import { fileOf, handedOver, pending, sentOff } from "./parts.js";
import { fileName } from "./record.js";
import { utf8 } from "./text.js";
import { count } from "./words.js";
import { zip } from "./zip.js";

/** @typedef {import('./drafts.js').Draft} Draft */

/** @param {{name: string, bytes: Uint8Array}[]} list */
export const packed = (list) => {
  const name = `records-${day()}-${new Date().toTimeString().replace(/:(..).*/, "$1")}.zip`;
  download(name, new Blob(/** @type {BlobPart[]} */ (zip(list))), "application/zip");
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
const named = (draft) =>
  draft.definition.fields
    .filter((f) => f.picks === "attachments")
    .flatMap((f) => /** @type {string[]} */ (draft.record.answers[f.id] || []));

/**
 * Where records are handed over from.
 *
 * @typedef {object} Sender
 * @property {HTMLElement} place  where is said what was done
 * @property {(draft: Draft) => Promise<File[]>} filesOf
 * @property {(list: Draft[]) => void} sent  keeps what they are marked with
 */

/**
 * Hands records over: by the device's own way of sharing, as text, else as one zip to send.
 *
 * @param {Draft[]} list
 * @param {Sender} from
 */
export async function send(list, { place, filesOf, sent }) {
  const all = await gathered(list, filesOf);
  const files = all.map(
    (f) =>
      new File([/** @type {BlobPart} */ (f.bytes)], f.name.replace(/.*\//, "").replace(/\.md$/, ".txt"), {
        type: f.type,
      }),
  );
  let words = "";
  if (navigator.canShare?.({ files })) {
    try {
      await navigator.share({ files });
      words = `${count(list.length, "record")} sent.`;
      for (const draft of list) handedOver(draft, "sent");
    } catch (e) {
      if (/** @type {Error} */ (e).name === "AbortError") return say("Nothing was sent."); // anything else: as if nothing could be shared
    }
  }
  const inFile = !words && packed(all),
    at = Date.now();
  if (inFile) {
    words = `${count(list.length, "record")} put into ${inFile}, among your downloads. Send that file to the person who keeps your records.`;
    for (const draft of list) handedOver(draft, "packed", inFile, at);
  }
  const lost = list.flatMap(named).filter((name) => !all.some((f) => f.name.endsWith(name)));
  if (lost.length) words += ` Not on this device any more: ${lost.join(", ")}.`;
  sent(list);
  ask(
    place,
    [words],
    inFile
      ? [
          [
            "I have sent it",
            () => {
              sentOff(list);
              sent(list);
            },
          ],
          ["Not yet"],
        ]
      : undefined,
  );
}

/**
 * Sends the record that is open, and asks first whether the others go with it.
 *
 * @param {Draft} open
 * @param {Draft[]} others  that are not sent yet
 * @param {Sender} from
 */
export function offer(open, others, from) {
  const here = pending(open) || !others.length ? [open] : [];
  if (!others.length) return send(here, from);
  // the open one has been asked about where it stands
  const all = () => heed(others, "send", from.place, () => send([...here, ...others], from));
  ask(
    from.place,
    [`${count(others.length, "other record")} on this device ${others.length === 1 ? "is" : "are"} not sent yet.`],
    [
      ...here.map((d) => /** @type {[string, () => unknown]} */ (["Send this one", () => send([d], from)])),
      ["Send all that are not sent yet", all],
      ["Send nothing"],
    ],
  );
}
