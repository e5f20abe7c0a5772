// The panel that precept serve adds to a form's page: it saves the record straight into a portfolio on this computer,
// and opens one that is there. What the page calls private is never asked for and never sent. It is a bundle of its
// own, which only precept serve hands out: no published page has it.

import { say } from "../say.js";
import { all, button, byId, el, on } from "./dom.js";
import { baseOf, noteFiled, showState } from "./deskfiled.js";
import { actions, hear } from "./deskoutcome.js";
import { choose, notSaved, offer, refresh, tell } from "./deskpanel.js";
import { ask, token } from "./deskrequest.js";
import { readRecord } from "./readrecord.js";
import { fileName, writeRecord } from "./record.js";

/** @typedef {import("./model.js").FormPage} FormPage */
/** @typedef {import("./deskpanel.js").Panel} Panel */

const choosePerson = say("Choose whose portfolio it is.");

/** Somebody came from the desk for a record that is there: it is opened, once. @param {Panel} p */
function arrive(p) {
  showState(p);
  const at = p.asked.get("at");
  if (!at || (!p.practice && p.who.value !== p.asked.get("for"))) return;
  choose(p.which, at);
  if (!p.which.value) return;
  p.open.disabled = false;
  p.asked.delete("at");
  history.replaceState(history.state, "", "#" + p.asked);
  open(p, true);
}

/**
 * Opens the record that is chosen. The page asks by itself before it lets go of what was typed.
 *
 * @param {Panel} p
 * @param {boolean} [quiet]  nobody pressed the button
 */
async function open(p, quiet) {
  try {
    const whose = p.practice ? "" : p.who.value;
    const answer = await ask(`record?preceptee=${encodeURIComponent(whose)}&at=${encodeURIComponent(p.which.value)}`);
    const got = readRecord(await answer.text());
    if (got.fault !== undefined) throw new Error(got.fault);
    await p.page.load(got.record, null);
    const here = p.page.record().record === got.record.record;
    if (here) noteFiled(p, answer.headers.get("X-Precept-Digest") || "", "");
    const words = here
      ? say("This is the record from the portfolio. When you save it, it goes back there.")
      : say("Please answer the question above first.");
    tell(p, [words], here && !quiet);
  } catch (error) {
    tell(p, [/** @type {Error} */ (error).message], true);
  }
}

/** Sends the record's file. @param {Panel} p */
async function save(p) {
  const { page } = p;
  if (!p.practice && !p.who.value) {
    tell(p, [choosePerson]);
    p.who.focus();
    return;
  }
  p.save.disabled = true;
  tell(p, [say("Saving.")]);
  try {
    const record = page.record();
    const file = new File([writeRecord(record, page.definition.title)], fileName(record));
    const data = new FormData();
    data.append("preceptee", p.practice ? "" : p.who.value);
    data.append("base", baseOf(p));
    data.append("record", file, file.name);
    for (const one of page.attachments()) data.append("file", one, one.name);
    hear(p, await (await ask("save", data)).json());
  } catch (error) {
    notSaved(p, error);
  }
  p.save.disabled = false;
}

/** Puts the panel on the page. @param {FormPage} page */
function begin(page) {
  const practice = page.definition.subject === "organisation";
  const title = practice ? say("Save into the {place}’s records") : say("Save into a portfolio");
  const words = practice ? title : say("Save into the portfolio");
  /** @type {Panel} */
  const p = {
    page,
    practice,
    asked: new URLSearchParams(location.hash.slice(1)),
    people: [],
    records: [],
    filed: null,
    answer: el("div", { className: "precept-save-said", tabIndex: -1, role: "status" }),
    who: el("select", { id: "precept-who" }),
    which: el("select", { id: "precept-which" }),
    open: button(say("Open it here"), () => open(p), { disabled: true }),
    save: button(words, () => save(p), { className: "button", disabled: true }), // until it is known who there is
    states: [],
  };
  const hint = say("It is saved on this computer only. Private answers stay on this page.");
  byId("form")?.after(
    el(
      "section",
      { className: "precept-save", "aria-labelledby": "precept-save-title" },
      el("h2", { id: "precept-save-title", tabIndex: -1 }, title),
      el("p", { className: "hint" }, hint),
      !practice && el("label", { htmlFor: "precept-who" }, say("Whose portfolio?")),
      !practice && p.who,
      el("label", { htmlFor: "precept-which" }, say("Continue with a record that is already there?")),
      el("div", { className: "precept-save-which" }, p.which, p.open),
      actions(p.save),
      p.answer,
    ),
  );
  document.head.append(el("link", { rel: "stylesheet", href: "/-/desk/save.css?token=" + encodeURIComponent(token) }));
  listen(p);
  refresh(p).then(() => arrive(p));
}

/** @param {Panel} p */
function listen(p) {
  on(p.who, "change", () => {
    offer(p);
    if (p.who.value && p.answer.textContent === choosePerson) tell(p, []);
    showState(p);
  });
  on(p.which, "change", () => (p.open.disabled = !p.which.value));
  let due = 0;
  const soon = () => {
    clearTimeout(due);
    due = setTimeout(showState, 150, p);
  };
  for (const at of all(document, ".state-at")) {
    const line = el("p", { className: "precept-kept", hidden: true });
    at.after(line);
    p.states.push(line);
    new MutationObserver(soon).observe(at, { childList: true, subtree: true, characterData: true });
  }
  on(document, "precept:change", soon);
}

/** The page may have begun before this script came, or begin after it. */
function start() {
  const { precept } = /** @type {{precept?: FormPage}} */ (window);
  if (precept) begin(precept);
  return precept;
}

if (!start()) on(document, "precept:ready", start);
