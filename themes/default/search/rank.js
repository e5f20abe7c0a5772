// What is found for the words that were typed, best first. It knows the index (package search) by its pieces, and
// nothing of the page.
import { distance, hyphens, stem, words } from "./words.js";

/** @typedef {{ n: number, per: number, groups: string[], stop: string[], keys: string[] }} Start */
/** @typedef {{ w: Record<string, number[]>, p?: number[] }} Piece */
/** @typedef {{ pages: Map<number, number>, size: number }} Found */

// What a page gains by where it has a word: in the text, often in it, in the summary, in a heading, among the other
// words that lead to it, in the title, in a short title.
const value = [0, 1, 1.5, 2.2, 2.6, 4, 4.2, 5];
// What a word counts that is not the one typed: of the same stem, begun, of the same beginning.
const likeStem = 0.9,
  likeBegun = 0.7,
  likeKin = 0.3;

/** @param {Start} start @param {(key: string) => Piece | null} pieceAt */
export function index(start, pieceAt) {
  const keys = new Set(start.keys),
    stop = new Set(start.stop);

  /** The key of the piece that knows a word: the longest that the word begins with. @param {string} word */
  function keyOf(word) {
    const letters = [...word];
    for (let n = letters.length; n > 0; n--) {
      const key = letters.slice(0, n).join("");
      if (keys.has(key)) return key;
    }
    return "";
  }
  /** @param {string} word @returns {Piece} */
  const pieceOf = (word) => (keyOf(word) && pieceAt(keyOf(word))) || { w: {} };

  /** What is typed, as words: those of a question only where there are no others. @param {string} text */
  function parse(text) {
    const all = words(text.replace(hyphens, " ")),
      told = all.filter((w) => !stop.has(w)),
      list = [...new Set(told.length ? told : all)].slice(0, 6);
    const pairs = all.slice(1).map((w, i) => all[i] + w);
    return { list, pairs };
  }

  /** @param {Found} found @param {number[]} list @param {number} like */
  function take(found, list, like) {
    let page = 0;
    found.size = Math.max(found.size, list[0]);
    for (const n of list.slice(1)) {
      page += n >> 3;
      found.pages.set(page, Math.max(found.pages.get(page) || 0, value[n & 7] * like));
    }
  }

  /** The pages of a word and of those that are like it. @param {string} word @param {boolean} begun */
  function family(word, begun) {
    /** @type {Found} */
    const found = { pages: new Map(), size: 0 },
      piece = pieceOf(word),
      root = stem(word);
    let known = false;
    for (const [w, list] of Object.entries(piece.w)) {
      if (w.slice(0, 3) !== word.slice(0, 3)) continue;
      const same = w === word || stem(w) === root;
      if (same) take(found, list, w === word ? 1 : likeStem);
      else if (w.startsWith(word)) take(found, list, begun ? likeBegun : likeBegun / 2);
      else if (root.length > 4 && w.startsWith(root)) take(found, list, likeKin);
      known ||= same || w.startsWith(word);
    }
    if (piece.p && keyOf(word) === word) {
      take(found, piece.p, likeBegun / 2);
      known = true;
    }
    return known ? found : null;
  }

  /** The word that was meant, or "". @param {string} word */
  function meant(word) {
    const most = word.length > 7 ? 2 : word.length > 3 ? 1 : 0;
    let best = "",
      least = most + 1,
      pages = 0;
    if (most && !/\d/.test(word))
      for (const [w, list] of Object.entries(pieceOf(word).w)) {
        const far = distance(word, w, most);
        if (far < least || (far === least && far <= most && list[0] > pages))
          ((best = w), (least = far), (pages = list[0]));
      }
    return best;
  }

  /** @param {string} text */
  function find(text) {
    const { list, pairs } = parse(text);
    /** @type {Found[]} */
    const all = [];
    /** @type {Map<string, string>} */
    const instead = new Map();
    list.forEach((word, i) => {
      let found = family(word, i === list.length - 1);
      if (!found) {
        const other = meant(word);
        if (!other) return;
        instead.set(word, other);
        found = family(other, false);
      }
      if (found) all.push(found);
    });
    /** @type {string[]} */
    const joined = [];
    for (const pair of pairs) {
      const exact = pieceOf(pair).w[pair];
      if (!exact) continue;
      joined.push(pair);
      const found = family(pair, false);
      if (found) all.push(found);
    }
    const order = rank(all);
    return { order, instead, marks: [...list.map((w) => instead.get(w) || w), ...joined] };
  }

  /** @param {Found[]} all */
  function rank(all) {
    /** @type {Map<number, { score: number, share: number }>} */
    const pages = new Map();
    let whole = 0;
    for (const f of all) {
      const size = Math.max(f.size, f.pages.size),
        rare = Math.log(1 + (start.n - Math.min(size, start.n) + 0.5) / (size + 0.5));
      whole += rare;
      for (const [page, worth] of f.pages) {
        const p = pages.get(page) || { score: 0, share: 0 };
        p.score += worth * rare;
        p.share += rare;
        pages.set(page, p);
      }
    }
    /** @param {number} page */
    const score = (page) => {
      const p = pages.get(page);
      return p ? (p.score * p.share) / whole : 0;
    };
    return [...pages.keys()].sort((a, b) => score(b) - score(a) || a - b);
  }

  return {
    find,
    /** The pieces that a text needs. @param {string} text */
    needs: (text) => [...new Set(parse(text).list.map(keyOf).filter(Boolean))],
  };
}

/** Whether a word of a page is one of those looked for. @param {string} bit @param {string[]} marks */
export const isMarked = (bit, marks) =>
  words(bit).some((w) => marks.some((m) => w.startsWith(m) || stem(w) === stem(m)));
