// A zip file of what it is given, stored as it is.

import { crc32 } from "./crc32.js";
import { utf8 } from "./text.js";

/**
 * @param {{name: string, bytes: Uint8Array}[]} files
 * @returns {Uint8Array[]} its pieces, one after another
 */
export function zip(files) {
  /** @type {Uint8Array[]} */
  const out = [];
  const list = [];
  let at = 0;
  /** @type {(...pairs: number[]) => Uint8Array} pairs of a value and its size in bytes */
  const pack = (...pairs) => {
    const bytes = [];
    for (let i = 0; i < pairs.length; i += 2)
      for (let k = 0; k < pairs[i + 1]; k++) bytes.push((pairs[i] >>> (8 * k)) & 255);
    return new Uint8Array(bytes);
  };
  /** @param {Uint8Array} b */
  const put = (b) => {
    out.push(b);
    at += b.length;
  };
  for (const f of files) {
    const name = utf8(f.name);
    const size = f.bytes.length;
    // version 2.0, names in UTF-8, stored, 1 January 1980
    const about = [20, 2, 0x800, 2, 0, 4, 0x21, 2, crc32(f.bytes), 4, size, 4, size, 4, name.length, 2, 0, 2];
    list.push(pack(0x02014b50, 4, 20, 2, ...about, 0, 4, 0, 4, 0, 2, at, 4), name);
    put(pack(0x04034b50, 4, ...about));
    put(name);
    put(f.bytes);
  }
  const begin = at;
  list.forEach(put);
  put(pack(0x06054b50, 4, 0, 4, files.length, 2, files.length, 2, at - begin, 4, begin, 4, 0, 2));
  return out;
}
