// Asks what somebody is called who uses a device of their own: that is on the records they begin, and where they sign.

import { say, several } from "../say.js";
import { ask, askAbove } from "./ask.js";
import { el, on, speak } from "./dom.js";
import { line } from "./signature.js";
import { knowSigner } from "./signers.js";
import { oneLine } from "./text.js";
import { keepPerson, personOf, whose } from "./whose.js";

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

const why = say(
  "It is suggested when you sign. If you are the {person}, it also goes on your records. It is kept on this device.",
);

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
    line(say("Name"), "own-name"),
    el("div", { className: "sign-line" }, el("label", { htmlFor: lane.id }, say("You are the")), lane),
    line(say("Role (optional)"), "own-role"),
  );
  const words = el("p", { className: "own-name" }, el("strong", null, say("What is your name?")), " " + why);
  const input = (/** @type {string} */ part) => /** @type {HTMLInputElement} */ (lines.querySelector(`#own-${part}`));
  const text = (/** @type {string} */ part) => oneLine(input(part).value).trim();
  const save = () => take(at, { name: text("name"), lane: lane.value, role: text("role") });
  /** @type {import('./ask.js').Choices} */
  const choices = [[say("Keep my name"), save], [say("Not now")]];
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
  if (!name) return askNameAt(at, true, say("Write your name, or choose “Not now”."));
  const me = personOf(at);
  const before = whose(at);
  at.named(() => {
    keepPerson(at, { name, lane, role, also: me?.name === name ? me.also : [] });
    knowSigner(at.device, at.store, lane, { name, role });
  });
  nameRecords(at, before);
  speak(say("Your name here is {1}.", name));
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
  const words = several(
    list.length,
    "{1} record was started here and has not been sent. It is in the name of {2}.",
    "{1} records were started here and have not been sent. They are in the name of {2}.",
    before,
  );
  ask(at.place, [words], [[say("Change the name to {1}", now), run], [say("Keep {1}", before)]]);
}
