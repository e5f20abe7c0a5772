// What comes to a new record from the last one of its form.

import { others } from "./keeping.js";
import { second } from "./second.js";

/** Offers the rows that are still open there. @param {import('./types.js').Page} p */
export function carry(p) {
  const last = others(p)
    .filter((d) => d.record.form === p.definition.form)
    .sort((a, b) => (a.record.date < b.record.date ? 1 : -1))[0];
  if (last)
    second(p.data).then(
      (later) => later.carry(last, p),
      () => {},
    );
}
