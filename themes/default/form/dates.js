// Dates, times and numbers as people in Britain type them, and as records hold them.

import { say } from "../say.js";

/** How the dates of each month are written: # is the day, ~ the year. */
const written = [
  say("{1} January {2}", "#", "~"),
  say("{1} February {2}", "#", "~"),
  say("{1} March {2}", "#", "~"),
  say("{1} April {2}", "#", "~"),
  say("{1} May {2}", "#", "~"),
  say("{1} June {2}", "#", "~"),
  say("{1} July {2}", "#", "~"),
  say("{1} August {2}", "#", "~"),
  say("{1} September {2}", "#", "~"),
  say("{1} October {2}", "#", "~"),
  say("{1} November {2}", "#", "~"),
  say("{1} December {2}", "#", "~"),
];

/** @type {(n: number | string, size?: number) => string} */
const pad = (n, size = 2) => String(n).padStart(size, "0");

/** @param {string} text */
const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/**
 * The numbers and words of a date, without those that say nothing.
 *
 * @param {string} text
 */
const pieces = (text) =>
  (plain(text).match(/\d+|[^\d\s\/.,\u2010-\u2015\u2212#~-]+/g) || []).filter(
    (p) => !/^(of|st|nd|rd|th|(mon|tue|wed|thu|fri|sat|sun)[a-z]*)$/.test(p),
  );

/** The words of each month as it is in a date: the site's own, and the English ones. */
const months = written.map(pieces);
const english = months.map((_, m) => pieces(new Date(2000, m).toLocaleString("en", { month: "long" })));

/** The one month that has all these words, which may be cut short; else 0. @param {string[]} words */
function month(words) {
  for (const names of [months, english]) {
    const found = names.filter((name) =>
      words.every((w) => name.some((n) => n === w || (w.length > 2 && n.startsWith(w)))),
    );
    if (found[0]) return found[1] ? 0 : names.indexOf(found[0]) + 1;
  }
  return 0;
}

/** @type {(y: number, m: number, d: number) => string} */
const iso = (y, m, d) => {
  const date = new Date(Date.UTC(y, m - 1, d));
  return y >= 1900 && y <= 2100 && date.getUTCMonth() === m - 1 && date.getUTCDate() === d
    ? `${y}-${pad(m)}-${pad(d)}`
    : "";
};

/** A day by this computer's clock: today, unless another is given. */
export const day = (at = new Date()) => iso(at.getFullYear(), at.getMonth() + 1, at.getDate());

/** Which way a day without a year goes. @typedef {"future" | "past"} Toward */

/**
 * Reads a date, day before month. Without a year, the nearest such day is meant, the other way never. A year in two
 * figures is at most 20 years ahead.
 *
 * @param {string} text
 * @param {Toward} [toward]
 * @param {string} [now]  the day to count from
 * @returns {string} as "2026-03-27", or "" where it is not a day from 1900 to 2100
 */
export function readDate(text, toward, now = day()) {
  const said = pieces(text).filter((p) => !months.every((m) => m.includes(p))); // "de" is in every date
  const words = said.filter((p) => /\D/.test(p));
  /** @type {(string | number)[]} */
  const numbers = said.filter((p) => +p >= 0);
  if (said.join() === "today") return now;
  if (said.join() === "yesterday") return new Date(Date.parse(now) - 864e5).toISOString().slice(0, 10);
  if (words[0]) numbers.splice(1, 0, month(words));
  const s = numbers.join(" ");
  let g = /^(\d{4}) (\d{1,2}) (\d{1,2})$/.exec(s) || /^(\d{4})(\d\d)(\d\d)$/.exec(s);
  if (g) return iso(+g[1], +g[2], +g[3]);
  g = /^(\d{1,2}) (\d{1,2})(?: (\d{4}|\d\d))?$/.exec(s);
  if (!g) return "";
  const d = +g[1];
  const m = +g[2];
  const y = g[3];
  if (y && y.length > 2) return iso(+y, m, d);
  const year = +now.slice(0, 4);
  if (y) {
    const date = iso(2000 + +y, m, d);
    return date > year + 20 + now.slice(4) ? iso(1900 + +y, m, d) : date;
  }
  /** @param {string} date */
  const far = (date) => Math.abs(Date.parse(date) - Date.parse(now));
  return (
    [-4, -3, -2, -1, 0, 1, 2, 3, 4] // 29 February comes every four years
      .map((n) => iso(year + n, m, d))
      .filter((date) => date && !(toward === "past" ? date > now : toward && date < now))
      .sort((a, b) => far(a) - far(b))[0] || ""
  );
}

/**
 * Says a stored date in words: "27 March 2026". What is none comes back as it is.
 *
 * @param {string} text
 */
export function dateWords(text) {
  const g = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return g && iso(+g[1], +g[2], +g[3]) ? written[+g[2] - 1].replace("#", String(+g[3])).replace("~", g[1]) : text;
}

/**
 * Reads a time of day: "16:30", "4.30 pm", "4pm", "1630", "9".
 *
 * @param {string} text
 * @returns {string} as "16:30", or ""
 */
export function readTime(text) {
  const s = plain(text);
  if (s === "noon" || s === "midday") return "12:00";
  const g = /^(\d{1,2})(?:[:.h]?(\d\d))? ?(?:([ap])\.?m\.?)?$/.exec(s);
  if (!g) return "";
  let hours = +g[1];
  if (g[3]) {
    if (hours < 1 || hours > 12) return "";
    hours = (hours % 12) + (g[3] === "p" ? 12 : 0);
  }
  return hours < 24 && +(g[2] || 0) < 60 ? `${pad(hours)}:${g[2] || "00"}` : "";
}

/**
 * Reads a plain number with at most four decimals behind a point or comma. "1,500" could be either, and is none.
 *
 * @param {string} text
 * @returns {string} as "7.5", or ""
 */
export function readNumber(text) {
  const s = text.normalize("NFKC").trim().replace("\u2212", "-");
  const g = /^\d{1,3}(,\d{3})+$/.test(s) ? null : /^(-?)(\d{0,9})(?:[.,](\d{0,4}))?$/.exec(s);
  return g && (g[2] || g[3]) ? g[1] + (g[2] || "0") + (g[3] ? "." + g[3] : "") : "";
}
