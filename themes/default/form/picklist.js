// The list of a field that names others: what can be chosen, or the browser's own picker of files.

import { say } from "../say.js";
import { all, button, byId, el, grouped, on, speak } from "./dom.js";
import { filePicker } from "./filepicker.js";

/** @typedef {import('./model.js').Named} Named */
/** @typedef {import('./pick.js').Picker} Picker */

/** Makes the list; the focus stays where it was. @param {Picker} p */
export function pickList(p) {
  const { kind, inner } = p;
  if (kind === "attachments") {
    if (!inner.querySelector("input")) inner.replaceChildren(filePicker(p));
    return;
  }
  const at = document.activeElement;
  const value = inner.contains(at) ? /** @type {HTMLInputElement} */ (at).value : null;
  inner.replaceChildren(...choices(p), kind === "records" ? adder(p) : "");
  if (value !== null)
    all(inner, "input")
      .find((e) => /** @type {HTMLInputElement} */ (e).value === value)
      ?.focus();
  p.env.relock();
}

/** What is offered, of records only those of one owner, and what is chosen and not offered, in groups. @param {Picker} p */
function choices({ field, summary, offered: all, chosen, env }) {
  const offered = all.filter(
    ({ id, whose = "" }) => chosen.includes(id) || all[0].whose === undefined || env.owns?.(whose),
  );
  const unknown = chosen.filter((id) => !offered.some((o) => o.id === id));
  const others = unknown.map((id) => ({ id, label: id, group: offered.length ? say("Others") : "" }));
  let n = 0;
  const option = (/** @type {Named} */ one) => {
    const id = summary.id + "_" + ++n;
    const tick = el("input", { type: "checkbox", id, value: one.id, checked: chosen.includes(one.id) });
    return el("div", { className: "option" }, tick, el("label", { for: id }, one.label));
  };
  return grouped([...offered, ...others]).map(([group, list]) => {
    const legend = el("legend", { className: group ? "" : "quiet" }, group || field.label);
    return el("fieldset", null, legend, ...list.map(option));
  });
}

/** Takes in a record that is not listed. @param {Picker} p */
function adder(p) {
  const id = p.summary.id + "_0";
  const box = el("input", { type: "text", className: "w-line", id, autocomplete: "off" });
  const add = () => {
    const value = box.value.trim();
    box.value = "";
    if (!value || p.chosen.includes(value)) return;
    p.chosen.push(value);
    p.renew();
    byId(id)?.focus();
    speak(say("{1} added", value));
    p.env.changed();
  };
  on(box, "change", add);
  on(box, "keydown", (e) => {
    if (e.key !== "Enter") return;
    e.preventDefault();
    add();
  });
  const words = say("A record that is not listed: write its id, the last part of its file name");
  return el(
    "div",
    { className: "adder" },
    el("label", { for: id }, words),
    el("div", null, box, button(say("Add"), add)),
  );
}
