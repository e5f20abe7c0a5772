// Several records signed in one sitting on the forms index, each by its own digest.

import { say, several } from "../say.js";
import { isBlank, unsigned } from "./complete.js";
import { dateWords, day, readDate } from "./dates.js";
import { button, byId, el } from "./dom.js";
import { parts } from "./handover.js";
import { signable, signature, withSignature } from "./newsignature.js";
import { namesOf, toRead } from "./reading.js";
import { howSigned, line, plainly } from "./signature.js";
import { knownSigner, knowSigner } from "./signers.js";
import { personOf } from "./whose.js";
import { laneWords } from "./wording.js";

/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {{draft: Draft, tick: HTMLInputElement}} Row */

/**
 * Begins with what the person who uses the device has to sign, under the name that they gave or last signed with.
 *
 * @param {HTMLElement} place
 * @param {import('./whose.js').At & {data: import('./model.js').PageData}} at
 * @param {Draft[]} list  that wait for signatures
 * @param {(draft: Draft) => boolean} keep  whether it could be kept
 * @param {(words: string, signed: Draft[]) => void} done
 * @param {(draft: Draft) => HTMLElement} [linkTo]  its form's page
 */
export function openSitting(place, at, list, keep, done, linkTo) {
  const { data, device, store } = at;
  const me = personOf(at);
  const lanes = [...new Set(list.flatMap((d) => unsigned(parts(d).main, d.definition).map((f) => f.lane || "")))];
  const options = lanes.map((id) => el("option", { value: id }, laneWords(data, id)));
  const lane = el("select", { id: "sit-lane", onchange: show }, ...options);
  const records = el("div", null);
  const wrong = el("p", { className: "error", role: "alert", hidden: true });
  const signButton = button(say("Sign the ticked records"), sign, { className: "button" });
  const away = button(say("Not now"), () => box.remove());
  const box = el(
    "div",
    { className: "sitting field-sign", role: "group", "aria-labelledby": "sit-title", tabIndex: -1 },
    el("h3", { id: "sit-title" }, say("Sign waiting records")),
    el("div", { className: "sign-line" }, el("label", { htmlFor: "sit-lane" }, say("Sign as")), lane),
    records,
    el(
      "div",
      { className: "sign-lines" },
      line(say("Name"), "sit-name"),
      line(say("Role"), "sit-role"),
      line(say("Date"), "sit-date"),
    ),
    el("p", { className: "hint" }, plainly),
    wrong,
    el("div", { className: "row" }, signButton, away),
  );
  /** @type {Row[]} */
  let rows = [];

  /** Shows the records that the chosen lane has to sign. */
  function show() {
    const known = me?.lane === lane.value ? me : knownSigner(device, store, lane.value);
    inputOf("name").value = known?.name || "";
    inputOf("role").value = known?.role || "";
    rows = rowsFor(list, lane.value);
    records.replaceChildren(...rows.map((row) => rowBox(row, lane.value, data, rows.length === 1, linkTo)));
  }

  function sign() {
    const person = { name: textOf("name"), role: textOf("role"), date: readDate(textOf("date"), "past") };
    const chosen = rows.filter((r) => r.tick.checked).map((r) => r.draft);
    wrong.textContent = whatIsWrong(chosen, person.name, person.date);
    wrong.hidden = !wrong.textContent;
    if (!wrong.hidden) return;
    knowSigner(device, store, lane.value, person);
    for (const draft of chosen) addSignatures(draft, lane.value, person);
    box.remove();
    const signed = chosen.filter(keep);
    done(signedWords(signed.length, chosen.length), signed);
  }
  place.replaceChildren(box);
  if (me && lanes.includes(me.lane)) lane.value = me.lane;
  show();
  inputOf("date").value = dateWords(day());
  box.focus();
}

/** @param {"name" | "role" | "date"} part */
const inputOf = (part) => /** @type {HTMLInputElement} */ (byId("sit-" + part));

