// Which record a form's page begins with: the one that its address asks for, a draft, or what was never handed over.

import { withLater } from "./fetchlater.js";
import { handedOn } from "./sent.js";

/** @typedef {import('./model.js').Page} Page */
/** @typedef {import('./drafts.js').Draft} Draft */

/** Where it is kept, only for this tab, which record is open. @param {Page} p */
const openKey = (p) => `precept-open ${p.root}${p.definition.form}`;

/** Notes which record is open in this tab. @param {Page} p */
export function noteOpen(p) {
  try {
    sessionStorage.setItem(openKey(p), p.draft.record.record);
  } catch {
    // the only one is found again anyhow
  }
}

/**
 * Shows the record that is asked for, or was open last, or the only one that is open; else a new one, and asks which.
 *
 * @param {Page} p
 */
export function showFirst(p) {
  const mine = p.store.list().filter((d) => d.record.form === p.definition.form);
  const [asked, last] = wanted(p).map((id) => mine.find((d) => d.record.record === id));
  const open = mine.filter((d) => !handedOn(d));
  // a signer who loads the page again sees again what there is to sign
  const again = last && (open.includes(last) || (last.opened && !last.sent && !last.packed)) && last;
  const found = asked || again || (!open[1] && open[0]);
  p.adopt(found || p.draft);
  if (!found && mine.length) withLater(p, (later) => later.askWhich(p, mine));
}

/** The ids of the record that the address asks for, and of that which was open last in this tab. @param {Page} p */
function wanted(p) {
  const [, asked = ""] = /^#record=(\w+)$/.exec(location.hash) || [];
  if (asked) history.replaceState(null, "", location.pathname);
  try {
    return [asked, sessionStorage.getItem(openKey(p))];
  } catch {
    return [asked];
  }
}
