// The files in a zip: one that this site made, or any other program.

import { say } from "../say.js";
import { crc32 } from "./crc32.js";

/** No more files, and no more bytes in all, are read of one zip. */
const most = { files: 1000, bytes: 256 << 20 };

/** What is not for anybody to read: folders, and what a Mac adds. */
const aside = /\/$|^__MACOSX\/|(^|\/)\.[^/]*$/;

/** @param {string} why @returns {never} */
function refuse(why) {
  throw new Error(why);
}

/**
 * @param {Blob} blob
 * @returns {Promise<File[]>} named by their paths; an error says in words why there are none
 */
export async function unzip(blob) {
  const buffer = await blob.arrayBuffer();
  const view = new DataView(buffer);
  const short = (/** @type {number} */ at) => view.getUint16(at, true);
  const long = (/** @type {number} */ at) => view.getUint32(at, true);
  try {
    let end = buffer.byteLength - 22;
    while (long(end) !== 0x06054b50) end--;
    const files = [];
    let left = most.bytes;
    let at = long(end + 16);
    if (short(end + 10) > most.files) refuse(say("There are too many files in it."));
    for (let n = short(end + 10); n; n--) {
      const name = new TextDecoder().decode(new Uint8Array(buffer, at + 46, short(at + 28)));
      const begin = long(at + 42);
      const from = begin + 30 + short(begin + 26) + short(begin + 28);
      if (long(at) !== 0x02014b50 || long(begin) !== 0x04034b50) refuse("");
      if (short(at + 8) & 1) refuse(say("It is locked with a password: ask for it without one."));
      if (!aside.test(name)) {
        const bytes = await unpacked(new Uint8Array(buffer, from, long(at + 20)), short(at + 10), left);
        if (crc32(bytes) >>> 0 !== long(at + 16)) refuse("");
        left -= bytes.length;
        files.push(new File([/** @type {BlobPart} */ (bytes)], name));
      }
      at += 46 + short(at + 28) + short(at + 30) + short(at + 32);
    }
    return files;
  } catch (e) {
    const why = e instanceof RangeError || e instanceof TypeError ? "" : /** @type {Error} */ (e).message;
    return refuse(why || say("Part of it is missing. Ask for it again."));
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {number} method  0: stored; 8: deflated
 * @param {number} left  how many bytes it may have
 */
async function unpacked(bytes, method, left) {
  if (method && method !== 8) refuse(say("It is packed in a way that this page cannot read."));
  const stream = new Blob([/** @type {BlobPart} */ (bytes)]).stream();
  const reader = (method ? stream.pipeThrough(new DecompressionStream("deflate-raw")) : stream).getReader();
  const parts = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    left -= next.value.length;
    if (left < 0) refuse(say("There is too much in it."));
    parts.push(next.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
