// Text that looks as if it could tell who somebody is. The table of rules is internal/identify/rules.json, which the
// build goes by as well.

import table from "precept:identifiers";

/** @type {(find: string | undefined, exact?: boolean) => RegExp | undefined} */
const expression = (find, exact) =>
  find === undefined
    ? find
    : new RegExp(
        find.replace(/\{([a-z])\}/g, (_, part) => `(?:${table.parts[part]})`),
        exact ? "gu" : "giu",
      );

const rules = table.rules.map((r) => ({
  ...r,
  shapes: r.shapes.map((s) => ({ ...s, find: /** @type {RegExp} */ (expression(s.find, r.exact && !s.fold)) })),
  not: expression(r.not, r.exact),
  words: expression(r.words && `(?:^|[^a-z0-9])(?:${r.words})(?:[^a-z0-9]|$)`),
}));

const reads = table.reads.map((r) => ({ ...r, find: new RegExp(r.find, "iuy") }));

/**
 * A text as it reads, and the place of each of its characters in the text as typed: without marks of Markdown,
 * with the lines of a paragraph joined. Package identify does the same.
 *
 * @param {string} text
 */
function reading(text) {
  let plain = "";
  let last = "";
  /** @type {number[]} */
  const at = [];
  /** @type {(i: number, read: string) => void} */
  const put = (i, read) => {
    if (!read || (read === " " && (last === " " || last === "\n"))) return;
    for (let k = 0; k < read.length; k++) at.push(i + k);
    plain += read;
    last = read[read.length - 1];
  };
  let i = 0;
  /** @param {RegExp} find */
  const here = (find) => {
    find.lastIndex = i;
    return find.exec(text)?.[0];
  };
  const row = () => {
    for (const { find, with: read } of reads) {
      const found = here(find);
      if (found) return { found, read };
    }
  };
  while (i < text.length) {
    let found = here(/[^\n\\_*`[\]<&~\s\u00ad\u200b-\u200d\u2060\ufeff]+/y);
    if (found) put(i, found);
    else if ((found = here(/\\?\n[ \t>]*/y))) {
      const next = text.slice(i + found.length, i + found.length + 6);
      if (/^(?:$|\n|#|\||(?:[-+*]|\d{1,3}[.)]) )/.test(next)) put(i, "\n");
      else if (last !== "-") put(i, " ");
    } else if ((found = here(/\\[!-/:-@[-`{-~]/y))) put(i + 1, found[1]);
    else {
      const other = row();
      const inWord =
        /[\p{L}\p{N}_]$/u.test(text.slice(Math.max(0, i - 2), i)) && /^[\p{L}\p{N}_]/u.test(text.slice(i + 1, i + 3));
      found = other?.found || text[i];
      if (other) put(i, other.read);
      else if (found !== "_" || inWord) put(i, found);
    }
    i += found.length;
  }
  return { plain, at };
}

/** @param {string} digits */
function modulus(digits) {
  if (/^(.)\1*$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += +digits[i] * (10 - i);
  return (11 - (sum % 11)) % 11 === +digits[9];
}

/** @type {{[name: string]: (digits: string) => boolean}} */
const checks = {
  nhs: modulus,
  chi: (d) => /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])/.test(d) && modulus(d),
};

/**
 * Whether what is beside a match continues it: a letter or figure, or a point or dash between figures.
 *
 * @type {(text: string, start: number, end: number) => boolean}
 */
const carriedOn = (text, start, end) => {
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(end, end + 2);
  return (
    /[\p{L}\p{N}_]$/u.test(before) ||
    /^[\p{L}\p{N}_]/u.test(after) ||
    (/^\d/.test(text.slice(start, end)) && /\d[.,\/-]$/.test(before)) ||
    (/\d$/.test(text.slice(start, end)) && /^[.,\/-]\d/.test(after))
  );
};

/**
 * @typedef {{rule: string, what: string, start: number, end: number, advice: string}} Hit
 */

/**
 * @param {string} text
 * @param {string} [label]  what was asked, which may say what a number is
 * @param {boolean} [practice]  it is in a record of the practice's own, whose telephone number is not a secret
 * @returns {Hit[]} by place, none over another
 */
export function hits(text, label = "", practice = false) {
  /** @type {Hit[]} */
  const found = [];
  const taken = new Uint8Array(text.length); // what is part of a hit: of those there may be very many
  const { plain, at } = reading(text);
  if (plain !== text) {
    for (const hit of look(plain, label, practice, new Uint8Array(plain.length))) {
      const [start, end] = [at[hit.start], at[hit.end - 1] + 1];
      taken.fill(1, start, end);
      found.push({ ...hit, start, end });
    }
  }
  return [...found, ...look(text, label, practice, taken)].sort((a, b) => a.start - b.start);
}

/**
 * Looks at every place that is not taken.
 *
 * @param {string} text
 * @param {string} label
 * @param {boolean} practice
 * @param {Uint8Array} taken
 */
function look(text, label, practice, taken) {
  /** @type {Hit[]} */
  const found = [];
  for (const r of rules) {
    if (practice && r.contact) continue;
    for (const shape of r.shapes) {
      const find = shape.find;
      find.lastIndex = 0;
      /** @type {RegExpExecArray | null} */
      let m;
      while ((m = find.exec(text))) {
        const start = m.index;
        const end = start + m[0].length;
        const digits = m[0].replace(/\D/g, "");
        /** @param {string} s */
        const said = (s) => s.search(/** @type {RegExp} */ (r.words)) >= 0;
        const near = () =>
          !shape.near ||
          said(label) ||
          said([...text.slice(Math.max(0, start - 2 * shape.near), start)].slice(-shape.near).join("")) ||
          said([...text.slice(end, end + 2 * (shape.after || 0))].slice(0, shape.after).join(""));
        if (
          carriedOn(text, start, end) ||
          (r.not && m[0].search(r.not) >= 0) ||
          (r.check && !checks[r.check](digits)) ||
          taken.subarray(start, end).includes(1) ||
          !near()
        ) {
          find.lastIndex = start + 1;
          continue;
        }
        taken.fill(1, start, end);
        found.push({ ...r, start, end });
      }
    }
  }
  return found;
}
