// Opens what comes to a form's page: a record of its form there, and several, or those of other forms, as a list.

import { say } from "../say.js";
import { arrive } from "./arrive.js";
import { ask } from "./ask.js";
import { flush, keepMarked, keepNow } from "./autosave.js";
import { unsigned } from "./complete.js";
import { dateWords } from "./dates.js";
import { speak } from "./dom.js";
import { parts } from "./handover.js";
import { ownForm } from "./ownversion.js";
import { show as showProblems } from "./needed.js";
import { namesOf } from "./reading.js";
import { namedFiles, readFiles } from "./recordfiles.js";
import { admit, arrived, meet } from "./takein.js";
import { decide } from "./twostates.js";
import { and } from "./wording.js";

/** @typedef {import('./model.js').FormRecord} FormRecord */
/** @typedef {import('./model.js').Page} Page */
/** @typedef {import('./drafts.js').Draft} Draft */

/**
 * Asks in the place of the questions that were asked before.
 *
 * @param {Page} page
 * @param {import('./dom.js').Child[]} words
 * @param {import('./ask.js').Choices} [choices]
 */
function askAlone(page, words, choices) {
  const put = (/** @type {HTMLElement} */ box) => {
    page.place.replaceChildren(box);
    box.scrollIntoView({ block: "nearest" });
  };
  return ask(put, words, choices);
}

/** The record as it is here, on the page or in the browser. @param {Page} page @param {FormRecord} record */
function here({ draft, store }, record) {
  return draft.changed && draft.record.record === record.record ? draft : store.get(record);
}

/** @param {File[]} files @param {Page} page */
export async function open(files, page) {
  const { data, definition, place, store } = page;
  flush(page);
  const find = (/** @type {FormRecord} */ own) =>
    own.record === page.draft.record.record ? page.draft.record : store.get(own)?.record;
  const { records, faults } = await readFiles(files, find).catch(() => unreadable);
  if (!records.length) return askAlone(page, faults);
  const [{ record, own, files: attached }] = records;
  const elsewhere = ownForm(record, data);
  if (records.length === 1 && !faults.length && record.form === definition.form && !elsewhere) {
    return load(record, own, page, attached);
  }
  arrive(records, faults, {
    ...{ data, place, store, device: page.device },
    here: (record) => here(page, record),
    keep(draft, files) {
      keepFiles(page, draft, files);
      if (draft.record.record !== page.draft.record.record) return store.put(draft);
      if (draft !== page.draft) page.adopt(draft);
      keepNow(page);
      return page.trouble;
    },
    filesOf: async (d) => (d === page.draft ? page.attached : store.files(d)),
    sent: (list) => keepMarked(page, list),
  });
}

const unreadable = { records: [], faults: [say("This file cannot be read.")] };

/**
 * Keeps files that came with a record beside those that are here of it.
 *
 * @param {Page} page
 * @param {Draft} draft
 * @param {File[]} [files]
 */
async function keepFiles(page, draft, files) {
  if (!files?.length) return;
  if (draft.record.record === page.draft.record.record) page.attached = namedFiles(draft, files, page.attached);
  if (page.device.owner() !== "own") return;
  page.store.keepFiles(draft, namedFiles(draft, files, await page.store.files(draft)));
}

/**
 * @param {FormRecord} record  as its file has it
 * @param {FormRecord | null} own
 * @param {Page} page
 * @param {File[]} [attached]  what it names
 */
export function load(record, own, page, attached = []) {
  const whose = {
    ...{ device: page.device, store: page.store, data: page.data },
    here: (/** @type {FormRecord} */ r) => here(page, r),
    ask: (/** @type {import('./dom.js').Child[]} */ words, /** @type {import('./ask.js').Choices} */ choices) =>
      askAlone(page, words, choices),
  };
  admit([{ record }], whose, () => take(record, own, page, attached));
}

/**
 * @param {FormRecord} record
 * @param {FormRecord | null} own
 * @param {Page} page
 * @param {File[]} attached
 */
function take(record, own, page, attached) {
  flush(page);
  const { before, next } = arrived({ record, own }, page.definition, (r) => here(page, r));
  const go = (draft = next) => {
    flush(page); // what was typed since it was asked is kept before
    draft.rev = before?.rev || 0;
    show(page, draft, attached);
  };
  if (before) return replace(page, before, next, go);
  if (!page.trouble || !page.draft.changed) return go();
  const words = say("What is on this page is not saved anywhere. The file will replace it.");
  askAlone(page, [words], [[say("Open the file"), () => go()], [say("Not yet")]]);
}

/**
 * Shows a record that came from a file, and to a signer what there is to sign.
 *
 * @param {Page} page
 * @param {Draft} draft
 * @param {File[]} [attached]
 */
function show(page, draft, attached = []) {
  const before = draft.record.record === page.draft.record.record ? page.attached : [];
  page.adopt(draft);
  keepNow(page);
  keepFiles(page, draft, [...attached, ...before]);
  const { main } = parts(draft);
  const title = /** @type {HTMLElement} */ (document.querySelector("h1"));
  title.tabIndex = -1;
  title.focus();
  speak(say("Opened: {1}, {2}", page.definition.title, dateWords(main.date)));
  const wrong = [...page.head.problems(), ...page.fields.problems()];
  if (wrong.length) showProblems(page, wrong);
  else if (main.status === "complete" && unsigned(main, page.definition).length) page.reading(true);
}

/**
 * Takes what the file adds to what is here: at once where only signatures are new, and what their lanes answered in
 * their own fields, else it decides between the two.
 *
 * @param {Page} page
 * @param {Draft} before
 * @param {Draft} next
 * @param {(draft: Draft) => void} go
 */
function replace(page, before, next, go) {
  const met = meet(before, next, namesOf(page.data, page.store.list()));
  if (!("both" in met)) {
    return decide(met, {
      ask: (words, choices) => askAlone(page, words, choices),
      take(draft, words) {
        go(draft);
        if (draft !== next) askAlone(page, [words]);
      },
    });
  }
  show(page, met.both);
  const names = and(met.added.map((s) => s.name));
  askAlone(page, [names ? say("Added: the signature of {1}.", names) : say("There is nothing new in this file.")]);
}
