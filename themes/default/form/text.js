// Text as records hold it.

/**
 * Half a character becomes U+FFFD, as a file in UTF-8 can hold nothing else.
 *
 * @param {string} s
 */
export const whole = (s) => s.replace(/\p{Cs}/gu, "\ufffd");

/**
 * Removes what nobody can have meant to type: control characters except tab and line feed, halves of a character. Line
 * ends are LF.
 *
 * @param {string} s
 */
export const clean = (s) => whole(s.replace(/\r\n?/g, "\n").replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, ""));

/**
 * One line of it, without what YAML takes for the end of one.
 *
 * @param {string} s
 */
export const oneLine = (s) =>
  clean(s)
    .replace(/[\n\t\u2028\u2029]/g, " ")
    .replace(/\ufeff|\p{NChar}/gu, "");

const encoder = new TextEncoder();

/** @param {string} s */
export const utf8 = (s) => encoder.encode(s);
