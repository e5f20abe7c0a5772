// Offers to a new record the rows that are still open in the last one of its form.

import { say, several } from "../say.js";
import { ask } from "./ask.js";
import { changed, otherDrafts } from "./autosave.js";
import { dateWords } from "./dates.js";
import { isMe, same, whose } from "./whose.js";

/** @typedef {import('./model.js').Row} Row */

/** @param {import('./model.js').Page} page */
export function carry(page) {
  const { form, subject } = page.definition;
  const name = page.draft.record.preceptee || whose(page);
  // never out of somebody else's record
  const isTheirs = (/** @type {string} */ other) =>
    !name || !other || same(other, name) || (isMe(page, other) && isMe(page, name));
  const all = otherDrafts(page).filter(({ record }) => record.form === form);
  const theirs = all.filter(({ record }) => subject === "organisation" || isTheirs(record.preceptee));
  const [last] = theirs.sort((a, b) => (a.record.date < b.record.date ? 1 : -1));
  if (!last) return;
  for (const { id, label, carries, open = "" } of page.definition.fields) {
    const rows = carries && last.record.answers[id];
    const list = /** @type {Row[]} */ (Array.isArray(rows) ? rows : []);
    const still = list.filter((r) => !r[open] && Object.keys(r).length);
    if (!still.length) continue;
    const number = several(still.length, "{1} open row", "{1} open rows");
    const words = say("{1}: your record of {2} has {3}.", label, dateWords(last.record.date), number);
    const bring = () => {
      const here = page.fields.read();
      page.fields.write({ ...here, [id]: [.../** @type {Row[]} */ (here[id] || []), ...still] });
      page.coach.know(page.coach.allowed(), true);
      changed(page);
    };
    ask(page.place, [words], [[say("Bring over {1}", number), bring], [say("Leave them")]], true);
  }
}
