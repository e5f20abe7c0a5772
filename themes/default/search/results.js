// What is found, as a list. Everything is written as text, never as HTML.
import { say } from "../say.js";
import { isMarked } from "./rank.js";

/** A page as the index has it: its group, title, address, summary and headings.
 * @typedef {[number, string, string, string, [string, string][]?]} Row */

/** @param {string} name @param {string} [text] */
export function el(name, text) {
  const e = document.createElement(name);
  if (text) e.textContent = text;
  return e;
}

/** Writes text, with the words that are looked for marked. @param {HTMLElement} parent @param {string} text
 * @param {string[]} marks */
function marked(parent, text, marks) {
  for (const bit of text.split(/([\p{L}\p{N}\p{M}'’‘&‐‑-]+)/u))
    parent.append(isMarked(bit, marks) ? el("mark", bit) : bit);
  return parent;
}

/** @param {string} text @param {string} address @param {string[]} marks */
function link(text, address, marks) {
  const a = document.createElement("a");
  a.href = address;
  return marked(a, text, marks);
}

/** The heading that has most of the words, if any has one. @param {Row} row @param {string[]} marks */
function headOf([, title, , , heads = []], marks) {
  /** @type {[string, string] | undefined} */
  let best;
  let most = 0;
  for (const head of heads) {
    const has = marks.filter((m) => isMarked(head[0], [m]) && !isMarked(title, [m])).length;
    if (has > most) [best, most] = [head, has];
  }
  return best;
}

/** @param {Row} row @param {string} group @param {string[]} marks */
export function item(row, group, marks) {
  const [, title, address, summary] = row,
    li = el("li"),
    head = headOf(row, marks),
    label = el("span", group);
  label.className = "result-kind";
  li.append(link(title, address, marks), " ", label);
  if (summary) li.append(marked(el("p"), summary, marks));
  if (head) {
    const p = el("p", say("On that page:") + " ");
    p.append(link(head[0], address + head[1], marks));
    li.append(p);
  }
  return li;
}
