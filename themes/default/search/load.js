// The pieces of the index. Each is a script that calls preceptSearch, so that the search works from a folder on disk.

/** @type {Map<string, any>} */
const got = new Map();
/** @type {Map<string, ((data: any) => void)[]>} */
const waiting = new Map();

/** @param {string} key @param {any} data */
function arrived(key, data) {
  got.set(key, data);
  for (const run of waiting.get(key) || []) run(data);
  waiting.delete(key);
}
Object.assign(window, { preceptSearch: arrived });

/** What is in a piece that is here; null where it could not be read. @param {string} key */
export const piece = (key) => got.get(key) || null;

/** Loads a piece once. @param {string} key @returns {Promise<any>} */
const load = (key) =>
  new Promise((run) => {
    if (got.has(key)) return run(got.get(key));
    const others = waiting.get(key);
    if (others) return others.push(run);
    waiting.set(key, [run]);
    const script = document.createElement("script");
    script.src = `search/index-${key}.js`;
    script.onerror = () => arrived(key, null);
    document.head.append(script);
  });

/** @param {string[]} keys @returns {Promise<any[]>} */
export const loadAll = (keys) => Promise.all(keys.map(load));

/** The piece of the words that start with these letters. @param {string} letters */
export const wordsAt = (letters) =>
  /^[a-z0-9]+$/.test(letters)
    ? `w-${letters}`
    : "x-" + Array.from(letters, (c) => c.codePointAt(0)?.toString(16)).join("-");
