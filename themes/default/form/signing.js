// The fields for signatures on a form's page. How to sign in them, and what is signed, comes with the second script.

import { say } from "../say.js";
import { all, el } from "./dom.js";
import { whenHere } from "./fetchlater.js";
import { parts } from "./handover.js";
import { boxOf } from "./markup.js";

/** @param {import('./model.js').Page} p */
export function signing(p) {
  const fields = p.definition.fields.filter((f) => f.type === "sign" && boxOf(f.id));
  const boxes = fields.map((f) => /** @type {HTMLFieldSetElement} */ (boxOf(f.id)));
  // where nobody has to sign, the fields are folded away
  const folds = fields.some((f) => f.required) ? [] : fold(boxes);
  /** @type {ReturnType<import('./later.js').Later["signatures"]> | undefined} */
  let show;
  whenHere((later) => {
    show = later.signatures(p, fields);
    show(parts(p.draft).main, true);
  });
  return {
    /**
     * Shows what is signed.
     *
     * @param {import('./model.js').FormRecord} main
     * @param {boolean} [another]  another record has come to the page
     */
    show(main, another) {
      if (another && main.signed.length) folds.slice(-1).forEach((last) => (last.open = true));
      show?.(main, another);
    },
    /** @param {boolean} yes */
    lock: (yes) => boxes.forEach((box) => (box.disabled = yes)),
    /** Empties what was typed and not signed. */
    clear() {
      for (const box of boxes) for (const input of all(box, "input")) /** @type {any} */ (input).value = "";
    },
  };
}

/** Puts boxes into details elements, those that follow one another into one. @param {HTMLElement[]} boxes */
function fold(boxes) {
  /** @type {HTMLDetailsElement[]} */
  const folds = [];
  for (const box of boxes) {
    let [last] = folds.slice(-1);
    if (!last || last.nextElementSibling !== box) {
      last = el("details", { className: "more" }, el("summary", null, say("Sign these notes")));
      folds.push(last);
      box.before(last);
    }
    last.append(box);
  }
  return folds;
}
