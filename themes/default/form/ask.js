// Questions asked in the flow of the page, so that nothing is covered and typing may go on.

import { say } from "../say.js";
import { all, button, el, on, row, speak } from "./dom.js";
import { around } from "./markup.js";

/**
 * What each button says, and what then happens; the first is the plain way on.
 *
 * @typedef {[string, (() => unknown)?][]} Choices
 */

/**
 * Asks, and takes the question away once one of the answers is chosen or Escape is pressed in it.
 *
 * @param {HTMLElement | ((box: HTMLElement) => void)} place  what it is put into, at its end; or puts it where it
 *   belongs
 * @param {import('./dom.js').Child[]} words
 * @param {Choices} [choices]
 * @param {boolean} [still]  leaves the focus where it is, and is heard
 * @returns {() => void} takes it away
 */
export function ask(place, words, choices = [[say("All right")]], still) {
  const from = /** @type {HTMLElement | null} */ (document.activeElement);
  const box = question(words);
  const first = box.firstElementChild;
  const close = () => {
    const inside = box.contains(document.activeElement);
    box.remove();
    if (inside && from?.isConnected) from.focus();
  };
  const choose = (/** @type {(() => unknown) | undefined} */ run) => {
    close();
    if (run) run();
  };
  box.append(row(...choices.map(([text, run]) => button(text, () => choose(run)))));
  on(box, "keydown", (e) => e.key === "Escape" && close());
  if (place instanceof HTMLElement) {
    // what is asked now replaces what was asked there before
    const same = [...place.children].filter((other) => other.className === box.className);
    for (const other of same) if (!still || other.textContent === box.textContent) other.remove();
    place.append(box);
  } else place(box);
  if (!still) box.focus();
  else if (first) speak(first.textContent || "");
  return close;
}

/** @param {import('./dom.js').Child[]} words */
function question(words) {
  const paragraphs = words.map((w) => (typeof w === "string" ? el("p", null, w) : w));
  const box = el("div", { className: "notice ask", role: "group", tabIndex: -1 }, ...paragraphs);
  const first = box.firstElementChild;
  if (first) box.setAttribute("aria-labelledby", (first.id = "ask-" + Math.random()));
  return box;
}

/** Takes away what is asked about the record on the page, before another comes to it. */
export function unask() {
  for (const box of all(document, ".form-asks .ask, #form-actions .ask, .signatures .ask, .picks .ask")) box.remove();
}

/**
 * Asks above the field that is typed in. The field stays where it is on the screen.
 *
 * @param {HTMLElement} place  where it is asked when nobody is in a field
 * @param {import('./dom.js').Child[]} words
 * @param {Choices} choices
 * @returns {() => void} takes it away
 */
export function askAbove(place, words, choices) {
  const at = /** @type {Element} */ (document.activeElement);
  const field = around(at);
  if (!field) return ask(place, words, choices, true);
  const top = field.getBoundingClientRect().top;
  const close = ask((box) => field.before(box), words, choices, true);
  const drift = field.getBoundingClientRect().top - top;
  const height = visualViewport?.height || innerHeight;
  // so far that the question is seen too, if there is room for both
  const room = Math.min(drift, Math.max(top - 8, at.getBoundingClientRect().bottom - height + 8));
  scrollBy(0, top < room ? drift : room);
  return close;
}
