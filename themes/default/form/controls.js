// One control, or a group of them, for each type of field; in a field of its own or in a cell of a table.
import { all, button, el, on, say } from "./dom.js";
import { dateWords, readDate, readNumber, readTime } from "./dates.js";
import { echo } from "./echo.js";
import { pick } from "./picks.js";
import { table } from "./tables.js";

/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./fields.js').Control} Control */
/** @typedef {import('./fields.js').Env} Env */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Box */

/**
 * Gives back what was written exactly as it came, until somebody changes it.
 *
 * @param {Control} control
 * @returns {Control}
 */
export function keep(control) {
  /** @type {any} */
  let came;
  let shown = "";
  const state = () => JSON.stringify([control.read()]);
  return {
    ...control,
    bare: control.read,
    read: () => (shown && state() === shown ? came : control.read()),
    write(value) {
      control.write(value);
      came = value;
      shown = value === undefined ? "" : state();
    },
  };
}

/**
 * @param {Field} field
 * @param {HTMLElement} box  holds the controls, and nothing of another field
 * @param {Env} env
 * @param {() => string} [where]  what a problem's text begins with
 * @param {string} [owner]        the field that answers for it: its own, or its table
 * @returns {Control}
 */
export function control(field, box, env, where = () => field.label, owner = field.id) {
  const input = /** @type {HTMLInputElement} */ (box.querySelector("input, textarea, select"));
  /** @param {string} text @param {string} is */
  const problem = (text, is) =>
    text ? [{ field: owner, id: input.id, text: where() + ": " + text, is: where() + " is " + is }] : [];
  const none = () => [];
  switch (field.type) {
    case "table":
      return table(field, box, env);
    case "pick":
      return keep(pick(field, box, env));
    case "tick":
      return keep({
        read: () => (input.checked ? "yes" : undefined),
        write: (v) => {
          input.checked = v === "yes";
        },
        problems: none,
      });
    case "choice":
    case "scale":
    case "choices":
      return keep(options(field, box, env, problem));
    case "line":
    case "text":
      return keep({
        read: () => input.value || undefined,
        write: (v) => {
          input.value = typeof v === "string" ? v : "";
        },
        problems: none,
      });
  }
  return typed(field, input, problem);
}

/** What a typed answer is read by, how it is shown, and what to write instead of one that cannot be read. */
const date = /** @type {const} */ ([readDate, dateWords, "a date", "27 March 2026"]);
const number = /** @type {const} */ ([readNumber, (/** @type {string} */ s) => s, "a number", "7.5"]);
/** @type {{[type: string]: readonly [(text: string) => string, (stored: string) => string, string, string]}} */
const kinds = { date, expiry: date, time: [readTime, (s) => s, "a time", "16:30"], number, hours: number };

/**
 * A date, time or number: typed in any sensible way, read as it is stored.
 *
 * @param {Field} field
 * @param {HTMLInputElement} input
 * @param {(text: string, is: string) => import('./types.js').Problem[]} problem
 * @returns {Control}
 */
function typed(field, input, problem) {
  const [read, shown, what, such] = kinds[field.type],
    day = kinds[field.type] === date;
  const look = echo(input, false, !day && (() => wrong() && `Please look again: ${wrong()}.`));
  if (!day)
    on(input, "change", () => {
      input.value = read(input.value) || input.value;
    });
  /** What to write instead. */
  function wrong() {
    const good = read(input.value),
      n = Number(good),
      least = field.min || (field.type === "hours" ? "0" : "");
    return !good
      ? input.value.trim() && `write ${what}, such as ${such}`
      : least && n < Number(least)
        ? "the least is " + least
        : field.max && n > Number(field.max)
          ? "the most is " + field.max
          : "";
  }
  return {
    read: () => read(input.value) || input.value.trim() || undefined,
    write(value) {
      const text = typeof value === "string" ? value : "",
        good = read(text);
      input.value = good ? shown(good) : text;
      look();
    },
    problems: () => problem(wrong(), read(input.value) ? "out of range" : "not " + what),
  };
}

/**
 * One of some options, or several of them: radio buttons, tick boxes or a list.
 *
 * @param {Field} field
 * @param {HTMLElement} box
 * @param {Env} env
 * @param {(text: string, is: string) => import('./types.js').Problem[]} problem
 * @returns {Control}
 */
function options(field, box, env, problem) {
  const many = field.type === "choices";
  const list = box.querySelector("select");
  const group = /** @type {HTMLElement} */ (box.querySelector(".options"));
  /** @returns {(HTMLInputElement | HTMLOptionElement)[]} */
  const offered = () => (list ? [...list.options].slice(1) : all(group, "input"));
  const on_ = list ? "selected" : "checked";
  const chosen = () =>
    offered()
      .filter((o) => /** @type {any} */ (o)[on_])
      .map((o) => o.value);
  const clear =
    !list &&
    !many &&
    button(
      "Clear this choice",
      () => {
        const at = /** @type {HTMLInputElement} */ (offered()[0]);
        write();
        at.focus();
        say("Choice cleared");
        env.changed();
      },
      { className: "link clear", hidden: true },
    );
  const look = () => {
    if (clear) clear.hidden = !chosen().length;
  };
  if (clear) group.after(clear);
  on(box, "change", look);

  /** @param {any} [value] */
  function write(value) {
    const want = Array.isArray(value) ? value : value ? [value] : [];
    for (const text of want) {
      if (typeof text !== "string" || offered().some((o) => o.value === text)) continue;
      // an option that the form had before stays where it was chosen
      if (list) list.append(el("option", null, text));
      else {
        const last = /** @type {HTMLElement} */ (group.lastElementChild),
          more = /** @type {HTMLElement} */ (last.cloneNode(true));
        const input = /** @type {HTMLInputElement} */ (more.querySelector("input")),
          label = /** @type {HTMLLabelElement} */ (more.querySelector("label"));
        input.id = label.htmlFor = input.id.replace(/\d+$/, (n) => String(+n + 1));
        input.value = label.textContent = text;
        last.after(more);
      }
    }
    for (const o of offered()) /** @type {any} */ (o)[on_] = want.includes(o.value);
    if (list && !want.length) list.value = "";
    look();
  }
  return {
    read: () => (chosen().length ? (many ? chosen() : chosen()[0]) : undefined),
    write,
    problems: () =>
      problem(
        chosen().every((text) => (field.options || []).includes(text))
          ? ""
          : "choose again: the options have changed since",
        "no longer offered",
      ),
  };
}

const growing = CSS.supports("field-sizing", "content");

/**
 * Lets a box be as high as what is written in it, where the style cannot.
 *
 * @param {HTMLElement} area
 */
export function grow(area) {
  if (growing || !area.offsetHeight) return;
  area.style.height = "auto";
  area.style.height = area.scrollHeight + area.offsetHeight - area.clientHeight + "px";
}
