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
 * @param {string} text
 * @param {string} [label]  what was asked, which may say what a number is
 * @param {boolean} [practice]  it is in a record of the practice's own, whose telephone number is not a secret
 * @returns {{rule: string, what: string, start: number, end: number, advice: string}[]} by place, none over another
 */
export function hits(text, label = "", practice = false) {
  /** @type {{rule: string, what: string, start: number, end: number, advice: string}[]} */
  const found = [];
  const taken = new Uint8Array(text.length); // what is part of a hit: of those there may be very many
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
  return found.sort((a, b) => a.start - b.start);
}
