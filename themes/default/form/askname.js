// Asks what somebody is called who uses a device of their own: that is on the records they begin, and where they sign.

import { ask, askAbove } from "./ask.js";
import { el, on, say } from "./dom.js";
import { line } from "./signature.js";
import { knowSigner } from "./signers.js";
import { oneLine } from "./text.js";
import { keepPerson, personOf, whose } from "./whose.js";
import { count } from "./wording.js";

/** @typedef {import('./drafts.js').Draft} Draft */

/**
 * Where it is asked.
 *
 * @typedef {object} Naming
 * @property {import('./model.js').PageData} data
 * @property {HTMLElement} place
 * @property {import('./device.js').Device} device
 * @property {import('./drafts.js').Drafts} store
 * @property {() => Draft[]} drafts  what is on the device
 * @property {(keep: () => void) => void} named  keeps the name, and shows it
 * @property {(list: Draft[]) => void} keep  keeps records on which the name was put
 */

const why =
  " It is offered where you sign. If the year is yours, it also says on your records whose they are. " +
  "It is kept on this device.";

/**
 * @param {Naming} at
 * @param {boolean} [wanted]  somebody has pressed a button to be asked
 * @param {string} [wrong]
 */
export function askNameAt(at, wanted, wrong) {
  const me = personOf(at);
  const lanes = at.data.lanes.map(({ id, label }) => el("option", { value: id, selected: id === me?.lane }, label));
  const lane = el("select", { id: "own-lane" }, ...lanes);
  const lines = el(
    "div",
    { className: "sign-lines" },
    line("Name", "own-name"),
    el("div", { className: "sign-line" }, el("label", { htmlFor: lane.id }, "You are the"), lane),
    line("Role, if you like", "own-role"),
  );
  const words = el("p", { className: "own-name" }, el("strong", null, "What is your name?"), why);
  const input = (/** @type {string} */ part) => /** @type {HTMLInputElement} */ (lines.querySelector(`#own-${part}`));
  const text = (/** @type {string} */ part) => oneLine(input(part).value).trim();
  const save = () => take(at, { name: text("name"), lane: lane.value, role: text("role") });
  /** @type {import('./ask.js').Choices} */
  const choices = [["Keep my name", save], ["Not now"]];
  const shown = [words, wrong ? el("p", { className: "error" }, wrong) : "", lines];
  const close = wanted ? ask(at.place, shown, choices) : askAbove(at.place, shown, choices);
  // what is written here does not belong to the record
  on(lines, "input change focusin focusout", (e) => e.stopPropagation());
  on(lines, "keydown", (e) => e.key === "Enter" && e.target !== lane && (close(), save()));
  input("name").value = me?.name || "";
  input("role").value = me?.role || "";
  if (wanted) input("name").focus();
}

/** @param {Naming} at @param {{name: string, lane: string, role: string}} given */
function take(at, { name, lane, role }) {
  if (!name) return askNameAt(at, true, "Write your name, or choose “Not now”.");
  const me = personOf(at);
  const before = whose(at);
  at.named(() => {
    keepPerson(at, { name, lane, role, also: me?.name === name ? me.also : [] });
    knowSigner(at.device, at.store, lane, { name, role });
  });
  nameRecords(at, before);
  say(`Your name here is ${name}.`);
}

/**
 * Puts the name on the records that were begun here and never handed over: at once where they have none, else it asks.
 *
 * @param {Naming} at
 * @param {string} before  what they have
 */
function nameRecords(at, before) {
  const now = whose(at);
  const isMine = (/** @type {Draft} */ { base, record, definition }) =>
    !base && definition.subject !== "organisation" && (record.preceptee || "") === before;
  const list = at.drafts().filter((d) => d.changed && isMine(d));
  if (!now || now === before || !list.length) return;
  const run = () => {
    for (const d of list) d.record.preceptee = now;
    at.keep(list);
  };
  if (!before) return run();
  const words = `${count(list.length, "record")} begun here and not sent yet: in the name of ${before}.`;
  ask(at.place, [words], [[`Put the name ${now} there`, run], [`Leave ${before}`]]);
}
