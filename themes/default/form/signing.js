// Signing on a form's page: in the fields for signatures it shows what is signed, and takes what is signed now.

import { all, el } from "./dom.js";
import { boxOf } from "./markup.js";
import { reset, showSigned, signatureField } from "./signaturefield.js";

/** @param {import('./model.js').Page} p */
export function signing(p) {
  const signatures = p.definition.fields.filter((f) => f.type === "sign" && boxOf(f.id));
  const list = signatures.map((field) => signatureField(p, field));
  // where nobody has to sign, the fields are folded away
  const folds = signatures.some((f) => f.required) ? [] : fold(list.map((s) => s.box));
  return {
    /**
     * Shows what is signed, and gives whose signatures no longer hold.
     *
     * @param {import('./model.js').FormRecord} main
     * @param {boolean} [another]  another record has come to the page
     */
    show(main, another) {
      if (another) list.forEach(reset);
      if (another && main.signed.length) folds.slice(-1).forEach((last) => (last.open = true));
      return list.flatMap((s) => showSigned(s, main));
    },
    /** @param {boolean} yes */
    lock: (yes) => list.forEach((s) => (s.box.disabled = yes)),
    /** Empties what was typed and not signed. */
    clear() {
      for (const { box } of list) for (const input of all(box, "input")) /** @type {any} */ (input).value = "";
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
      last = el("details", { className: "more" }, el("summary", null, "Sign these notes"));
      folds.push(last);
      box.before(last);
    }
    last.append(box);
  }
  return folds;
}
