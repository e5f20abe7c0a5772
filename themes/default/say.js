// What the scripts say to a reader: each sentence or label whole, in English, with {1} in the place of the first value.
// Where the scripts are joined, each phrase is written in place of the call that says it, in a site's own words where it
// has any (package wording); so calls give their phrases as texts that are written out.

/**
 * @param {string} phrase
 * @param {...(string | number)} values
 */
export const say = (phrase, ...values) => phrase.replace(/\{(\d+)\}/g, (_, n) => String(values[n - 1]));

/**
 * Says a phrase about a number, {1}: one for 1 and many for any other.
 *
 * @param {number} n
 * @param {string} one
 * @param {string} many
 * @param {...(string | number)} values  {2} and so on
 */
export const several = (n, one, many, ...values) => say(n === 1 ? one : many, n, ...values);
