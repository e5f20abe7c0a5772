// One of some options, or several of them: radio buttons, tick boxes or a list.

import { say } from "../say.js";
import { all, button, el, on, speak } from "./dom.js";
import { optionsOf } from "./markup.js";
import { typeOf } from "./types.js";

/**
 * @param {import('./control.js').Place} place
 * @returns {import('./model.js').Control}
 */
export function options({ field, box, env, problem }) {
  const { many } = typeOf(field);
  const list = box.querySelector("select");
  const group = optionsOf(box);
  const mark = list ? "selected" : "checked";
  /** @returns {any[]} */
  const offered = () => (list ? [...list.options].slice(1) : all(group, "input"));
  /** @returns {string[]} */
  const chosen = () =>
    offered()
      .filter((o) => o[mark])
      .map((o) => o.value);
  const clear =
    !list && !many && button(say("Clear this choice"), clearChoice, { className: "link clear", hidden: true });
  const look = () => clear && (clear.hidden = !chosen().length);
  if (clear) group.after(clear);
  on(box, "change", look);

  function clearChoice() {
    const first = offered()[0];
    write();
    first.focus();
    speak(say("Choice cleared"));
    env.changed();
  }

  /** @param {any} [value] */
  function write(value) {
    const want = listOf(value);
    for (const text of want) {
      if (typeof text !== "string" || offered().some((o) => o.value === text)) continue;
      // an option that the form had before is offered while it is chosen
      if (list) list.append(el("option", null, text));
      else addOption(group, text);
    }
    for (const o of offered()) o[mark] = want.includes(o.value);
    if (list && !want.length) list.value = "";
    look();
  }

  function read() {
    const texts = chosen();
    if (!texts.length) return undefined;
    return many ? texts : texts[0];
  }

  function problems() {
    const known = chosen().every((text) => (field.options || []).includes(text));
    return problem(known ? "" : say("choose again: the options have changed since"), say("no longer offered"));
  }
  return { read, write, problems };
}

/** An answer as a list. @param {any} value @returns {any[]} */
export const listOf = (value) => [value || []].flat();

/** @param {HTMLElement} group @param {string} text */
function addOption(group, text) {
  const last = /** @type {HTMLElement} */ (group.lastElementChild);
  const more = /** @type {HTMLElement} */ (last.cloneNode(true));
  const input = /** @type {HTMLInputElement} */ (more.querySelector("input"));
  const label = /** @type {HTMLLabelElement} */ (more.querySelector("label"));
  input.id = label.htmlFor = input.id.replace(/\d+$/, (n) => String(+n + 1));
  input.value = label.textContent = text;
  last.after(more);
}
