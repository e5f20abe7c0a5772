// What is found for the words that were typed, best first. It knows the index (package search) by its pieces, and
// nothing of the page.
import { distance, hyphens, stem, words } from "./words.js";

/** @typedef {{ n: number, per: number, groups: string[], stop: string[], keys: string[] }} Start */
/** @typedef {{ w: Record<string, number[]>, p?: number[] }} Piece */
/** @typedef {{ pages: Map<number, number>, size: number }} Found */

// What a page gains by where it has a word: in the text, often in it, in the summary, in a heading, among the other
// words that lead to it, in the title, in a short title.
const value = [0, 1, 1.5, 2, 3, 3.5, 4.5, 5];
// What a word counts that is not the one typed: of the same stem, begun, of the same beginning.
const likeStem = 0.9,
  likeBegun = 0.7,
  likeKin = 0.3;

// How many words are looked for, and how many pieces they may need.
const most = 6;

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
      list = [...new Set(told.length ? told : all)].slice(0, most);
    const pairs = [...told.slice(1).map((w, i) => `${told[i]} ${w}`), ...all.slice(1).map((w, i) => all[i] + w)];
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

  /**
   * The pages of a word and of those that are like it: begun is how much one counts that begins with it, 0 for none.
   * Nothing where no word is like it. @param {string} word @param {number} begun
   */
  function family(word, begun) {
    /** @type {Found} */
    const found = { pages: new Map(), size: 0 },
      piece = pieceOf(word),
      root = stem(word);
    let known = false;
    for (const [w, list] of Object.entries(piece.w)) {
      if (w.slice(0, 3) !== word.slice(0, 3)) continue;
      const like = w === word ? 1 : stem(w) === root ? likeStem : begun && w.startsWith(word) ? begun : 0;
      if (like) take(found, list, like);
      else if (begun && root.length > 4 && w.startsWith(root)) take(found, list, likeKin);
      known ||= like > 0;
    }
    if (begun && piece.p && keyOf(word) === word) {
      take(found, piece.p, begun / 2);
      known = true;
    }
    return known ? found : null;
  }

  /** How many letters may be wrong in a word. @param {string} word */
  const slips = (word) => (/\d/.test(word) || word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

  /**
   * The keys of the pieces where a misspelt word may be: a slip among its first letters leads to others.
   * @param {string} word
   */
  function near(word) {
    const found = new Set([keyOf(word)]);
    for (let i = 0; i < 3 && slips(word); i++) {
      const [before, c, next, after] = [word.slice(0, i), word[i], word[i + 1], word.slice(i + 2)];
      for (const other of [before + next + c + after, before + next + after, before + c + c + next + after])
        found.add(keyOf(other));
    }
    return [...found].filter(Boolean);
  }

  /** The word that was meant, or "". @param {string} word */
  function meant(word) {
    let best = "",
      least = slips(word) + 1,
      pages = 0;
    for (const key of least > 1 ? near(word) : [])
      for (const [w, list] of Object.entries(pieceAt(key)?.w || {})) {
        if (w.includes(" ")) continue;
        const far = distance(word, w, least);
        if (far < least || (far === least && best && list[0] > pages)) [best, least, pages] = [w, far, list[0]];
      }
    return best;
  }

  /** @param {string} text */
  function find(text) {
    const { list, pairs } = parse(text);
    /** @type {Found[]} */
    const all = [];
    /** @type {Map<string, string>} */
    const instead = new Map(),
      /** @type {string[]} */
      unknown = [];
    list.forEach((word, i) => {
      let found = family(word, i === list.length - 1 ? likeBegun : likeBegun / 2);
      if (!found) {
        const other = meant(word);
        if (!other) return unknown.push(word);
        instead.set(word, other);
        found = family(other, likeBegun / 2);
      }
      if (found) all.push(found);
    });
    /** @type {string[]} */
    const joined = [];
    for (const pair of pairs) {
      const found = family(pair, 0);
      if (!found) continue;
      joined.push(pair);
      all.push(found);
    }
    const loaded = needs(text),
      more = unknown.flatMap(near).filter((key) => !loaded.includes(key));
    return {
      order: rank(all),
      instead,
      more: [...new Set(more)].slice(0, most - loaded.length),
      marks: [...list.map((w) => instead.get(w) || w), ...joined],
    };
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

  /** The keys of the pieces that a text needs. @param {string} text */
  const needs = (text) => [...new Set(parse(text).list.map(keyOf).filter(Boolean))];

  /**
   * What is found: the pages, the words that were meant instead of others, the words to be marked, and the keys of
   * pieces in which words may be that are not known yet. @param {(keys: string[]) => Promise<any>} load
   * @param {string} text
   */
  async function search(text, load) {
    await load(needs(text));
    const found = find(text);
    if (!found.more.length) return found;
    await load(found.more);
    return find(text);
  }
  return search;
}

/** Whether a word of a page is one of those looked for. @param {string} bit @param {string[]} marks */
export const isMarked = (bit, marks) =>
  words(bit).some((w) => marks.some((m) => w.startsWith(m) || stem(w) === stem(m)));
