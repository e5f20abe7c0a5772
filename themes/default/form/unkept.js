// The page of a form of which nothing is kept: its fields, and a way to clear them.

import { ask } from "./ask.js";
import { button, row } from "./dom.js";
import { fields } from "./fields.js";
import { guard } from "./second.js";

/**
 * @param {import('./types.js').PageData} data
 * @param {HTMLElement} form
 * @param {HTMLElement} foot
 */
export function unkept(data, form, foot) {
  const open = fields(form, data, () => {});
  guard(form, data, () => {});
  foot.append(
    row(
      button("Clear", () =>
        ask(
          foot,
          ["Clear all that is written on this page?"],
          [["Yes, clear it", () => open.write({})], ["No, keep it"]],
        ),
      ),
    ),
  );
}
