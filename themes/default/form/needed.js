// What a record on the page still needs, shown and in words.

import { missing, unsigned } from "./complete.js";
import { take } from "./keeping.js";
import { fetched } from "./second.js";
import { count, laneWords } from "./words.js";

/** @typedef {import('./types.js').Page} Page */
/** @typedef {import('./types.js').Problem} Problem */

/** What is still to fill in, or to mend. @param {Page} p @returns {Problem[]} */
const lacks = (p) => [
  ...p.head.problems(),
  ...p.fields.problems(),
  ...missing(p.draft.record, p.definition).map((m) => ({ ...m, id: "f-" + m.field })),
];

/** Shows it at the top of the form and by each field. @param {Page} p @param {Problem[]} list */
export const show = (p, list) => {
  fetched(p, (later) => later.show(p.form, p.definition, list));
};

/** Shows what is still to fill in; whether there was anything. @param {Page} p */
export function lacking(p) {
  take(p);
  const list = lacks(p);
  show(p, list);
  return list.length > 0;
}

/** What is still to fill in and to sign, in words. @param {Page} p */
export function needed(p) {
  const open = new Set(lacks(p).map((l) => l.field)).size,
    names = [
      ...new Set(
        unsigned(p.draft.record, p.definition).map(
          (f) => "the " + laneWords(p.data, f.lane).replace(/^.(?=[a-z])/, (c) => c.toLowerCase()),
        ),
      ),
    ];
  if (open) return `${count(open, "answer")}${names.length ? ` and ${count(names.length, "signature")}` : ""} needed`;
  const all = p.definition.fields.some((f) => f.required && f.type !== "sign") && "All answers are in.",
    who = names.join(" and ");
  return (
    [all, who && `T${who.slice(1)} still ${names.length > 1 ? "have" : "has"} to sign.`].filter(Boolean).join(" ") ||
    "Nothing on this form is required"
  );
}
