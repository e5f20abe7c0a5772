// What the panel of the desk knows and offers: who there is, which of their records, and what became of something.

import { say } from "../say.js";
import { byId, el } from "./dom.js";
import { ask } from "./deskrequest.js";
import { controlId } from "./markup.js";

/** @typedef {import("./model.js").FormPage} FormPage */
/** @typedef {import("./model.js").FormRecord} FormRecord */
/** @typedef {import("./outcome.js").Outcome} Outcome */
/** @typedef {{at: string, record: string, title: string}} Line  a record that is there: file, id and what it is */
/** @typedef {{id: string, name: string, records: Line[], signers: {[lane: string]: string}}} Person */

/**
 * A state of a record that the portfolio has.
 *
 * @typedef {object} Filed
 * @property {string} record  its id
 * @property {string} mark    of the state; see mark
 * @property {string} digest  of the state as the desk has it, or ""
 * @property {string} base    what the page called its base then
 * @property {string} since   the time, or "" where it was opened
 * @property {string} whose
 */

/**
 * @typedef {object} Panel
 * @property {FormPage} page
 * @property {boolean} practice        the form is one of the practice's own
 * @property {URLSearchParams} asked   from the desk: for whom, and which record to open
 * @property {Person[]} people
 * @property {Line[]} records          the practice's own
 * @property {Filed | null} filed      what the portfolio has of the page's record
 * @property {HTMLElement} answer      where the panel says what became of something
 * @property {HTMLSelectElement} who
 * @property {HTMLSelectElement} which
 * @property {HTMLButtonElement} open
 * @property {HTMLButtonElement} save
 * @property {HTMLElement[]} states    lines below those on which the page says what is kept on the device
 */

/**
 * @param {Panel} p
 * @param {import("./dom.js").Child[]} children
 * @param {boolean} [focus]
 */
export function tell(p, children, focus) {
  const parts = children.map((c) => (typeof c === "string" ? el("p", null, c) : c)).filter((c) => !!c);
  p.answer.replaceChildren(.../** @type {Node[]} */ (parts));
  if (focus) p.answer.focus();
}

/** @param {Panel} p @param {unknown} error */
export function notSaved(p, error) {
  const why =
    error instanceof TypeError
      ? say("The desk is not answering. What you typed is still on this page.")
      : /** @type {Error} */ (error).message;
  tell(
    p,
    [el("p", null, el("strong", null, say("Not saved.") + " "), why), say("You can keep it with “Save a file”.")],
    true,
  );
}

/** @param {Panel} p */
export const person = (p) => p.people.find((one) => one.id === p.who.value);

/** What there is of this form for whoever is chosen. @param {Panel} p */
export const records = (p) => (p.practice ? p.records : person(p)?.records || []);

/** @param {string} value @param {string} text */
const option = (value, text) => el("option", { value, textContent: text });

/** Offers the records of whoever is chosen. @param {Panel} p */
export function offer(p) {
  p.which.replaceChildren(
    option("", say("No, this is a new one")),
    ...records(p).map((line) => option(line.at, line.title)),
  );
  p.open.disabled = true;
  proposeSigners(p);
}

/** Proposes who signs each part: who is known to support whoever is chosen. @param {Panel} p */
function proposeSigners(p) {
  for (const field of p.page.definition.fields) {
    const box = field.type === "sign" && byId(controlId(field.id, "name"));
    if (!box) continue;
    const id = "precept-signer-" + field.id;
    byId(id)?.remove();
    const name = person(p)?.signers[field.lane || ""];
    if (name) box.after(el("datalist", { id }, option(name, name)));
    box.setAttribute("list", id);
  }
}

/** Chooses what is there, else nothing. @param {HTMLSelectElement} list @param {string} value */
export function choose(list, value) {
  list.value = value;
  if (list.selectedIndex < 0) list.value = "";
}

/** Asks who there is, and which records. @param {Panel} p */
export async function refresh(p) {
  const { who, which } = p;
  try {
    const answer = await ask("people?form=" + encodeURIComponent(p.page.definition.form));
    const list = /** @type {{people: Person[], practice: Line[]}} */ (await answer.json());
    const chosen = who.value;
    const record = which.value;
    p.people = list.people;
    p.records = list.practice;
    who.replaceChildren(
      option("", p.people.length ? say("Choose") : say("Nobody has been added yet")),
      ...p.people.map((one) => option(one.id, one.name)),
    );
    choose(who, chosen || p.asked.get("for") || (p.people.length === 1 ? p.people[0].id : ""));
    offer(p);
    choose(which, record || records(p).find((line) => line.record === p.filed?.record)?.at || "");
    p.open.disabled = !which.value;
    p.save.disabled = false;
  } catch (error) {
    notSaved(p, error);
  }
}
