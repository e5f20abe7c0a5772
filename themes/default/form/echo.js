// What was understood of a typed date, said in words beside its box; and that a number or time cannot be read, once its
// box is left.

import { say } from "../say.js";
import { dateWords, day, readDate } from "./dates.js";
import { describe, el, on, settled, speak } from "./dom.js";
import { unitAfter } from "./markup.js";

/** A date, #, with its weekday. */
const weekdays = [
  say("Sunday {1}", "#"),
  say("Monday {1}", "#"),
  say("Tuesday {1}", "#"),
  say("Wednesday {1}", "#"),
  say("Thursday {1}", "#"),
  say("Friday {1}", "#"),
  say("Saturday {1}", "#"),
];

const unreadable = say("This date does not exist or cannot be read. Write it like {1}.", dateWords("2026-03-27"));

/**
 * @param {HTMLInputElement} input
 * @param {import('./dates.js').Toward} [toward]  which way the day goes
 * @param {false | (() => string)} [wrong]  not for a date: says quietly what is wrong
 * @returns {() => void} looks at what is in the box now
 */
export function echo(input, toward, wrong) {
  const words = el("span", { className: "echo", id: input.id + "_e" });
  (unitAfter(input) || input).after(words);

  /** Why it cannot be read, once the box is left. @param {string} iso */
  function fault(iso) {
    if (iso || !input.value.trim()) return "";
    return wrong ? wrong() : unreadable;
  }

  /** @param {boolean} left */
  function look(left) {
    const iso = wrong ? "" : readDate(input.value, toward);
    const bad = left ? fault(iso) : "";
    words.textContent = iso ? inWords(iso, toward) : bad;
    describe(input, words.id, !!bad);
    if (wrong) return iso;
    words.classList.toggle("wrong", !!bad);
    input.ariaInvalid = bad ? "true" : null;
    return iso;
  }
  on(input, "input", () => look(false));
  on(input, "change", () => {
    const iso = look(false);
    if (iso) input.value = dateWords(iso);
    settled(() => {
      look(true);
      speak(words.textContent || "");
    });
  });
  return () => void look(false);
}

/** @param {string} iso @param {import('./dates.js').Toward} [toward] */
function inWords(iso, toward) {
  let otherWay = "";
  if (toward === "past" && iso > day()) otherWay = say("This date is in the future.");
  if (toward === "future" && iso < day()) otherWay = say("This date is in the past.");
  return weekdays[new Date(iso).getUTCDay()].replace("#", dateWords(iso)) + (otherWay && ". " + otherWay);
}
