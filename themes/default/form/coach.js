// Points out what looks as if it tells who a patient is, kindly, and without ever saying it again.
import { caution } from "./care.js";
import { all, button, describe, el, on, say, settled } from "./dom.js";
import { hits } from "./identify.js";
import { clean } from "./text.js";

/** @typedef {import('./types.js').Allowance} Allowance */

const boxes = ".field-line input, .field-text textarea, .entry input.w-line, .entry textarea:not(.paper-only)";

/**
 * @param {HTMLElement} form
 * @param {import('./types.js').PageData} data
 * @param {() => void} changed
 */
export function coach(form, data, changed) {
  const root = /** @type {HTMLElement} */ (form.querySelector(".fields")),
    definition = /** @type {import('./types.js').Definition} */ (data.definition);
  /** @type {Allowance[]} */
  let allow = [];
  /** @type {Map<HTMLElement, number>} */
  const resting = new Map();
  /** @type {WeakMap<HTMLElement, HTMLElement>} */
  const notes = new WeakMap();

  const mine = (/** @type {Element} */ e) => e.matches(boxes) && !e.closest(".coach");
  const every = () => /** @type {HTMLInputElement[]} */ (all(root, boxes).filter(mine));

  /** @param {HTMLElement} box */
  const fieldOf = (box) =>
    /** @type {import('./types.js').Field} */ (
      definition.fields.find((f) => "s-" + f.id === box.closest(".field")?.id)
    );

  /** @param {HTMLInputElement} box */
  const look = (box) =>
    hits(
      box.value,
      fieldOf(box).label + " " + (box.getAttribute("aria-label") || ""),
      definition.subject === "organisation",
    );

  /** @param {HTMLElement} box */
  function noteOf(box) {
    let note = notes.get(box);
    if (!note) {
      note = el("div", { className: "coach", id: "n-" + box.id, "aria-live": "polite" });
      notes.set(box, note);
      box.after(note);
    }
    return note;
  }

  /** @param {HTMLInputElement} box */
  function check(box) {
    clearTimeout(resting.get(box));
    const at = fieldOf(box).id,
      found = look(box).filter((h) => !allow.some((a) => a.rule === h.rule && a.at === at));
    const note = found.length ? noteOf(box) : notes.get(box);
    if (!note) return;
    const first = found.filter((h, i) => found.findIndex((other) => other.rule === h.rule) === i);
    const rules = first.map((h) => h.rule),
      now = rules.join();
    if ((note.dataset.rules || "") === now) return;
    note.dataset.rules = now;
    describe(box, note.id, !!now);
    note.replaceChildren();
    if (!now) return;
    const id = note.id + "_r";
    const reason = el("input", { type: "text", id, className: "w-line", autocomplete: "off" });
    note.append(
      ...first.map((h) => el("p", null, el("strong", null, `This may be ${h.what}. `), h.advice)),
      el(
        "details",
        { className: "more" },
        el("summary", null, "This is not about a patient"),
        el(
          "div",
          null,
          el("label", { for: id }, "What is it? A few words are enough."),
          reason,
          button("Leave it as it is", () => {
            const why = clean(reason.value).trim();
            if (!why) {
              reason.setAttribute("aria-invalid", "true");
              reason.focus();
              say("Write a few words first");
              return;
            }
            allow.push(...rules.map((rule) => ({ rule, at, reason: why })));
            box.focus();
            every().forEach((other) => notes.has(other) && check(other));
            say("Left as it is");
            changed();
          }),
        ),
      ),
    );
  }

  on(root, "focusin", (e) => mine(e.target) && noteOf(e.target));
  on(root, "input", (e) => {
    const box = e.target;
    if (!mine(box)) return;
    clearTimeout(resting.get(box));
    resting.set(
      box,
      setTimeout(() => check(box), 2000),
    );
  });
  on(root, "focusout", (e) => mine(e.target) && settled(() => check(e.target)));

  return {
    /** What was said to be no identifier and still looks like one, or cannot be looked at here. */
    allowed: () =>
      allow.filter((a) => {
        const there = every().filter((box) => fieldOf(box).id === a.at);
        return !there.length || there.some((box) => look(box).some((h) => h.rule === a.rule));
      }),
    /**
     * Does what hands the record on or closes it; where something may tell who a patient is, not before it is said again to do so.
     *
     * @param {string} word  what is done: "send", "complete it"
     * @param {HTMLElement} place
     * @param {() => unknown} run
     */
    challenge(word, place, run) {
      every().forEach(check);
      const open = every().filter((box) => notes.get(box)?.dataset.rules && !box.closest(".private"));
      if (!open.length) return run();
      const go = (/** @type {HTMLElement} */ box) => {
        box.focus();
        box.scrollIntoView({ block: "center" });
      };
      caution(
        word,
        place,
        open.map((box) =>
          el(
            "a",
            {
              href: "#" + box.id,
              onclick: (/** @type {Event} */ e) => {
                e.preventDefault();
                go(box);
              },
            },
            box.getAttribute("aria-label") || fieldOf(box).label,
          ),
        ),
        run,
        ["Look at it", () => setTimeout(go, 0, open[0])],
      );
    },
    /**
     * Takes over what has been said before, and looks at everything anew.
     *
     * @param {Allowance[]} known
     */
    know(known) {
      allow = [...known];
      every().forEach(check);
    },
  };
}
