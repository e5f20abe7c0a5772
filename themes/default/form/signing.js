// Signing on a form's page: in the fields for signatures it shows what is signed, and takes what is signed now.

import { ask } from "./ask.js";
import { dateWords, day, readDate } from "./dates.js";
import { all, byId, button, el, on, say, tag } from "./dom.js";
import { echo } from "./echo.js";
import { changed, now, tick } from "./keeping.js";
import { lacking, show } from "./needed.js";
import { line, plainly, signature, stands, withSignature } from "./signature.js";
import { laneWords } from "./words.js";

/** @typedef {import('./types.js').FormRecord} FormRecord */
/** @typedef {import('./types.js').Signature} Signature */

const hows = /** @type {const} */ ([
  ["screen", "Here, on this screen"],
  ["paper", "It was signed on paper"],
  ["returned", "I was sent this to sign and will send it back"],
]);

/** @param {import('./types.js').Page} p */
export function signing(p) {
  const { definition } = p,
    fields = definition.fields.filter((f) => f.type === "sign" && byId("s-" + f.id));

  /** @param {Signature[]} list @param {string} words */
  function take(list, words) {
    p.draft.record.signed = list;
    if (list.length) p.draft.record.status = "complete";
    changed(p);
    tick(p);
    say(words);
  }

  const parts = fields.map((field) => {
    const id = "f-" + field.id,
      box = /** @type {HTMLFieldSetElement} */ (byId("s-" + field.id));
    const lines = /** @type {HTMLElement} */ (box.querySelector(".sign-lines"));
    const input = (/** @type {string} */ part) => /** @type {HTMLInputElement} */ (byId(`${id}_${part}`));
    const how = el("select", { id: id + "_how" }, ...hows.map(([value, text]) => el("option", { value }, text)));
    const paper = el(
      "div",
      { className: "sign-lines", hidden: true },
      line("Who saw it being signed", id + "_witness"),
      line("File name of a scan, if there is one", id + "_scan"),
    );
    const list = el("div", { className: "signatures" }),
      go = button("Sign", sign);
    const way = el(
      "div",
      { className: "sign-way" },
      el("div", { className: "sign-line" }, el("label", { htmlFor: how.id }, "How it is signed"), how),
      paper,
      el("p", { className: "hint" }, plainly),
      go,
    );
    lines.before(list);
    box.append(way);
    on(how, "change", () => (paper.hidden = how.value !== "paper"));
    const look = echo(input("date"), true);
    on(input("name"), "input", () => {
      input("date").value = input("date").value || dateWords(day()); // not before: on paper it is written by hand
      go.classList.toggle("plain", !input("name").value.trim());
    });

    function sign() {
      const date = readDate(input("date").value, undefined, true),
        text = (/** @type {string} */ part) => input(part).value.trim(),
        onPaper = how.value === "paper";
      /** @type {import('./types.js').Problem[]} */
      const lacks = [];
      const need = (/** @type {string} */ part, /** @type {unknown} */ there, /** @type {string} */ words) =>
        !!there ||
        lacks.push({
          field: field.id,
          id: `${id}_${part}`,
          text: `${laneWords(p.data, field.lane)}’s signature: write ${words}`,
        });
      if (need("name", text("name"), "your name") === true) need("date", date, "a date, such as 27 March 2026");
      if (onPaper) need("witness", text("witness"), "who saw it being signed");
      if (lacks.length) return show(p, lacks);
      lacking(p) ||
        p.coach.challenge("sign", list, () => {
          const { main } = now(p);
          const given = signature(field, definition, main, {
            name: text("name"),
            role: text("role"),
            date,
            how: /** @type {Signature["how"]} */ (how.value),
            ...(onPaper && { witness: text("witness"), scan: text("scan") }),
          });
          again = false;
          take(withSignature(main, definition, given), `Signed by ${given.name}.`);
          box.tabIndex = -1;
          box.focus();
        });
    }

    let again = false,
      shown = "";
    return {
      box,
      /** @param {FormRecord} main @param {boolean} fresh */
      show(main, fresh) {
        const mine = main.signed.filter((s) => s.field === field.id),
          fits = mine.map((s) => stands(s, main, definition));
        if (fresh) {
          look();
          go.classList.add("plain");
          if (fold && main.signed[0]) fold.open = true;
          how.value =
            p.draft.opened && !(definition.completed_by || []).includes(field.lane || "") ? "returned" : "screen";
          again = false;
        }
        lines.hidden = way.hidden = fits.includes(true) && !again;
        const state = JSON.stringify([mine, fits, again]),
          broken = mine.filter((s, i) => !fits[i]).map((s) => s.name);
        if (state === shown) return broken;
        shown = state;
        list.replaceChildren(
          ...mine.map((s, i) =>
            el(
              "div",
              { className: "signature-given" + (fits[i] ? "" : " notice warn") },
              fits[i]
                ? el(
                    "p",
                    null,
                    tag("done", "Signed"),
                    " ",
                    el("strong", null, s.name),
                    s.role ? ", " + s.role : "",
                    ", " + dateWords(s.date),
                    {
                      screen: "",
                      returned: ", in a returned file",
                      paper: ", on paper" + (s.witness ? `, seen by ${s.witness}` : ""),
                    }[s.how],
                  )
                : el("p", null, `Signed by ${s.name} on ${dateWords(s.date)}. Something has changed since.`),
              button("Take this signature away", () =>
                ask(
                  list,
                  [`Take away the signature of ${s.name}?`],
                  [
                    [
                      "Yes, take it away",
                      () =>
                        take(
                          now(p).main.signed.filter((o) => JSON.stringify(o) !== JSON.stringify(s)),
                          "The signature is taken away.",
                        ),
                    ],
                    ["No, leave it"],
                  ],
                ),
              ),
            ),
          ),
        );
        if (way.hidden)
          list.append(
            button("Add another signature here", () => {
              again = true;
              this.show(now(p).main, false);
              input("name").focus();
            }),
          );
        return broken;
      },
    };
  });
  // where nobody has to sign, signing does not stand in the way
  /** @type {HTMLDetailsElement | undefined} */
  let fold;
  if (!fields.some((f) => f.required)) {
    for (const { box } of parts) {
      if (!fold || fold.nextElementSibling !== box)
        box.before((fold = el("details", { className: "more" }, el("summary", null, "Sign these notes"))));
      fold.append(box);
    }
  }
  return {
    /** Shows what is signed, and gives whose signatures stand no more; fresh: another record has come to the page. @param {FormRecord} main @param {boolean} [fresh] */
    show: (main, fresh) => parts.flatMap((p) => p.show(main, !!fresh)),
    /** @param {boolean} yes */
    lock: (yes) => parts.forEach((p) => (p.box.disabled = yes)),
    /** Empties what was typed and not signed. */
    clear: () =>
      parts.forEach((p) => all(p.box, "input").forEach((i) => /** @type {HTMLInputElement} */ ((i).value = ""))),
  };
}
