// Whose device this is, and so where drafts may be kept: on the device for one's own, in the tab alone for a shared one and until
// somebody says. From disk all pages share one storage with every other page on that disk, so there too it is the tab alone.

/**
 * @typedef {object} Device
 * @property {boolean} disk  the page was opened from a folder on disk
 * @property {() => "own" | "shared" | ""} whose
 * @property {(whose: "own" | "shared" | "") => void} answer
 * @property {() => Storage | null} area  where drafts are kept as things stand
 */

/** @param {"localStorage" | "sessionStorage"} name @returns {Storage | null} */
export function storage(name) {
  try {
    const s = window[name];
    return s.length < 0 ? null : s;
  } catch {
    return null;
  } // a browser that is told to keep nothing refuses even to be asked
}

/** @param {string} root @returns {Device} */
export function device(root) {
  const disk = location.protocol === "file:",
    key = "precept-device " + root;
  const local = disk ? null : storage("localStorage"),
    tab = storage("sessionStorage");
  /** @type {"own" | "shared" | ""} */
  let now = "";
  try {
    now = /** @type {any} */ (local?.getItem(key)) || "";
  } catch {
    /* asked again on the next page */
  }
  return {
    disk,
    whose: () => now,
    area: () => (now === "own" ? local : tab),
    answer(whose) {
      now = whose && !local ? "shared" : whose;
      try {
        if (now) local?.setItem(key, now);
        else local?.removeItem(key);
      } catch {
        /* holds for this page alone */
      }
      if (now === "own") navigator.storage?.persist?.().catch(() => {});
    },
  };
}
