// What a form's page offers to the desk of precept serve, and to tests. desk.js finds it on window, or hears of it
// once it is there.

import { keep, now, take } from "./keeping.js";
import { handedOver, markOf } from "./parts.js";
import { fetched } from "./second.js";

/** @param {import("./types.js").Page} p */
export function announce(p) {
  /** @type {import("./types.js").FormPage} */
  const page = {
    definition: p.definition,
    record: () => now(p).main,
    own: () => now(p).own,
    base: () => p.draft.base,
    load: (record, own) => fetched(p, (later) => later.load(record, own, p)),
    saved(state) {
      take(p);
      const { draft } = p;
      handedOver(draft, "filed");
      draft.base = state;
      if (draft.filed) draft.filed.mark = markOf(draft);
      keep(p);
    },
    attachments: () => p.attached,
  };
  /** @type {any} */ (window).precept = page;
  document.dispatchEvent(new CustomEvent("precept:ready"));
}
