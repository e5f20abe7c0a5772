// What is read before it is signed: all that is signed, and nothing else; and below it a signer's own part, to fill in.

import { say } from "../say.js";
import { inWords } from "./answers.js";
import { unsigned } from "./complete.js";
import { dateWords } from "./dates.js";
import { readBy } from "./digest.js";
import { el } from "./dom.js";
import { parts } from "./handover.js";
import { isOf } from "./latermarkup.js";
import { boxOf, cellsOf } from "./markup.js";

/** @typedef {import('./answers.js').Words} Words */
/** @typedef {import('./model.js').Definition} Definition */
/** @typedef {import('./model.js').Field} Field */
/** @typedef {import('./model.js').Page} Page */

/**
 * The names of what records point at, as the page has them.
 *
 * @param {import('./model.js').PageData} data
 * @param {import('./drafts.js').Draft[]} drafts  on this device
 * @returns {import('./answers.js').Names}
 */
export const namesOf = (data, drafts) => (kind, id) => {
  if (kind === "attachments") return id;
  if (kind === "records") {
    const draft = drafts.find((d) => d.record.record === id);
    return draft && `${draft.definition.title}, ${dateWords(draft.record.date)}`;
  }
  const [one, nth] = kind === "milestones" ? id.split(".") : [id];
  const found = data[kind || "standards"]?.find((named) => named.id === one);
  return found && found.label + (nth ? `, ${nth}` : "");
};

/**
 * What is to be read before it is signed.
 *
 * @param {import('./model.js').FormRecord} main  without what is private
 * @param {Definition} definition
 * @param {import('./answers.js').Names} names
 * @param {string[]} [lanes]  who reads it; without any, all of it is there
 * @param {Field[]} [below]  that can be read where they are filled in
 */
export function toRead(main, definition, names, lanes = [], below = []) {
  /** @type {IsRead} */
  const isRead = (what) => !lanes[0] || lanes.some((lane) => readBy(what, lane));
  const list = inWords(main, definition, names).filter(({ id, field, text }) => {
    if (field?.private) return main.private.includes(id);
    if (field) return !below.includes(field) && isRead({ ...definition, ...field });
    return text && (isRead(definition) || !(id in main.answers || id === "_body"));
  });
  const form = {
    id: "",
    label: say("Form"),
    text: say("{1}, version {2}", definition.title, main.version || definition.version),
  };
  return el("dl", { className: "reading-list" }, ...[form, ...list].map((words) => entry(words, isRead)));
}

/** @typedef {(what: {read_by?: string[]}) => boolean} IsRead */

/** @param {Words} words @param {IsRead} isRead */
function entry({ label, text, field, lines }, isRead) {
  if (field?.private) text = say("Kept private: it is not part of what is signed.");
  else if (lines?.length) {
    const cells = (/** @type {import('./answers.js').Line} */ line) =>
      line.cells.filter((c) => !c.field?.private && isRead(c.field || {}));
    const open = lines.map((line) => ({ ...line, cells: cells(line) }));
    return el("div", null, el("dt", null, label), el("dd", null, table(label, open, field)));
  }
  return el("div", null, el("dt", null, label), el("dd", null, text || nothing(field)));
}

/** What stands where nothing is answered. @param {Field} [field] */
const nothing = (field) => (field?.type === "tick" ? say("Not ticked") : say("Not answered"));

/** @param {string} label @param {import('./answers.js').Line[]} lines @param {Field} [field] */
function table(label, lines, field) {
  const columns = new Map(lines.flatMap((line) => line.cells).map((cell) => [cell.key, cell.label]));
  const head = [...columns.values()].map((text) => el("th", { scope: "col" }, text));
  const rows = lines.map(({ label, cells }) => {
    const of = (/** @type {string} */ key) => cells.find((cell) => cell.key === key);
    const tds = [...columns.keys()].map((key) => el("td", null, of(key)?.text || nothing(of(key)?.field)));
    return el("tr", null, el("th", { scope: "row" }, label), ...tds);
  });
  const corner = field?.rows ? el("td", null) : el("th", { scope: "col" }, say("Row"));
  return el(
    "div",
    { className: "scroll", role: "group", tabIndex: 0, "aria-label": label },
    el("table", null, el("thead", null, el("tr", null, corner, ...head)), el("tbody", null, ...rows)),
  );
}

/**
 * Shows, at the head of a form's page, what a signer reads, and leaves them of the fields only those of the lanes that
 * have still to sign.
 *
 * @param {Page} p
 */
export function reading(p) {
  const { definition, fields, store } = p;
  const { main } = parts(p.draft);
  const lanes = unsigned(main, definition).map((f) => f.lane || "");
  const isOwn = (/** @type {Field | undefined} */ f) => !!f?.for && lanes.includes(f.for);
  const own = definition.fields.filter((f) => isOwn(f) || f.columns?.some(isOwn));
  for (const field of definition.fields) boxOf(field.id)?.classList.toggle("to-fill", own.includes(field));
  fields.lock(!!p.locked, (control) => {
    const field = own.find((f) => isOf(f, control));
    const row = control.closest("tr");
    const cell = /** @type {HTMLElement} */ (control.closest("td"));
    return isOwn(field) || (!!row && isOwn(field?.columns?.[cellsOf(row).indexOf(cell)]));
  });
  const what = own.length
    ? say("Read the record below, fill in your part and sign. Then save the file or send it back.")
    : say("Read the record below and sign. Then save the file or send it back.");
  return [
    el("h2", null, say("Read and sign")),
    el("p", null, what),
    toRead(main, definition, namesOf(p.data, store.list()), lanes, own),
  ];
}
