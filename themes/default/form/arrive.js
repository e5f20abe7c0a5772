// What came in one zip, or in several files: a list of it, each one tap from reading and signing, and one file back.

import { say, several } from "../say.js";
import { ask } from "./ask.js";
import { unsigned } from "./complete.js";
import { dateWords } from "./dates.js";
import { el, speak, tag } from "./dom.js";
import { fetched, notLoaded } from "./fetched.js";
import { parts } from "./handover.js";
import { ownForm, versionWords } from "./ownversion.js";
import { namesOf } from "./reading.js";
import { newId } from "./record.js";
import { send } from "./send.js";
import { openSitting } from "./sitting.js";
import { admit, arrived, draftOf, meet } from "./takein.js";
import { decide } from "./twostates.js";
import { otherWords } from "./whose.js";
import { sendWords } from "./wording.js";

/** @typedef {import('./model.js').Definition} Definition */
/** @typedef {import('./model.js').FormRecord} FormRecord */
/** @typedef {import('./drafts.js').Draft} Draft */
/** @typedef {import('./recordfiles.js').Opened} Opened */

/** All forms of the version by their ids. @typedef {{[form: string]: {href: string, definition: Definition}}} Forms */

/**
 * Where records come to: a form's page, or the forms index.
 *
 * @typedef {object} Place
 * @property {import('./model.js').PageData} data
 * @property {HTMLElement} place
 * @property {import('./device.js').Device} device
 * @property {import('./drafts.js').Drafts} store
 * @property {(record: FormRecord) => Draft | null} here  what there is of it
 * @property {(draft: Draft, files?: File[]) => import('./drafts.js').Trouble} keep
 * @property {(draft: Draft) => Promise<File[]>} filesOf
 * @property {(list: Draft[]) => void} sent
 */

/** @type {import('./fetched.js').Fetched<Forms>} */
const definitions = fetched("definitions");

/**
 * @param {Opened[]} records
 * @param {string[]} faults  what could not be read
 * @param {Place} to
 */
export function arrive(records, faults, to) {
  const failed = () => ask(to.place, [notLoaded]);
  /** @type {import('./takein.js').Whose} */
  const whose = { ...to, ask: (words, choices) => ask(to.place, words, choices) };
  const go = (/** @type {Opened[]} */ list) =>
    definitions.come(to.data, (forms) => takeIn(list, faults, forms, to), failed);
  admit(records, whose, go);
}

/** @param {Opened[]} records @param {string[]} faults @param {Forms} forms @param {Place} to */
function takeIn(records, faults, forms, to) {
  const lines = [];
  /** @type {Draft[]} */
  const waiting = [];
  /** @type {Map<string, File[]>} */
  const files = new Map();
  for (const opened of records) {
    const form = forms[opened.record.form];
    const other = otherVersion(opened, form, to);
    if (other) {
      lines.push(other);
      continue;
    }
    const draft = takeOne(opened, form.definition, to, lines);
    files.set(draft.record.record, opened.files);
    if (draft.record.status === "complete" && unsigned(parts(draft).main, draft.definition).length) waiting.push(draft);
    else {
      const whose = otherWords(to, draft.record);
      lines.push(el("li", null, linkTo(draft, form.href, to), " ", stateOf(draft), " ", whose));
    }
  }
  const title = el("h2", { tabIndex: -1 }, several(records.length, "{1} record opened", "{1} records opened"));
  const list = el("ul", { className: "list" }, ...lines);
  const sitting = el("div", null);
  const wrong = faults.map((text) => el("p", null, text));
  const box = el("section", { className: "arrived" }, title, ...wrong, sitting, lines.length > 0 && list);
  to.place.replaceChildren(box);
  const filesOf = async (/** @type {Draft} */ d) => files.get(d.record.record) || to.filesOf(d);
  if (waiting.length) signAll(sitting, waiting, { ...to, filesOf }, forms);
  title.focus();
  speak(title.textContent || "");
}

/**
 * A line about a record of another version, or of a form that there is not; nothing where it can be taken in here. Its
 * own form finds it on the device.
 *
 * @param {Opened} opened
 * @param {Forms[string] | undefined} form
 * @param {Place} to
 */
function otherVersion({ record, own, files, title }, form, { data, here, keep }) {
  const { version, date } = record;
  const words = `${form?.definition.title || title || record.form}, ${dateWords(date)}. `;
  if (form && (!version || version === form.definition.version)) return null;
  if (version === data.version) return el("li", null, words, say("This form is not in the toolkit."));
  record = { ...record, record: record.record || newId() };
  const known = here(record);
  if (!known && form && ownForm(record, data)) keep(draftOf(record, own, form.definition), files);
  return el("li", null, words, versionWords(record, data), known && ". " + say("Open the file there too."));
}

/**
 * Takes in one record; where it differs from what is here, a line asks which is right.
 *
 * @param {Opened} opened
 * @param {Definition} definition
 * @param {Place} to
 * @param {HTMLElement[]} lines
 * @returns {Draft} as it is here now
 */
function takeOne(opened, definition, to, lines) {
  const { files } = opened;
  const { before, next } = arrived(opened, definition, to.here);
  if (!before) {
    to.keep(next, files);
    return next;
  }
  const met = meet(before, next, namesOf(to.data, [before, next]));
  if ("both" in met) {
    if (met.added.length) to.keep(met.both, files);
    return met.added.length ? met.both : before;
  }
  const line = el("li", null, `${definition.title}, ${dateWords(next.record.date)}. `);
  /** @type {Draft} */
  let now = before;
  decide(met, {
    ask: (words, choices) => ask((box) => line.append(box), words, choices, true),
    take(draft, words) {
      now = draft;
      draft.rev = before.rev;
      to.keep(draft, files);
      line.append(words);
    },
  });
  lines.push(line);
  return now;
}

/** @param {Draft} draft @param {string} href @param {Place} to */
function linkTo({ definition, record }, href, { data }) {
  const words = `${definition.title}, ${dateWords(record.date)}`;
  return el("a", { href: `${data.root}${href}#record=${record.record}` }, words);
}

/** @param {Draft} draft */
function stateOf({ record }) {
  const complete = record.status === "complete";
  return tag(complete ? "done" : "draft", complete ? say("Complete") : say("Draft"));
}

/** @param {HTMLElement} place @param {Draft[]} waiting @param {Place} to @param {Forms} forms */
function signAll(place, waiting, to, forms) {
  const keep = (/** @type {Draft} */ d) => to.keep(d) !== "other";
  /** @param {string} words @param {Draft[]} signed */
  const done = (words, signed) => {
    const back = () => send(signed, { ...to, place });
    ask(place, [words], [[sendWords[1], back], [say("Not yet")]]);
  };
  openSitting(place, to, waiting, keep, done, (d) => linkTo(d, forms[d.record.form].href, to));
}
