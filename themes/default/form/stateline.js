// The line that says what is kept, where and since when: at the top of the form, and again by the actions.

import { button, el, row, speak } from "./dom.js";

/** @typedef {[string, () => unknown][]} Buttons */

/** @param {HTMLElement[]} places */
export function stateLine(places) {
  const lines = places.map((place) => place.appendChild(el("div", { className: "saved", tabIndex: -1 })));
  let before = "";
  let sortBefore = "";
  /**
   * Says it; heard only when another sort of thing is said, so that nobody hears each minute that all is well.
   *
   * @param {string[]} words  one or several paragraphs
   * @param {string} sort     "kept", "tab", …; "trouble" is heard at once
   * @param {Buttons} buttons
   */
  return (words, sort, buttons) => {
    const text = words.join(" ");
    if (text === before && sort === sortBefore) return;
    const bad = sort === "trouble";
    lines.forEach((line, i) => write(line, words, buttons, bad, bad && !i));
    if (sort !== sortBefore && !bad && before) speak(text);
    before = text;
    sortBefore = sort;
  };
}

/**
 * @param {HTMLElement} line
 * @param {string[]} words
 * @param {Buttons} buttons
 * @param {boolean} bad
 * @param {boolean} alert  it is heard at once
 */
function write(line, words, buttons, bad, alert) {
  const inside = line.contains(document.activeElement);
  line.className = bad ? "saved notice warn" : "saved";
  if (alert) line.setAttribute("role", "alert");
  else line.removeAttribute("role");
  line.replaceChildren(...words.map((w, i) => el("p", null, bad && !i ? el("strong", null, w) : w)));
  if (buttons.length) line.append(row(...buttons.map(([text, run]) => button(text, run))));
  if (inside) line.focus();
}
