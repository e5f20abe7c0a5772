// The line that says what is kept, where and since when: at the top of the form, and again by the actions.

import { button, el, row, say } from "./dom.js";

/** @param {HTMLElement[]} places */
export function stateLine(places) {
  const lines = places.map((place) => place.appendChild(el("div", { className: "saved", tabIndex: -1 })));
  let was = "",
    kind = "";
  /**
   * Says it; heard only when another sort of thing is said, so that nobody hears each minute that all is well.
   *
   * @param {string[]} words  one or several paragraphs
   * @param {string} sort     "kept", "tab", …; "trouble" is heard at once
   * @param {[string, () => unknown][]} buttons
   */
  return (words, sort, buttons) => {
    const text = words.join(" ");
    if (text === was && kind === sort) return;
    const bad = sort === "trouble";
    lines.forEach((line, i) => {
      const inside = line.contains(document.activeElement);
      line.className = bad ? "saved notice warn" : "saved";
      if (bad && !i) line.setAttribute("role", "alert");
      else line.removeAttribute("role");
      line.replaceChildren(...words.map((w, i) => el("p", null, bad && !i ? el("strong", null, w) : w)));
      if (buttons.length) line.append(row(...buttons.map((b) => button(...b))));
      if (inside) line.focus();
    });
    if (sort !== kind && !bad && was) say(text);
    was = text;
    kind = sort;
  };
}
