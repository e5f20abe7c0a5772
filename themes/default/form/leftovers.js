// Answers that the form has no place for any more, shown below its fields.

import { say } from "../say.js";
import { el } from "./dom.js";

/** @param {HTMLElement} box @param {import('./model.js').Leftover[]} list */
export function showLeftovers(box, list) {
  const pairs = list.flatMap(([label, value]) => [
    el("dt", null, label),
    el("dd", { className: "typed" }, words(value)),
  ]);
  box.replaceChildren(
    el("h2", null, say("Kept from an earlier version of this form")),
    el("p", null, say("This form no longer asks for these answers. They stay with the record.")),
    el("dl", null, ...pairs),
  );
  box.hidden = false;
}

/**
 * An answer in words.
 *
 * @param {any} value
 * @returns {string}
 */
function words(value) {
  if (Array.isArray(value)) return value.map(words).join("\n");
  if (!value || typeof value !== "object") return String(value);
  const pairs = Object.keys(value).map((key) => key + ": " + words(value[key]));
  return pairs.join("; ");
}
