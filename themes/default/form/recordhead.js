// The head of a record, above its fields: the day that it is about and, on forms filled in about each, the competency.

import { say } from "../say.js";
import { dateWords, readDate } from "./dates.js";
import { el, grouped, on } from "./dom.js";
import { echo } from "./echo.js";
import { boxId, controlId, hintId } from "./markup.js";

/** The ids of the two fields, which no form can give. */
export const dateField = "_date";
const aboutField = "_about";
const example = dateWords("2026-03-27");

/** @param {string} [title]  the form's */
export const dateLabel = (title = "") =>
  /meeting$/i.test(title) ? say("Date of the meeting") : say("Date it is about");
const aboutLabel = say("{Competency} it is about");

/** @typedef {{date: string, about: string}} Head */

/**
 * @param {import('./model.js').PageData} data
 * @param {() => void} changed
 * @param {() => boolean} repeats  whether another date or competency makes another record
 * @param {(next: Head) => void} another  makes it; what is here stays as it is
 */
export function recordHead(data, changed, repeats, another) {
  const each = data.definition?.repeats === "each-competency";
  const props = { type: "text", className: "w-date", autocomplete: "off", "aria-describedby": hintId(dateField) };
  const date = el("input", { ...props, id: controlId(dateField) });
  const about = competencies(data.competencies || []);
  let stored = "";
  let storedAbout = "";
  const label = dateLabel(data.definition?.title);
  const read = () => {
    const day = readDate(date.value, "past");
    return day < "2000" ? "" : day;
  };
  on(date, "input change", (e) => take(e, { date: read() || stored, about: storedAbout }));
  on(about, "change", (e) => take(e, { date: stored, about: about.value }));

  /** @param {Event} e @param {Head} next */
  function take(e, next) {
    if (next.date + next.about === stored + storedAbout) return;
    // half a date may be another one, so the box must have lost the focus
    if (repeats()) return e.type === "change" && another(next);
    stored = next.date;
    storedAbout = next.about;
    changed();
  }
  const box = el("div", { className: "record-head" }, dateBox(date, label), each && aboutBox(about));
  const look = echo(date, "past");
  // a form that is printed to be filled in by hand has no date yet
  on(window, "beforeprint", () => box.matches(".blank") && (date.value = ""));
  on(window, "afterprint", () => (date.value ||= dateWords(stored)));

  return {
    box,
    /** @param {import('./model.js').FormRecord} record */
    write(record) {
      stored = record.date;
      date.value = dateWords(stored);
      choose(about, (storedAbout = record.about));
      look();
    },
    read: () => ({ date: stored, about: each ? storedAbout : "" }),
    /** @param {boolean} yes */
    lock(yes) {
      date.readOnly = yes;
      about.disabled = yes;
    },
    problems() {
      const list = [];
      if (!read()) list.push(problem(dateField, label, say("write {1}, such as {2}", say("a date"), example)));
      if (each && !about.value) list.push(problem(aboutField, aboutLabel, say("choose one")));
      return list;
    },
  };
}

/** @param {string} field @param {string} label @param {string} words */
const problem = (field, label, words) => ({ field, id: controlId(field), text: `${label}: ${words}` });

/** @param {HTMLElement} date @param {string} text */
function dateBox(date, text) {
  const hint = el("p", { className: "hint typing", id: hintId(dateField) }, say("For example, {1}", example));
  const label = el("label", { htmlFor: date.id }, text);
  return el("div", { className: "field", id: boxId(dateField) }, label, hint, date);
}

/** @param {HTMLElement} about */
function aboutBox(about) {
  const required = el("span", { className: "req" }, say("required"));
  const label = el("label", { htmlFor: about.id }, aboutLabel + " ", required);
  return el("div", { className: "field", id: boxId(aboutField) }, label, about);
}

/** @param {string} value @param {string} text */
const option = (value, text) => el("option", { value }, text);

/** A list to choose a competency from. @param {import('./model.js').Named[]} list */
function competencies(list) {
  const about = el("select", { id: controlId(aboutField) }, option("", say("Choose")));
  for (const [label, members] of grouped(list)) {
    const options = members.map((c) => option(c.id, c.label));
    about.append(...(label ? [el("optgroup", { label }, ...options)] : options));
  }
  return about;
}

/**
 * Chooses a competency, even one that the version does not have.
 *
 * @param {HTMLSelectElement} about
 * @param {string} id
 */
function choose(about, id) {
  if (id && !about.querySelector(`[value="${CSS.escape(id)}"]`)) about.append(option(id, id));
  about.value = id;
}
