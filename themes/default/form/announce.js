// What a form's page offers to the desk of precept serve, and to tests. desk.js finds it on window, or hears of it
// once it is there.

import { collect, current, keep } from "./autosave.js";
import { withExchange } from "./fetchlater.js";
import { handedOver, markOf } from "./handover.js";

/** @param {import("./model.js").Page} p */
export function announce(p) {
  /** @type {import("./model.js").FormPage} */
  const page = {
    definition: p.definition,
    record: () => current(p).main,
    own: () => current(p).own,
    base: () => p.draft.base,
    load: (record, own) => withExchange(p, (x) => x.load(record, own, p)),
    saved(state) {
      collect(p);
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
