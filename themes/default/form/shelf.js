// The script of the forms index, and its shelf: what this device keeps, with the ways to hand it over, sign it and clear it.

import { toRead } from "./answers.js";
import { ask } from "./ask.js";
import { heed } from "./care.js";
import { unsigned } from "./complete.js";
import { dateWords, day, readDate } from "./dates.js";
import { device } from "./device.js";
import { button, byId, el, on, say, tag } from "./dom.js";
import { drafts } from "./drafts.js";
import { finish } from "./finish.js";
import { left, parts, pending, sentOff } from "./parts.js";
import { send } from "./send.js";
import { line, plainly, signature, withSignature } from "./signature.js";
import { count, handed, laneWords, moment, sendWords } from "./words.js";

/** @typedef {import('./drafts.js').Draft} Draft */

/** After so long without being sent, in ms, a draft is pointed out. */
const old = 3 * 24 * 3600e3;

/**
 * @param {HTMLElement} section
 * @param {import('./types.js').PageData} data
 */
function shelf(section, data) {
  const root = new URL(data.root, location.href).pathname,
    whose = device(root),
    body = el("div", null),
    place = el("div", null);
  let store = drafts(whose.area(), root);
  section.append(body, place);
  if (store.list().length && section.parentElement) section.parentElement.prepend(section);
  section.hidden = false;

  function render() {
    const list = store.list(),
      unsent = list.filter(pending),
      waiting = list.filter((d) => d.record.status === "complete" && unsigned(d.record, d.definition).length);
    if (!list.length) {
      body.replaceChildren(
        el(
          "p",
          null,
          store.works()
            ? "This browser keeps nothing for this site, so save a file from each form before you close it."
            : "Nothing is kept here yet. Open a form and begin: what you write is listed here, so that you can go on with it later.",
        ),
      );
      return;
    }
    body.replaceChildren(
      el(
        "p",
        null,
        whose.whose() === "own"
          ? `${count(list.length, "record")}, kept in this browser until you clear ${list.length === 1 ? "it" : "them"}.`
          : `${count(list.length, "record")}, kept for this tab only. Save or send before you close it.`,
      ),
      el("ul", { className: "list" }, ...list.map(row)),
      el(
        "div",
        { className: "row" },
        unsent.length > 0 && button(sendWords[0], () => sendAll(unsent), { className: "button" }),
        waiting.length > 0 && button("Sign waiting records", () => sitting(waiting)),
        button("Finish on this computer", () =>
          finish(place, store, store.files, list, keepAll, () => {
            whose.answer("");
            store = drafts(whose.area(), root);
            render();
          }),
        ),
      ),
    );
  }

  /** @param {Draft} d */
  function row(d) {
    const link = (data.forms || []).find((f) => f.form === d.record.form),
      title = d.definition.title,
      complete = d.record.status === "complete";
    const { packed } = left(d),
      [sent, filed] = handed(d);
    const late = whose.whose() === "own" && !d.sent && Date.now() - d.begun > old;
    const item = el(
      "li",
      null,
      el("h3", null, link ? el("a", { href: `${link.href}#record=${d.record.record}` }, title) : title),
      el(
        "p",
        null,
        tag(complete ? "done" : "draft", complete ? "Complete" : "Draft"),
        ` About ${dateWords(d.record.date)}. Last saved ${moment(d.saved)}.`,
      ),
      el("p", null, sent || "Not yet sent.", " ", filed),
      packed &&
        button("I have sent it", () => {
          const list = store.list().filter((other) => other.packed?.at === packed.at);
          sentOff(list);
          keepAll(list);
        }),
      late &&
        el(
          "p",
          { className: "overdue" },
          "Begun more than three days ago and never sent. Phones may clear what is kept in the browser: send it, or save a file.",
        ),
      button(
        "Delete",
        () =>
          ask(
            item,
            [
              `Delete “${title}” of ${dateWords(d.record.date)} from this device? What is not in a file, or sent, is gone then.`,
            ],
            [
              [
                "Yes, delete it",
                async () => {
                  await store.remove(d);
                  render();
                  say("It is deleted from this device.");
                },
              ],
              ["No, keep it"],
            ],
          ),
        { "aria-label": `Delete ${title}, ${dateWords(d.record.date)}` },
      ),
    );
    return item;
  }

  /** @param {Draft[]} list */
  const sendAll = (list) => heed(list, "send", place, () => send(list, { place, filesOf: store.files, sent: keepAll }));

  /** @param {Draft[]} list */
  function keepAll(list) {
    for (const d of list) store.put(d);
    render();
  }

  /** Several records signed in one sitting, each by its own digest. @param {Draft[]} list */
  function sitting(list) {
    const lanes = [...new Set(list.flatMap((d) => unsigned(d.record, d.definition).map((f) => f.lane || "")))];
    const lane = el(
      "select",
      { id: "sit-lane", onchange: show },
      ...lanes.map((id) => el("option", { value: id }, laneWords(data, id))),
    );
    const records = el("div", null),
      wrong = el("p", { className: "error", role: "alert", hidden: true });
    const box = el(
      "div",
      { className: "sitting field-sign", role: "group", "aria-labelledby": "sit-title", tabIndex: -1 },
      el("h3", { id: "sit-title" }, "Sign waiting records"),
      el("div", { className: "sign-line" }, el("label", { htmlFor: "sit-lane" }, "Sign as"), lane),
      records,
      el(
        "div",
        { className: "sign-lines" },
        line("Name", "sit-name"),
        line("Role", "sit-role"),
        line("Date", "sit-date"),
      ),
      el("p", { className: "hint" }, plainly),
      wrong,
      el(
        "div",
        { className: "row" },
        button("Sign the ticked records", sign, { className: "button" }),
        button("Not now", () => box.remove()),
      ),
    );
    const input = (/** @type {string} */ part) => /** @type {HTMLInputElement} */ (box.querySelector("#sit-" + part));
    /** @type {{draft: Draft, tick: HTMLInputElement}[]} */
    let rows = [];
    const open = (/** @type {Draft} */ d) => unsigned(d.record, d.definition).filter((f) => f.lane === lane.value);

    function show() {
      rows = list
        .filter((d) => open(d).length)
        .map((draft, i) => ({ draft, tick: el("input", { type: "checkbox", id: "sit-" + i }) }));
      records.replaceChildren(
        ...rows.map(({ draft, tick }) =>
          el(
            "div",
            { className: "waiting" },
            el(
              "details",
              { className: "more", open: rows.length === 1 },
              el("summary", null, `${draft.definition.title}, ${dateWords(draft.record.date)}`),
              toRead(parts(draft).main, draft.definition),
            ),
            el(
              "div",
              { className: "option" },
              tick,
              el(
                "label",
                { htmlFor: tick.id },
                "I have read it and sign: ",
                open(draft)
                  .map((f) => f.label)
                  .join("; "),
              ),
            ),
          ),
        ),
      );
    }

    function sign() {
      const name = input("name").value.trim(),
        role = input("role").value.trim(),
        date = readDate(input("date").value, undefined, true),
        chosen = rows.filter((r) => r.tick.checked);
      const lacks = !chosen.length
        ? "Tick the records that you have read and sign."
        : !name
          ? "Write your name."
          : !date
            ? "Write the date, such as 27 March 2026."
            : "";
      wrong.textContent = lacks;
      wrong.hidden = !lacks;
      if (lacks) return;
      let n = 0;
      for (const { draft } of chosen) {
        for (const field of open(draft)) {
          const main = parts(draft).main,
            how = draft.opened && !(draft.definition.completed_by || []).includes(lane.value) ? "returned" : "screen";
          draft.record.signed = withSignature(
            main,
            draft.definition,
            signature(field, draft.definition, main, { name, role, date, how }),
          );
        }
        draft.changed = Date.now();
        if (!store.put(draft)) n++;
      }
      box.remove();
      render();
      ask(place, [
        n === chosen.length
          ? `${count(n, "record")} signed. Send them back, or save each as a file.`
          : `${n} of ${chosen.length} signed. The others were changed in another tab meanwhile: look at them again.`,
      ]);
    }

    show();
    place.replaceChildren(box);
    input("date").value = dateWords(day());
    box.focus();
  }

  render();
  on(window, "storage", (e) => {
    if (/^precept-draft/.test(e.key || "") && !place.firstChild) render();
  });
  on(window, "pageshow", (e) => {
    if (e.persisted) render();
  });
}

const section = byId("shelf"),
  at = byId("form-data");
if (section && at) shelf(section, JSON.parse(at.dataset.json || "{}"));
