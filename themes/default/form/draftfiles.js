// The files of drafts, in the browser's IndexedDB, by the drafts' keys.

/** @param {string} key @returns {Promise<File[]>} */
export const loadFiles = async (key) => (await inStore("readonly", (s) => s.get(key)).catch(() => null)) || [];

/** Whether they are kept. @param {string} key @param {File[]} list */
export function saveFiles(key, list) {
  return inStore("readwrite", (s) => s.put(list, key)).then(
    () => true,
    () => false,
  );
}

/** @param {string[]} keys */
export async function deleteFiles(keys) {
  if (!keys.length) return;
  const remove = (/** @type {IDBObjectStore} */ s) => keys.forEach((key) => s.delete(key));
  await inStore("readwrite", remove).catch(() => {}); // where there is no store there are no files
}

/**
 * @param {IDBTransactionMode} mode
 * @param {(s: IDBObjectStore) => IDBRequest | void} run
 * @returns {Promise<any>}
 */
function inStore(mode, run) {
  return new Promise((resolve, reject) => {
    const open = indexedDB.open("precept", 1);
    open.onupgradeneeded = () => open.result.createObjectStore("files");
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const db = open.result;
      const t = db.transaction("files", mode);
      const asked = run(t.objectStore("files"));
      t.oncomplete = () => {
        db.close();
        resolve(asked?.result);
      };
      t.onabort = () => {
        db.close();
        reject(t.error);
      };
    };
  });
}
