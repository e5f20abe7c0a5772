// The check sum of a file in a zip.

const table = /* @__PURE__ */ Array.from({ length: 256 }, (_, n) => {
  for (let i = 0; i < 8; i++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});

/** @param {Uint8Array} bytes */
export function crc32(bytes) {
  let c = -1;
  for (const b of bytes) c = table[(c ^ b) & 255] ^ (c >>> 8);
  return ~c;
}
