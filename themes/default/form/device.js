// Whose device this is, and so where drafts may be kept: on the device for one's own, only in the tab for a shared one
// and until somebody says. From disk all pages share one storage with every other page on that disk, so there too it is
// the tab alone.

/**
 * @typedef {object} Device
 * @property {boolean} disk  the page was opened from a folder on disk
 * @property {() => "own" | "shared" | ""} owner  "" until somebody says
 * @property {(owner: "own" | "shared" | "") => void} setOwner
 * @property {() => Storage | null} storage  where drafts are kept
 */

/** @param {"localStorage" | "sessionStorage"} name @returns {Storage | null} */
function storageOf(name) {
  try {
    const s = window[name];
    return s.length < 0 ? null : s;
  } catch {
    return null; // a browser that is told to keep nothing does not even give access
  }
}

/** @param {string} root @returns {Device} */
export function device(root) {
  const disk = location.protocol === "file:";
  const key = "precept-device " + root;
  const local = disk ? null : storageOf("localStorage");
  const tab = storageOf("sessionStorage");
  /** @type {"own" | "shared" | ""} */
  let owner = "";
  try {
    owner = /** @type {any} */ (local?.getItem(key)) || "";
  } catch {
    // asked again on the next page
  }
  return {
    disk,
    owner: () => owner,
    storage: () => (owner === "own" ? local : tab),
    setOwner(answer) {
      owner = answer && !local ? "shared" : answer;
      try {
        if (owner) local?.setItem(key, owner);
        else local?.removeItem(key);
      } catch {
        // holds only for this page
      }
      if (owner === "own") navigator.storage?.persist?.().catch(() => {});
    },
  };
}
