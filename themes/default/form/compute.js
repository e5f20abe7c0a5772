// What is computed in a table: the twin of internal/form/compute.go.

import { say } from "../say.js";
import { decimal, decimalWords } from "./decimal.js";

/** @param {unknown} time  "09:30" */
const minutes = (time) => {
  const g = typeof time === "string" && /^(\d\d):(\d\d)$/.exec(time);
  return g ? +g[1] * 60 + +g[2] : NaN;
};

/** The minutes from one time to another of the same day, "45", or "". @param {unknown} from @param {unknown} to */
export function minutesBetween(from, to) {
  const n = minutes(to) - minutes(from);
  return n > 0 ? String(n) : "";
}

/** What a column must add up to, in words. @param {string} want  "100", "at most 25", "at least 5" */
export function goalWords(want) {
  const n = want.replace(/^at \w+ /, "");
  if (/most/.test(want)) return say("at most {1}", n);
  return /least/.test(want) ? say("at least {1}", n) : n;
}

/**
 * What is wrong with a sum, in words, or "".
 *
 * @param {number} sum
 * @param {string} [want]  "100", "at most 25", "at least 5", "total"
 */
export function offSum(sum, want = "") {
  const n = decimal(want.replace(/^at \w+ /, ""));
  const over = n === undefined ? 0 : sum - n;
  const right = /most/.test(want) ? over <= 0 : /least/.test(want) ? over >= 0 : !over;
  return right ? "" : say("adds up to {1}; it must be {2}", decimalWords(sum), goalWords(want));
}
