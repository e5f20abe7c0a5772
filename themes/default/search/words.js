// The words of a text, split as package word of the program splits them: its testdata/split.json holds both to it.

/** Without accents, in lower case, with one kind of apostrophe. @param {string} text */
const fold = (text) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .replace(/[‘’ʼ]/g, "'")
    .replace(/ς/g, "σ");

/** What joins two words, as in sign-off. */
export const hyphens = /[-‐‑&]/g;

/** @param {string} text @returns {string[]} */
export function words(text) {
  /** @type {string[]} */
  const list = [];
  for (const run of fold(text).match(/[\p{L}\p{N}]+(?:['‐‑&-][\p{L}\p{N}]+)*/gu) || []) {
    const parts = run.split(hyphens).map((part) => part.replace(/'s$/, "").replace(/'/g, ""));
    list.push(...(parts.length > 1 ? [...parts, parts.join("")] : parts));
  }
  return list.filter((word) => word && [...word].length <= 48);
}

// Porter's algorithm (An algorithm for suffix stripping, 1980), which takes the English words of a family to what they
// share. Before it, -ize and -ice are -ise; after it goes the -er or -or of those who do something.
const con = "[^aeiou][^aeiouy]*",
  vow = "[aeiouy][aeiou]*";
const measured = new RegExp(`^(?:${con})?${vow}${con}`),
  once = new RegExp(`^(?:${con})?${vow}${con}(?:${vow})?$`),
  twice = new RegExp(`^(?:${con})?${vow}${con}${vow}${con}`),
  sounded = new RegExp(`^(?:${con})?[aeiouy]`),
  short = new RegExp(`^${con}[aeiouy][^aeiouwxy]$`);
/** @param {string} list @returns {[string, string][]} */
const table = (list) => list.split(" ").map((row) => /** @type {[string, string]} */ (row.split(":")));
const second = table(
  "ational:ate tional:tion enci:ence anci:ance abli:able alli:al entli:ent eli:e ousli:ous ation:ate ator:ate " +
    "alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble",
);
const third = table("icate:ic ative: iciti:ic ical:ic ful: ness:");
const fourth = /(ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|al|er|ic|ou|(?<=[st])ion)$/;

/** @param {string} word @param {[string, string][]} rows */
function swap(word, rows) {
  for (const [from, to] of rows) {
    if (word.endsWith(from)) {
      const rest = word.slice(0, -from.length);
      return measured.test(rest) ? rest + to : word;
    }
  }
  return word;
}

/** @param {string} word */
function past(word) {
  if (word.endsWith("eed")) return measured.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const rest = word.replace(/(ed|ing)$/, "");
  if (rest === word || !sounded.test(rest)) return word;
  if (/(at|bl)$/.test(rest) || short.test(rest)) return rest + "e";
  return rest.replace(/([^aeiouylsz])\1$/, "$1");
}

/** @type {Map<string, string>} */
const stems = new Map();

/** The stem of a word, or of each of two. @param {string} text @returns {string} */
export function stem(text) {
  let found = stems.get(text);
  if (found === undefined) stems.set(text, (found = text.split(" ").map(stemOf).join(" ")));
  return found;
}

/** @param {string} word */
function stemOf(word) {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
  let w = word
    .replace(/i[cz](?=(e|ed|es|ing|er|ers)$)|iz(?=ations?$)/, "is")
    .replace(/(ss|i)es$/, "$1")
    .replace(/([^s])s$/, "$1");
  w = past(w);
  if (w.endsWith("y") && sounded.test(w.slice(0, -1))) w = w.slice(0, -1) + "i";
  w = swap(swap(w, second), third);
  const cut = w.replace(fourth, "");
  if (twice.test(cut)) w = cut;
  const rest = w.slice(0, -1);
  if (w.endsWith("e") && (twice.test(rest) || (once.test(rest) && !short.test(rest)))) w = rest;
  if (w.endsWith("ll") && twice.test(w)) w = w.slice(0, -1);
  return w.replace(/^(.{3,}[^aeiou])[eo]r$/, "$1");
}

/**
 * How many letters have to be changed, added, left out or swapped with the next to make one word of the other; more
 * than most where it takes more. @param {string} a @param {string} b @param {number} most
 */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [],
    row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    before = row;
    row = next;
  }
  return row[b.length];
}
