// Who has signed on this device before, for each lane, so that nobody types a name twice. Only one's own device knows.

/** @typedef {{name: string, role: string}} Person */
/** @typedef {import('./drafts.js').Drafts} Drafts */
/** @typedef {import('./device.js').Device} Device */

/** @param {Drafts} store @param {string} lane */
const keyOf = ({ root }, lane) => `precept-signer ${root} ${lane}`;

/** @param {Device} device @param {Drafts} store @param {string} lane @returns {Person | null} */
export function knownSigner(device, store, lane) {
  if (device.owner() !== "own") return null;
  try {
    const person = JSON.parse(store.storage?.getItem(keyOf(store, lane)) || "null");
    return person?.name ? person : null;
  } catch {
    return null; // another program spoilt it
  }
}

/** @param {Device} device @param {Drafts} store @param {string} lane @param {Person} person */
export function knowSigner(device, store, lane, { name, role }) {
  if (device.owner() !== "own") return;
  try {
    store.storage?.setItem(keyOf(store, lane), JSON.stringify({ name, role }));
  } catch {
    // it is typed again the next time
  }
}
