// What became of a record that was saved through the desk of precept serve, as elements of a form's page.

import { say } from "../say.js";
import { el } from "./dom.js";

/**
 * What the desk says of one or more findings; see internal/desk/messages.go.
 *
 * @typedef {{kind: string, text: string, help: string, technical: string[] | null, own: boolean}} Message
 */

/**
 * What became of a delivery; see internal/desk/results.go.
 *
 * @typedef {object} Outcome
 * @property {string} delivery  its id
 * @property {"open" | "accepted" | "cancelled" | "undone"} stage
 * @property {string} state     of the record: "new", "same", "later", "signed", "replaces", "conflict", "refused"
 *   or "empty"
 * @property {string} name      whose it is
 * @property {string} href      of their portfolio, or ""
 * @property {string} digest    of the record as it is on the disk now, or "" where it was not written
 * @property {string[]} files   that were written
 * @property {boolean} beside   it was kept beside the record that is there
 * @property {{label: string, here: string, there: string}[]} differences
 * @property {Message[]} messages
 * @property {string[] | null} notes
 */

/**
 * Technical words, folded.
 *
 * @param {string} summary
 * @param {string[] | null} list
 */
export const behind = (summary, list) =>
  list?.length
    ? el(
        "details",
        { className: "more" },
        el("summary", null, summary),
        el("div", null, ...list.map((text) => el("p", null, el("code", null, text)))),
      )
    : null;

/** @param {Message[]} list */
export const messages = (list) =>
  list.length
    ? el(
        "ul",
        null,
        ...list.map((m) =>
          el(
            "li",
            null,
            m.kind && el("strong", null, m.kind + ": "),
            m.text + (m.help && " " + m.help),
            behind(m.own ? say("Where it is") : say("Technical details"), m.technical),
          ),
        ),
      )
    : null;

const columns = [say("What"), say("In the portfolio"), say("On this page")];

/** @param {Outcome["differences"]} list */
export const differences = (list) => {
  const cell = (/** @type {string} */ label, /** @type {string} */ text) =>
    el("td", { "data-label": label }, text || say("nothing"));
  const rows = list.map((d) =>
    el("tr", null, el("th", { scope: "row" }, d.label), cell(columns[1], d.there), cell(columns[2], d.here)),
  );
  return el(
    "div",
    { className: "precept-save-table", tabIndex: 0, role: "group", "aria-label": say("What differs") },
    el(
      "table",
      null,
      el("thead", null, el("tr", null, ...columns.map((text) => el("th", { scope: "col" }, text)))),
      el("tbody", null, ...rows),
    ),
  );
};