/** @param {"name" | "role" | "date"} part */
const textOf = (part) => inputOf(part).value.trim();

/** The signatures of a lane that a draft waits for. @param {Draft} d @param {string} lane */
const openOf = (d, lane) => unsigned(parts(d).main, d.definition).filter((f) => f.lane === lane);

/** @param {Draft[]} list @param {string} lane @returns {Row[]} */
function rowsFor(list, lane) {
  const drafts = list.filter((d) => openOf(d, lane).length);
  return drafts.map((draft, i) => ({ draft, tick: el("input", { type: "checkbox", id: "sit-" + i }) }));
}

/**
 * @param {Row} row
 * @param {string} lane
 * @param {import('./model.js').PageData} data
 * @param {boolean} open
 * @param {(draft: Draft) => HTMLElement} [linkTo]
 */
function rowBox({ draft, tick }, lane, data, open, linkTo) {
  const { definition, record } = draft;
  const { main } = parts(draft);
  const name = record.preceptee ? `, ${record.preceptee}` : "";
  const summary = el("summary", null, `${definition.title}, ${dateWords(record.date)}${name}`);
  const read = toRead(main, definition, namesOf(data, [draft]), [lane]);
  const text = el("details", { className: "more", open }, summary, read);
  if (ownIsEmpty(main, definition, lane)) {
    const href = data.forms?.find((f) => f.form === record.form)?.href;
    const words = say("It has a part for you to fill in.") + " ";
    const link = href
      ? el("a", { href: `${href}#record=${record.record}` }, say("Open it to fill in your part and sign"))
      : "";
    return el("div", { className: "waiting" }, text, el("p", null, words, linkTo ? linkTo(draft) : link));
  }
  if (linkTo) text.append(el("p", null, say("The whole form:") + " ", linkTo(draft)));
  const statements = openOf(draft, lane).map((f) => f.label);
  const label = el("label", { htmlFor: tick.id }, say("I have read it and sign: {1}", statements.join("; ")));
  return el("div", { className: "waiting" }, text, el("div", { className: "option" }, tick, label));
}

/**
 * Whether a lane has fields of its own, and has answered none of them.
 *
 * @param {import('./model.js').FormRecord} main
 * @param {import('./model.js').Definition} definition
 * @param {string} lane
 */
function ownIsEmpty(main, { fields }, lane) {
  const own = fields.filter((f) => f.for === lane || f.columns?.some((c) => c.for === lane));
  const answers = own.map((f) => {
    const answer = main.answers[f.id];
    if (f.for === lane || !answer) return answer;
    const columns = (f.columns || []).filter((c) => c.for === lane);
    return Object.values(answer).map((row) => columns.map((c) => /** @type {any} */ (row)[c.id]));
  });
  return own.length > 0 && isBlank(answers);
}

/** @param {Draft} draft @param {string} lane @param {{name: string, role: string, date: string}} person */
function addSignatures(draft, lane, person) {
  const how = howSigned(draft, draft.definition, lane);
  for (const field of openOf(draft, lane)) {
    const { main } = parts(draft);
    const added = signature(field, draft.definition, main, { ...person, how });
    draft.record.signed = withSignature(main, draft.definition, added);
  }
  draft.changed = Date.now();
}

/** @param {Draft[]} chosen @param {string} name @param {string} date */
function whatIsWrong(chosen, name, date) {
  if (!chosen.length) return say("Tick the records that you have read and sign.");
  if (!name) return say("Write your name.");
  return signable(date) ? "" : say("Write a date that is not in the future, such as {1}.", dateWords("2026-03-27"));
}

/** @param {number} signed @param {number} of */
function signedWords(signed, of) {
  if (signed === of)
    return several(
      signed,
      "{1} record signed. Send them back, or save each as a file.",
      "{1} records signed. Send them back, or save each as a file.",
    );
  return say("{1} of {2} signed. The others were changed in another tab. Look at them again.", signed, of);
}
