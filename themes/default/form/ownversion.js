// A record of another version of the toolkit keeps that version, and is read, changed and signed on that version's form.

import { say } from "../say.js";
import { el } from "./dom.js";

/** @typedef {import('./model.js').FormRecord} FormRecord */
/** @typedef {import('./model.js').PageData} PageData */
/** @typedef {import('./model.js').Page} Page */

/**
 * The address of a record on its form under its own version; "" where that is not on this site.
 *
 * @param {FormRecord} record
 * @param {PageData} data
 */
export const ownForm = ({ version, form, record }, { versions, root }) =>
  versions?.includes(version) ? `${root}v/${encodeURIComponent(version)}/forms/${form}.html#record=${record}` : "";

/** Leads to it. @param {FormRecord} record @param {PageData} data */
export function versionWords(record, data) {
  const href = ownForm(record, data);
  if (href) return el("a", { href }, say("Open it on the version {1} form", record.version));
  return say("It belongs to version {1}, which is not on this site.", record.version);
}

/** Shows at the head of a form's page that its record is of another version. @param {Page} p */
export function versionNote(p) {
  const box = el("p", { className: "notice", hidden: true });
  p.head.box.before(box);
  return () => {
    const { base, record } = p.draft;
    box.hidden = record.version === p.definition.version || (!base && !record.signed.length);
    if (!box.hidden)
      box.replaceChildren(
        say("This record stays on its own version of the toolkit.") + " ",
        versionWords(record, p.data),
      );
  };
}
