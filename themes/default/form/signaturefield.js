// The fields for signatures on a form's page: what is signed in each, and how to sign. sign.js does it.

import { say } from "../say.js";
import { current } from "./autosave.js";
import { dateWords, day } from "./dates.js";
import { fits } from "./digest.js";
import { byId, button, el, on, tag } from "./dom.js";
import { echo } from "./echo.js";
import { boxOf, controlId, signLines } from "./markup.js";
import { knownSigner } from "./signers.js";
import { removeSignature, sign } from "./sign.js";
import { howSigned, line, plainly } from "./signature.js";

/** @typedef {import('./model.js').FormRecord} FormRecord */
/** @typedef {import('./model.js').Page} Page */
/** @typedef {import('./model.js').Signature} Signature */

const ways = /** @type {const} */ ([
  ["screen", say("Here, on this screen")],
  ["paper", say("It was signed on paper")],
  ["returned", say("On my own device, and I will send it back")],
]);

/**
 * @typedef {object} SignatureField
 * @property {Page} p
 * @property {import('./model.js').Field} field
 * @property {HTMLFieldSetElement} box
 * @property {HTMLElement} list      what is signed
 * @property {HTMLElement} way       how to sign
 * @property {HTMLElement} go        the button to sign
 * @property {HTMLElement} offer    to sign as somebody who has signed here before
 * @property {HTMLSelectElement} how
 * @property {(part: string) => HTMLInputElement} input  by its name: "name", "role", "date", "witness" or "scan"
 * @property {() => void} look       says the date in words
 * @property {boolean} [again]       it is signed already, and somebody wants to sign it too
 * @property {string} [shown]        what is shown, so that it is not drawn again for nothing
 */

/**
 * @param {Page} p
 * @param {import('./model.js').Field[]} fields  for signatures
 */
export function signatures(p, fields) {
  const list = fields.map((field) => signatureField(p, field));
  /** Shows what is signed; another: another record has come to the page. */
  return (/** @type {FormRecord} */ main, /** @type {boolean} */ another = false) => {
    if (another) list.forEach(reset);
    list.forEach((s) => showSigned(s, main));
  };
}

/** @param {Page} p @param {import('./model.js').Field} field @returns {SignatureField} */
function signatureField(p, field) {
  const id = (/** @type {string} */ part) => controlId(field.id, part);
  const box = /** @type {HTMLFieldSetElement} */ (boxOf(field.id));
  const list = el("div", { className: "signatures" });
  const go = button(say("Sign"), () => sign(s));
  const how = el("select", { id: id("how") }, ...ways.map(([value, text]) => el("option", { value }, text)));
  const offer = el("p", null);
  const way = wayToSign(id, how, go);
  signLines(box).before(list, offer);
  box.append(way);
  const input = (/** @type {string} */ part) => /** @type {HTMLInputElement} */ (byId(id(part)));
  const s = { p, field, box, list, way, go, how, offer, input, look: echo(input("date"), "past") };
  on(input("name"), "input", () => {
    input("date").value ||= dateWords(day()); // not before: on paper it is written by hand
    go.classList.toggle("plain", !input("name").value.trim());
  });
  return s;
}

/** @param {(part: string) => string} id @param {HTMLSelectElement} how @param {HTMLElement} go */
function wayToSign(id, how, go) {
  const witness = line(say("Who saw it being signed"), id("witness"));
  const scan = line(say("File name of a scan, if there is one"), id("scan"));
  const paper = el("div", { className: "sign-lines", hidden: true }, witness, scan);
  on(how, "change", () => (paper.hidden = how.value !== "paper"));
  const question = el(
    "div",
    { className: "sign-line" },
    el("label", { htmlFor: how.id }, say("How it is signed")),
    how,
  );
  return el("div", { className: "sign-way" }, question, paper, el("p", { className: "hint" }, plainly), go);
}

/** Another record has come to the page. @param {SignatureField} s */
function reset(s) {
  const { p, field, how, go } = s;
  s.look();
  go.classList.add("plain");
  how.value = howSigned(p.draft, p.definition, field.lane);
  s.again = false;
  offerKnown(s);
}

/** Offers to sign as who has signed for this lane on this device before. @param {SignatureField} s */
function offerKnown({ p, field, input, go, offer }) {
  const known = knownSigner(p.device, p.store, field.lane || "");
  offer.hidden = !known;
  if (!known) return;
  const fill = () => {
    input("name").value = known.name;
    input("role").value = known.role;
    input("name").dispatchEvent(new Event("input", { bubbles: true }));
    go.focus();
  };
  offer.replaceChildren(button(say("I am {1}", [known.name, known.role].filter(Boolean).join(", ")), fill));
}

/** Shows what is signed. @param {SignatureField} s @param {FormRecord} main */
function showSigned(s, main) {
  const { p, field, box, list, way, again } = s;
  const mine = main.signed.filter((o) => o.field === field.id);
  const good = mine.map((o) => fits(o, main, p.definition));
  signLines(box).hidden = way.hidden = good.includes(true) && !again;
  if (way.hidden) s.offer.hidden = true;
  else offerKnown(s);
  const state = JSON.stringify([mine, good, again]);
  if (state === s.shown) return;
  s.shown = state;
  list.replaceChildren(...mine.map((o, i) => signedBox(s, o, good[i])));
  const signAgain = () => {
    s.again = true;
    showSigned(s, current(p).main);
    s.input("name").focus();
  };
  if (way.hidden) list.append(button(say("Add another signature here"), signAgain));
}

/** @param {SignatureField} s @param {Signature} o @param {boolean} good */
function signedBox(s, o, good) {
  const words = good ? goodWords(o) : brokenWords(o);
  const remove = button(say("Remove signature"), () => removeSignature(s, o));
  const className = "signature-given" + (good ? "" : " notice warn");
  return el("div", { className }, el("p", null, ...words), remove);
}

/** @param {Signature} o */
function brokenWords({ name, date }) {
  const changed = " " + say("Something has changed since {1} signed on {2}.", name, dateWords(date));
  return [el("strong", null, say("Please sign again.")), changed];
}

/** @param {Signature} o */
function goodWords({ name, role, date, how, witness }) {
  const paper = witness ? say("on paper, seen by {1}", witness) : say("on paper");
  const way = { screen: "", returned: say("in a returned file"), paper }[how];
  return [
    tag("done", say("Signed")),
    " ",
    el("strong", null, name),
    role ? ", " + role : "",
    ", " + dateWords(date),
    way && ", " + way,
  ];
}
