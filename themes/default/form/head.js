// The head of a record, above its fields: the day that it is about and, on forms filled in about each, the competency.

import { el, grouped, on } from "./dom.js";
import { dateWords, readDate } from "./dates.js";
import { echo } from "./echo.js";

/** @typedef {import('./types.js').FormRecord} FormRecord */

/**
 * @param {import('./types.js').PageData} data
 * @param {() => void} changed
 */
export function recordHead(data, changed) {
  const definition = /** @type {import('./types.js').Definition} */ (data.definition),
    each = definition.repeats === "each-competency";
  const date = el("input", {
    type: "text",
    id: "f-_date",
    className: "w-date",
    autocomplete: "off",
    "aria-describedby": "h-_date",
  });
  const hint = el("p", { className: "hint typing", id: "h-_date" }, "For example, 27 March 2026");
  const about = el("select", { id: "f-_about" });
  let stored = "";

  const option = (/** @type {string} */ value, /** @type {string} */ text) => el("option", { value }, text);
  about.append(option("", "Choose"));
  for (const [label, list] of grouped(data.competencies || [])) {
    const options = list.map((c) => option(c.id, c.label));
    about.append(...(label ? [el("optgroup", { label }, ...options)] : options));
  }

  const read = () => readDate(date.value, undefined, true);
  on(date, "input", () => {
    const next = read() || stored;
    if (next === stored) return;
    stored = next;
    changed();
  });
  on(about, "change", changed);

  const box = el(
    "div",
    { className: "record-head" },
    el("div", { className: "field", id: "s-_date" }, el("label", { htmlFor: date.id }, "Date it is about"), hint, date),
    each &&
      el(
        "div",
        { className: "field", id: "s-_about" },
        el("label", { htmlFor: about.id }, "Competency it is about ", el("span", { className: "req" }, "required")),
        about,
      ),
  );
  const look = echo(date, true);
  // a form that is printed to be filled in by hand has no date yet
  on(window, "beforeprint", () => {
    if (box.matches(".blank")) date.value = "";
  });
  on(window, "afterprint", () => {
    date.value = date.value || dateWords(stored);
  });

  return {
    box,
    /** @param {FormRecord} record */
    write(record) {
      stored = record.date;
      date.value = dateWords(stored);
      if (record.about && !about.querySelector(`[value="${CSS.escape(record.about)}"]`))
        about.append(option(record.about, record.about));
      about.value = record.about;
      look();
    },
    read: () => ({ date: stored, about: each ? about.value : "" }),
    /** @param {boolean} yes */
    lock(yes) {
      date.readOnly = yes;
      about.disabled = yes;
    },
    problems: () => [
      ...(read()
        ? []
        : [{ field: "_date", id: date.id, text: "Date it is about: write a date, such as 27 March 2026" }]),
      ...(!each || about.value ? [] : [{ field: "_about", id: about.id, text: "Competency it is about: choose one" }]),
    ],
  };
}
