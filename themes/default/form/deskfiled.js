// What the portfolio has of the record on the page.

import { say } from "../say.js";
import { byId, el, on } from "./dom.js";
import { person } from "./deskpanel.js";

/** @typedef {import("./model.js").FormRecord} FormRecord */
/** @typedef {import("./deskpanel.js").Panel} Panel */

/** Tells one state of a record from another. @param {FormRecord} r */
const mark = (r) =>
  JSON.stringify([r.date, r.status, r.about, r.milestone, r.answers, r.signed, r.private, r.body, r.allow]);

/** What the portfolio has of the page's record, in words. @param {Panel} p */
function state(p) {
  const record = p.page.record();
  if (p.filed?.record !== record.record) return "";
  const { since, whose } = p.filed;
  if (p.filed.mark !== mark(record)) return say("Saved in {1}, without your latest changes.", whose);
  return since ? say("Saved in {1} at {2}.", whose, since) : say("The same as in {1}.", whose);
}

/** Says what the portfolio has, below where the page says what is kept on the device. @param {Panel} p */
export function showState(p) {
  const text = state(p);
  const whose = person(p);
  for (const line of p.states) {
    line.hidden = !text && whose?.id !== p.asked.get("for");
    if (text || line.hidden || !whose) line.textContent = text;
    else {
      const link = el("a", { href: "#precept-save-title" }, say("Save it there"));
      on(link, "click", (e) => {
        e.preventDefault();
        byId("precept-save-title")?.focus();
      });
      line.replaceChildren(say("For {1}’s portfolio.", whose.name) + " ", link, " " + say("when you have finished."));
    }
  }
}

/**
 * Notes that the portfolio has the record as it is on the page.
 *
 * @param {Panel} p
 * @param {string} digest  of that state
 * @param {string} since   the time, or ""
 */
export function noteFiled(p, digest, since) {
  const record = p.page.record();
  const name = person(p)?.name;
  const portfolio = name ? say("{1}’s portfolio", name) : say("the portfolio");
  const whose = p.practice ? say("the {place}’s records") : portfolio;
  p.filed = { record: record.record, mark: mark(record), digest, base: p.page.base(), since, whose };
  showState(p);
}

/**
 * The digest of the state that the page's record was made from: as the desk gave it, unless the page has opened or
 * handed over another since.
 *
 * @param {Panel} p
 */
export function baseOf(p) {
  const base = p.page.base();
  return p.filed?.base === base && p.filed.record === p.page.record().record ? p.filed.digest : base;
}
