// Questions asked in the flow of the page, so that nothing is covered and typing may go on.

import { all, button, el, on, row, say } from "./dom.js";

/**
 * Asks, and takes the question away once one of the answers is chosen or Escape is pressed in it.
 *
 * @param {HTMLElement | ((box: HTMLElement) => void)} place  what it is put into, at its end; or puts it where it belongs
 * @param {import('./dom.js').Child[]} words
 * @param {[string, (() => unknown)?][]} [choices]  what each button says, and what then happens; the first is the plain way on
 * @param {boolean} [still]  leaves the focus where it is, and is heard
 * @returns {() => void} takes it away
 */
export function ask(place, words, choices = [["All right"]], still) {
  const from = /** @type {HTMLElement | null} */ (document.activeElement);
  const box = el(
    "div",
    { className: "notice ask", role: "group", tabIndex: -1 },
    ...words.map((w) => (typeof w === "string" ? el("p", null, w) : w)),
  );
  const first = box.firstElementChild;
  if (first) box.setAttribute("aria-labelledby", (first.id = "ask-" + String(Math.random()).slice(2)));
  const close = () => {
    const inside = box.contains(document.activeElement);
    box.remove();
    if (inside && from?.isConnected) from.focus();
  };
  box.append(
    row(
      ...choices.map(([text, run]) =>
        button(text, () => {
          close();
          if (run) run();
        }),
      ),
    ),
  );
  on(box, "keydown", (e) => {
    if (e.key === "Escape") close();
  });
  if (place instanceof HTMLElement) {
    // what is asked now takes the place of what was asked there before
    for (const other of [...place.children])
      if (other.className === box.className && (!still || other.textContent === box.textContent)) other.remove();
    place.append(box);
  } else place(box);
  if (!still) box.focus();
  else if (first) say(first.textContent || "");
  return close;
}

/** Takes away what is asked of the record on the page, before another comes to it. */
export const unask = () =>
  all(document, ".form-asks .ask, #form-actions .ask, .signatures .ask").forEach((box) => box.remove());

/**
 * Asks above the field that is typed in, which stays where it is seen.
 *
 * @param {HTMLElement} place  where it is asked when nobody is in a field
 * @param {import('./dom.js').Child[]} words
 * @param {[string, (() => unknown)?][]} choices
 * @returns {() => void} takes it away
 */
export function askAbove(place, words, choices) {
  const at = /** @type {Element} */ (document.activeElement),
    field = at.closest(".field, .record-head");
  if (!field) return ask(place, words, choices, true);
  const top = field.getBoundingClientRect().top,
    close = ask((box) => field.before(box), words, choices, true);
  const drift = field.getBoundingClientRect().top - top,
    high = visualViewport?.height || innerHeight;
  // so far that the question is seen too, if there is room for both
  const room = Math.min(drift, Math.max(top - 8, at.getBoundingClientRect().bottom - high + 8));
  scrollBy(0, top < room ? drift : room);
  return close;
}
