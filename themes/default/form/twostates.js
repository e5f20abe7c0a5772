// Asks what to keep of two states of a record: part by part where they can be put together.

import { say } from "../say.js";
import { isFormal } from "./compare.js";
import { el } from "./dom.js";
import { putTogether } from "./takein.js";

/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {import('./takein.js').Two} Two */
/** @typedef {import('./merge.js').Part} Part */
/** @typedef {import('./merge.js').Side} Side */

/**
 * Where it is asked, and what becomes of the answer.
 *
 * @typedef {object} Asker
 * @property {(words: import('./dom.js').Child[], choices?: import('./ask.js').Choices) => unknown} ask
 * @property {(draft: Draft, words: string) => unknown} take  keeps what was decided; words say what that was
 */

/**
 * Puts the two together at once where nothing can be lost by it: what is here is a draft, and each part has changed on
 * only one side. Otherwise it asks.
 *
 * @param {Two} two
 * @param {Asker} to
 */
export function decide(two, to) {
  const { before, parts, list } = two;
  const sides = /** @type {Side[]} */ (parts?.map((p) => p.changed) || [""]);
  const draft = before.record.status === "draft" && !before.record.signed.length;
  if (!sides.every(Boolean) || list.some(isFormal)) return ask(two, to);
  if (!sides.includes("file"))
    return to.ask([say("The file is an earlier version of this record. Nothing was changed here.")]);
  if (!draft) return ask(two, to);
  to.take(putTogether(two, sides).draft, say("The changes from the file have been added to yours."));
}

/** @param {Two} two @param {Asker} to */
function ask(two, to) {
  const { next, list, parts } = two;
  const rows = (parts || []).map((part) => rowFor(part, two));
  const others = list.filter((d) => !rows.some((row) => row.has(d)));
  const wrong = el("p", { className: "error", role: "alert" });
  const words = [
    el("p", null, el("strong", null, say("This record is already here, and the file is different."))),
    el("dl", { className: "differences" }, ...others.map(lineOf)),
    ...rows.map((row) => row.box),
    wrong,
  ];
  const again = (/** @type {string} */ text) => {
    wrong.textContent = text;
    to.ask(words, choices);
  };
  /** @type {import('./ask.js').Choices} */
  const choices = [
    [say("Use the file"), () => to.take(next, say("The record is now as in the file."))],
    [say("Keep what is here")],
  ];
  if (parts) choices.unshift([say("Combine the two"), together]);
  to.ask(words, choices);

  function together() {
    const sides = rows.map((row) => row.side());
    if (!sides.every(Boolean)) return again(say("For each part, choose which one to keep."));
    const { draft, broken } = putTogether(two, /** @type {Side[]} */ (sides));
    if (!broken) return to.take(draft, say("The two have been combined."));
    again(say("Combined like this, the record would not say what {1} signed. Choose what they signed.", broken));
  }
}

/** A part, with what either side says. @param {Part} part @param {Two} two */
function rowFor({ key, changed }, { list }) {
  const id = key || "_body";
  const has = (/** @type {{id: string}} */ d) => (d.id + ".").startsWith(id + ".");
  const mine = list.filter(has);
  const name = "part-" + Math.random();
  const ticks = ["here", "file"].map((value) =>
    el("input", { type: "radio", name, id: name + value, value, checked: changed === value }),
  );
  const options = saidOf(mine).map((text, i) =>
    el("div", { className: "option" }, ticks[i], el("label", { htmlFor: ticks[i].id }, text)),
  );
  const hint = {
    here: say("Changed only here"),
    file: say("Changed only in the file"),
    "": say("Choose which one to keep"),
  }[changed];
  const legend = el("legend", null, mine[0]?.label || key);
  const box = el("fieldset", { className: "part" }, legend, el("p", { className: "hint" }, hint), ...options);
  return { has, box, side: () => ticks.find((t) => t.checked)?.value };
}

/** @param {import('./compare.js').Difference} d */
const lineOf = (d) => el("div", null, el("dt", null, d.label), ...saidOf([d]).map((text) => el("dd", null, text)));

/** What either side says. @param {import('./compare.js').Difference[]} list */
const saidOf = (list) => [
  say("Here: {1}", list.map((d) => d.here || say("nothing")).join("\n")),
  say("In the file: {1}", list.map((d) => d.there || say("nothing")).join("\n")),
];
