// The page of a form of which nothing is kept: its fields, and a way to clear them.

import { say } from "../say.js";
import { ask } from "./ask.js";
import { button, row } from "./dom.js";
import { guard } from "./fetchlater.js";
import { fields } from "./fields.js";

/**
 * @param {import('./model.js').PageData} data
 * @param {HTMLElement} form
 * @param {HTMLElement} foot
 */
export function nothingKept(data, form, foot) {
  const open = fields(
    form,
    data,
    () => {},
    () => "",
  );
  guard(form, data, () => {});
  /** @type {import('./ask.js').Choices} */
  const choices = [[say("Yes, clear it"), () => open.write({})], [say("No, keep it")]];
  foot.append(row(button(say("Clear"), () => ask(foot, [say("Clear this page?")], choices))));
}
