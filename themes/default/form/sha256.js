// SHA-256 (FIPS 180-4). The browser has its own only where a page came over https, so it would be missing where it is
// needed.

/**
 * The first 32 bits of the fractional parts of a root of the first primes.
 *
 * @param {number} count
 * @param {number} root
 */
function fractions(count, root) {
  const list = [];
  for (let n = 2; list.length < count; n++) {
    let d = 2;
    while (d * d <= n && n % d) d++;
    if (d * d > n) list.push(((n ** (1 / root) % 1) * 2 ** 32) | 0);
  }
  return list;
}
const start = fractions(8, 2);
const round = fractions(64, 3);

/**
 * @param {Uint8Array} bytes
 * @returns {string} in hexadecimal
 */
export function sha256(bytes) {
  const size = (bytes.length + 72) & ~63;
  const message = new Uint8Array(size);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setUint32(size - 8, bytes.length / 2 ** 29);
  view.setUint32(size - 4, bytes.length << 3);
  const state = [...start];
  const w = new Int32Array(64);
  /** @type {(x: number, n: number) => number} */
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  for (let at = 0; at < size; at += 64) {
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      if (i < 16) w[i] = view.getInt32(at + 4 * i);
      else {
        const x = w[i - 15];
        const y = w[i - 2];
        w[i] = w[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
      }
      const t = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + round[i] + w[i];
      const u = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t) | 0, c, b, a, (t + u) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((x, i) => (state[i] = (state[i] + x) | 0));
  }
  return state.map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
}
