// The browser's own picker of files, for a field that names evidence.

import { say } from "../say.js";
import { ask } from "./ask.js";
import { el, on, speak } from "./dom.js";
import { accepted, ready } from "./photograph.js";

/** @typedef {import('./pick.js').Picker} Picker */

/** @param {Picker} p */
export function filePicker(p) {
  const id = p.summary.id + "_0";
  const accept = accepted;
  const input = el("input", { type: "file", id, multiple: true, accept, "aria-describedby": id + "h" });
  const state = el("p", { className: "hint", hidden: true });
  const warning = say(
    "Make sure that nothing in the picture or the file name shows who a patient is. Photographs are made smaller, and the place where they were taken is removed.",
  );
  const box = el(
    "div",
    null,
    el("label", { for: id }, say("Photographs, scans or PDF files")),
    el("p", { className: "hint", id: id + "h" }, warning),
    input,
    state,
  );
  on(input, "change", () => {
    const files = [...(input.files || [])];
    input.value = "";
    take(files, p, { box, input, state });
  });
  return box;
}

/**
 * Makes files ready, one after the other, since a large photograph takes much memory; adds those that may go with the
 * record, and says of each other why not.
 *
 * @param {File[]} files
 * @param {Picker} p
 * @param {{box: HTMLElement, input: HTMLInputElement, state: HTMLElement}} at
 */
async function take(files, p, { box, input, state }) {
  const record = p.env.record();
  const said = [];
  for (const file of files) {
    state.textContent = say("Preparing {1}.", file.name);
    state.hidden = false;
    const { file: made, fault } = await ready(file);
    state.hidden = true;
    const gone = input.disabled || p.env.record() !== record;
    if (made && !gone) said.push(say("{1} added.", add(made, p, record)));
    else {
      said.push(fault || closed(file.name));
      ask(box, [said[said.length - 1]], undefined, true);
    }
  }
  speak(said.join(" "));
}

const closed = (/** @type {string} */ name) =>
  say(
    "{1} was not added, because the record was sent or closed in the meantime. Open the record and choose the file again.",
    name,
  );

/** Gives the name under which the record has it. @param {File} file @param {Picker} p @param {string} record */
function add(file, p, record) {
  const name = safeName(file.name, record, (other) => p.chosen.includes(other) || p.env.files.has(other));
  p.env.files.set(name, file);
  p.chosen.push(name);
  p.renew();
  p.env.changed();
  return name;
}

/**
 * A name that any disk and any host takes: a-z, 0-9, hyphen and full stop. Phones call every picture image.png, so the
 * record's id is part of it, as OwnName in internal/record has it.
 *
 * @param {string} name
 * @param {string} record  its id
 * @param {(name: string) => boolean} taken  whether another file has it
 */
function safeName(name, record, taken) {
  const plain = name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  const [, stem, end = ""] = /** @type {RegExpMatchArray} */ (plain.match(/^(.*?)(\.[a-z0-9]{1,5})?$/s));
  const words = stem.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  const short = words.slice(0, 60) || "file";
  const own = `-${short}-`.includes(`-${record}-`) ? short : `${short}-${record}`;
  let found = own + end;
  for (let n = 2; taken(found); n++) found = `${own}-${n}${end}`;
  return found;
}
