// Fields that point at others: competencies, standards and records by tick boxes in groups, files by the browser's picker.
import { all, button, byId, el, grouped, on, say } from "./dom.js";

/** @typedef {import('./types.js').Field} Field */
/** @typedef {import('./types.js').Named} Named */
/** @typedef {import('./fields.js').Control} Control */
/** @typedef {import('./fields.js').Env} Env */

/**
 * A name that any disk and any host takes: a-z, 0-9, hyphen and full stop.
 *
 * @param {string} name
 * @param {(name: string) => boolean} taken
 */
export function safeName(name, taken) {
  const plain = name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  const [, stem, end] = /** @type {RegExpMatchArray} */ (plain.match(/^(.*?)(\.[a-z0-9]{1,5})?$/s));
  const safe =
    stem
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 60) || "file";
  let n = 1,
    now = safe + (end || "");
  while (taken(now)) now = safe + "-" + ++n + (end || "");
  return now;
}

/**
 * @param {Field} field
 * @param {HTMLElement} box
 * @param {Env} env
 * @returns {Control}
 */
export function pick(field, box, env) {
  const area = /** @type {HTMLTextAreaElement} */ (box.querySelector("textarea"));
  const kind = field.picks || "records",
    files = kind === "attachments";
  const noun = files ? "files" : kind,
    label = box.querySelector("label");
  /** @type {Named[]} */
  let offered = ((kind === "competencies" || kind === "standards") && env.data[kind]) || [];
  /** @type {string[]} */
  let chosen = [];
  let made = false;

  const summary = el("summary", { id: area.id, "aria-describedby": area.getAttribute("aria-describedby") });
  const inner = el("div", { className: "picks" });
  const details = el("details", { className: "pick" }, summary, inner);
  const said = el("ul", { className: files ? "chosen" : "chosen names", hidden: true });
  if (label) {
    // the words stay; what they name is now a group
    const p = el("p", { className: "label", id: "l-" + field.id });
    p.append(...label.childNodes);
    label.replaceWith(p);
    box.setAttribute("role", "group");
    box.setAttribute("aria-labelledby", p.id);
  }
  byId("h-" + field.id)
    ?.querySelector(".how")
    ?.classList.add("paper-only");
  // paper keeps its lines to write on
  area.className = "paper-only";
  for (const key of ["id", "aria-describedby", "aria-required"]) area.removeAttribute(key);
  area.before(details, said);

  /** @param {string} id */
  const wordsOf = (id) => offered.find((o) => o.id === id)?.label || id;

  function look() {
    const n = chosen.length;
    summary.textContent = (label ? "" : field.label + ": ") + `Choose ${noun}: ${n ? n + " chosen" : "none yet"}`;
    area.value = chosen.map(wordsOf).join("\n");
    said.hidden = !n;
    said.replaceChildren(
      ...chosen.map((id) =>
        el(
          "li",
          null,
          el("span", null, wordsOf(id)),
          files &&
            button(
              "Remove",
              () => {
                chosen = chosen.filter((other) => other !== id);
                env.files.delete(id);
                look();
                summary.focus();
                say(id + " is taken off the list");
                env.changed();
              },
              { "aria-label": "Remove " + id },
            ),
        ),
      ),
    );
    env.relock();
  }

  /** Shows what is chosen now, in the list too if that has been made. */
  function renew() {
    made = false;
    if (details.open) build();
    look();
  }

  /** Makes the list, when it is first opened or differs from what is chosen; the focus stays where it was. */
  function build() {
    if (made) return;
    made = true;
    if (files) {
      if (!inner.firstChild) inner.append(chooser());
      return;
    }
    const at = document.activeElement,
      value = inner.contains(at) ? /** @type {HTMLInputElement} */ (at).value : null;
    const others = chosen
      .filter((id) => !offered.some((o) => o.id === id))
      .map((id) => ({ id, label: id, group: offered.length ? "Others" : "" }));
    let n = 0;
    inner.replaceChildren(
      ...grouped([...offered, ...others]).map(([group, list]) =>
        el(
          "fieldset",
          null,
          el("legend", { className: group ? "" : "quiet" }, group || field.label),
          ...list.map((one) => {
            const id = summary.id + "_" + ++n;
            return el(
              "div",
              { className: "option" },
              el("input", { type: "checkbox", id, value: one.id, checked: chosen.includes(one.id) }),
              el("label", { for: id }, one.label),
            );
          }),
        ),
      ),
      (kind === "records" && adder()) || "",
    );
    if (value !== null)
      all(inner, "input")
        .find((e) => /** @type {HTMLInputElement} */ (e).value === value)
        ?.focus();
  }

  function adder() {
    const id = summary.id + "_0",
      box = el("input", { type: "text", className: "w-line", id, autocomplete: "off" });
    const add = () => {
      const value = box.value.trim();
      box.value = "";
      if (!value || chosen.includes(value)) return;
      chosen.push(value);
      renew();
      byId(id)?.focus();
      say(value + " is added");
      env.changed();
    };
    on(box, "change", add);
    on(box, "keydown", (e) => {
      if (e.key !== "Enter") return;
      e.preventDefault();
      add();
    });
    return el(
      "div",
      { className: "adder" },
      el("label", { for: id }, "A record that is not listed: its id, the last part of its file name"),
      el("div", null, box, button("Add", add)),
    );
  }

  function chooser() {
    const id = summary.id + "_0",
      input = el("input", {
        type: "file",
        id,
        multiple: true,
        accept: "image/*,application/pdf",
        "aria-describedby": id + "h",
      });
    on(input, "change", () => {
      for (const file of input.files || []) {
        const safe = safeName(file.name, (other) => chosen.includes(other) || env.files.has(other));
        env.files.set(safe, file);
        chosen.push(safe);
      }
      input.value = "";
      look();
      env.changed();
    });
    return el(
      "div",
      null,
      el("label", { for: id }, "Photographs, scans or PDF files"),
      el(
        "p",
        { className: "hint", id: id + "h" },
        "Nothing that shows who a patient is, in the picture or in the file’s name.",
      ),
      input,
    );
  }

  // at once, so that the next key finds the list there; a script may open it too
  on(summary, "click", build);
  on(details, "toggle", () => {
    build();
    env.relock();
  });
  on(inner, "change", (e) => {
    if (e.target.type !== "checkbox") return;
    const { value, checked } = e.target;
    chosen = checked ? [...chosen, value] : chosen.filter((id) => id !== value);
    look();
  });
  if (kind === "records") {
    env.offers.push((list) => {
      offered = list;
      renew();
    });
  }
  look();
  return {
    read: () => (chosen.length ? [...chosen] : undefined),
    write(value) {
      chosen = (Array.isArray(value) ? value : value ? [value] : []).filter((id) => typeof id === "string");
      renew();
    },
    problems: () => [],
  };
}
