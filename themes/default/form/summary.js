// What is wrong, said at the top of the form and beside each field.
import { all, byId, describe, el } from "./dom.js";

/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./types.js').Definition} Definition */

const controls = "input:not([type=hidden]), textarea:not(.paper-only), select, summary, button";

/**
 * @param {HTMLElement} form
 * @param {Definition} definition
 * @param {Problem[]} list
 */
export function show(form, definition, list) {
  for (const e of all(form, ".error-summary, .error")) {
    for (const other of e.id ? all(form, `[aria-describedby~="${e.id}"]`) : []) {
      describe(other, e.id, false);
      other.removeAttribute("aria-invalid");
    }
    e.remove();
  }
  if (!list.length) return;
  /** @type {Map<string, HTMLElement>} */
  const links = new Map();
  list.forEach(({ field, id, text }, i) => {
    const box = byId("s-" + field),
      at = byId(id) || box;
    if (!at || links.has(id + text)) return;
    const target = at.matches(controls) ? at : /** @type {HTMLElement | null} */ (at.querySelector(controls)) || at;
    const label = definition.fields.find((f) => f.id === field)?.label || "";
    const said = text.startsWith(label) ? text.slice(label.length).replace(/^: /, "") || "please fill this in" : text;
    // beside a control of its own, else below the words of the group that it belongs to
    const alone = at === target && !at.closest(".options, .pick");
    const tied = alone ? target : box || target;
    const message = el("p", { className: "error", id: "e-" + i }, said[0].toUpperCase() + said.slice(1));
    const before = alone ? target : tied.querySelector(".options, .scroll, .pick, .sign-lines") || target;
    before.before(message);
    describe(tied, message.id, true);
    if (alone) target.setAttribute("aria-invalid", "true");
    links.set(
      id + text,
      el(
        "li",
        null,
        el(
          "a",
          {
            href: "#" + target.id,
            onclick: (/** @type {Event} */ e) => {
              e.preventDefault();
              for (let up = target.parentElement; up; up = up.parentElement)
                if (up instanceof HTMLDetailsElement) up.open = true;
              target.focus();
              target.scrollIntoView({ block: "center" });
            },
          },
          text,
        ),
      ),
    );
  });
  const top = el(
    "div",
    { className: "error-summary", role: "alert", tabIndex: -1, "aria-labelledby": "error-title" },
    el("h2", { id: "error-title" }, "There is more to fill in"),
    el("ul", null, ...links.values()),
  );
  form.prepend(top);
  top.focus();
  top.scrollIntoView({ block: "start" });
}
