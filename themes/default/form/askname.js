// Asks once, on somebody's own device, what they are called: that is on the records they begin, and where they sign.

import { ask, askAbove } from "./ask.js";
import { flush, keepMarked, otherDrafts } from "./autosave.js";
import { el, on, say } from "./dom.js";
import { parts } from "./handover.js";
import { knowSigner } from "./signers.js";
import { line } from "./signature.js";
import { oneLine } from "./text.js";
import { keepPerson, otherWords, personOf, whose } from "./whose.js";
import { count } from "./wording.js";

/** @typedef {import('./model.js').Page} Page */

const why =
  " It is offered where you sign. If you are the preceptee, it also says on your records whose they are. " +
  "It is kept on this device.";

/**
 * Who uses the device, for where it is said what is kept there.
 *
 * @param {Page} p
 */
export const names = (p) => ({
  /** The preceptee whose device it is, or "". */
  whose: () => whose(p),
  words() {
    const me = personOf(p);
    return (me ? `Your name here is ${me.name}. ` : "") + otherWords(p, p.draft.record);
  },
  /** @returns {[string, () => unknown]} */
  button: () => [personOf(p) ? "Change your name" : "Add your name", () => askName(p, true)],
});

/**
 * @param {Page} p
 * @param {boolean} [wanted]  somebody has pressed a button to be asked
 * @param {string} [wrong]
 */
export function askName(p, wanted, wrong) {
  const me = personOf(p);
  const lanes = p.data.lanes.map(({ id, label }) => el("option", { value: id, selected: id === me?.lane }, label));
  const lane = el("select", { id: "own-lane" }, ...lanes);
  const lines = el(
    "div",
    { className: "sign-lines" },
    line("Name", "own-name"),
    el("div", { className: "sign-line" }, el("label", { htmlFor: lane.id }, "You are the"), lane),
    line("Role, if you like", "own-role"),
  );
  const words = el("p", { className: "own-name" }, el("strong", null, "What is your name?"), why);
  const at = (/** @type {string} */ part) => /** @type {HTMLInputElement} */ (lines.querySelector(`#own-${part}`));
  const text = (/** @type {string} */ part) => oneLine(at(part).value).trim();
  const save = () => take(p, { name: text("name"), lane: lane.value, role: text("role") });
  /** @type {import('./ask.js').Choices} */
  const choices = [["Keep my name", save], ["Not now"]];
  const shown = [words, wrong ? el("p", { className: "error" }, wrong) : "", lines];
  const close = wanted ? ask(p.place, shown, choices) : askAbove(p.place, shown, choices);
  // what is written here does not belong to the record
  on(lines, "input change focusin focusout", (e) => e.stopPropagation());
  on(lines, "keydown", (e) => e.key === "Enter" && e.target !== lane && (close(), save()));
  at("name").value = me?.name || "";
  at("role").value = me?.role || "";
  if (wanted) at("name").focus();
}

/** @param {Page} p @param {{name: string, lane: string, role: string}} given */
function take(p, { name, lane, role }) {
  if (!name) return askName(p, true, "Write your name, or choose “Not now”.");
  const me = personOf(p);
  const before = whose(p);
  flush(p);
  keepPerson(p, { name, lane, role, also: me?.name === name ? me.also : [] });
  knowSigner(p.device, p.store, lane, { name, role });
  p.signs.show(parts(p.draft).main, true);
  p.refresh();
  nameRecords(p, before);
  say(`Your name here is ${name}.`);
}

/**
 * Puts the name on the records that were begun here and never handed over: at once where they have none, else it asks.
 *
 * @param {Page} p
 * @param {string} before  what they have
 */
function nameRecords(p, before) {
  const now = whose(p);
  const isMine = (/** @type {import('./drafts.js').Draft} */ { base, record, definition }) =>
    !base && definition.subject !== "organisation" && (record.preceptee || "") === before;
  const list = [p.draft, ...otherDrafts(p)].filter((d) => d.changed && isMine(d));
  if (!now || now === before || !list.length) return;
  const run = () => {
    for (const d of list) d.record.preceptee = now;
    keepMarked(p, list);
  };
  if (!before) return run();
  const words = `${count(list.length, "record")} begun here and not sent yet: in the name of ${before}.`;
  ask(p.place, [words], [[`Put the name ${now} there`, run], [`Leave ${before}`]]);
}
