// The panel that precept serve adds to a form's page: it saves the record straight into a portfolio on this computer,
// and opens one that is there. What the page calls private is never asked for and never sent. It is a bundle of its
// own, which only precept serve hands out: no published page has it.

import { say } from "../say.js";
import { all, button, byId, el, on } from "./dom.js";
import { controlId } from "./markup.js";
import { readRecord } from "./readrecord.js";
import { ask, post, token } from "./deskrequest.js";
import { behind, differences, messages } from "./outcome.js";
import { fileName, writeRecord } from "./record.js";

/** @typedef {import("./model.js").FormPage} FormPage */
/** @typedef {import("./model.js").FormRecord} FormRecord */
/** @typedef {import("./outcome.js").Outcome} Outcome */
/** @typedef {{at: string, record: string, title: string}} Line  a record that is there: file, id and what it is */
/** @typedef {{id: string, name: string, records: Line[], signers: {[lane: string]: string}}} Person */

/**
 * A state of a record that the portfolio has.
 *
 * @typedef {object} Filed
 * @property {string} record  its id
 * @property {string} mark    of the state; see mark
 * @property {string} digest  of the state as the desk has it, or ""
 * @property {string} base    what the page called its base then
 * @property {string} since   the time, or "" where it was opened
 * @property {string} whose
 */

/**
 * @typedef {object} Panel
 * @property {FormPage} page
 * @property {boolean} practice        the form is one of the practice's own
 * @property {URLSearchParams} asked   from the desk: for whom, and which record to open
 * @property {Person[]} people
 * @property {Line[]} records          the practice's own
 * @property {Filed | null} filed      what the portfolio has of the page's record
 * @property {HTMLElement} answer      where the panel says what became of something
 * @property {HTMLSelectElement} who
 * @property {HTMLSelectElement} which
 * @property {HTMLButtonElement} open
 * @property {HTMLButtonElement} save
 * @property {HTMLElement[]} states    lines below those on which the page says what is kept on the device
 */

const choosePerson = say("Choose whose portfolio it is.");

/**
 * @param {Panel} p
 * @param {import("./dom.js").Child[]} children
 * @param {boolean} [focus]
 */
function tell(p, children, focus) {
  const parts = children.map((c) => (typeof c === "string" ? el("p", null, c) : c)).filter((c) => !!c);
  p.answer.replaceChildren(.../** @type {Node[]} */ (parts));
  if (focus) p.answer.focus();
}

/** @param {Panel} p @param {unknown} error */
function notSaved(p, error) {
  const why =
    error instanceof TypeError
      ? say("The desk is not answering. What you typed is still on this page.")
      : /** @type {Error} */ (error).message;
  tell(
    p,
    [el("p", null, el("strong", null, say("Not saved.") + " "), why), say("You can keep it with “Save a file”.")],
    true,
  );
}

/** @param {Panel} p */
const person = (p) => p.people.find((one) => one.id === p.who.value);

/** What there is of this form for whoever is chosen. @param {Panel} p */
const records = (p) => (p.practice ? p.records : person(p)?.records || []);

/** @param {string} value @param {string} text */
const option = (value, text) => el("option", { value, textContent: text });

/** Offers the records of whoever is chosen. @param {Panel} p */
function offer(p) {
  p.which.replaceChildren(
    option("", say("No, this is a new one")),
    ...records(p).map((line) => option(line.at, line.title)),
  );
  p.open.disabled = true;
  proposeSigners(p);
}

/** Proposes who signs each part: who is known to support whoever is chosen. @param {Panel} p */
function proposeSigners(p) {
  for (const field of p.page.definition.fields) {
    const box = field.type === "sign" && byId(controlId(field.id, "name"));
    if (!box) continue;
    const id = "precept-signer-" + field.id;
    byId(id)?.remove();
    const name = person(p)?.signers[field.lane || ""];
    if (name) box.after(el("datalist", { id }, option(name, name)));
    box.setAttribute("list", id);
  }
}

/** Chooses what is there, else nothing. @param {HTMLSelectElement} list @param {string} value */
function choose(list, value) {
  list.value = value;
  if (list.selectedIndex < 0) list.value = "";
}

/** Asks who there is, and which records. @param {Panel} p */
async function refresh(p) {
  const { who, which } = p;
  try {
    const answer = await ask("people?form=" + encodeURIComponent(p.page.definition.form));
    const list = /** @type {{people: Person[], practice: Line[]}} */ (await answer.json());
    const chosen = who.value;
    const record = which.value;
    p.people = list.people;
    p.records = list.practice;
    who.replaceChildren(
      option("", p.people.length ? say("Choose") : say("Nobody has been added yet")),
      ...p.people.map((one) => option(one.id, one.name)),
    );
    choose(who, chosen || p.asked.get("for") || (p.people.length === 1 ? p.people[0].id : ""));
    offer(p);
    choose(which, record || records(p).find((line) => line.record === p.filed?.record)?.at || "");
    p.open.disabled = !which.value;
    p.save.disabled = false;
  } catch (error) {
    notSaved(p, error);
  }
}

/** Tells one state of a record from another. @param {FormRecord} r */
const mark = (r) =>
  JSON.stringify([r.date, r.status, r.about, r.milestone, r.answers, r.signed, r.private, r.body, r.allow]);

/** What the portfolio has of the page's record, in words. @param {Panel} p */
function state(p) {
  const record = p.page.record();
  if (p.filed?.record !== record.record) return "";
  const { since, whose } = p.filed;
  if (p.filed.mark !== mark(record)) return say("Saved in {1}, without your latest changes.", whose);
  return since ? say("Saved in {1} at {2}.", whose, since) : say("The same as in {1}.", whose);
}

/** Says what the portfolio has, below where the page says what is kept on the device. @param {Panel} p */
function showState(p) {
  const text = state(p);
  const whose = person(p);
  for (const line of p.states) {
    line.hidden = !text && whose?.id !== p.asked.get("for");
    if (text || line.hidden || !whose) line.textContent = text;
    else {
      const link = el("a", { href: "#precept-save-title" }, say("Save it there"));
      on(link, "click", (e) => {
        e.preventDefault();
        byId("precept-save-title")?.focus();
      });
      line.replaceChildren(say("For {1}’s portfolio.", whose.name) + " ", link, " " + say("when you have finished."));
    }
  }
}

/**
 * Notes that the portfolio has the record as it is on the page.
 *
 * @param {Panel} p
 * @param {string} digest  of that state
 * @param {string} since   the time, or ""
 */
function noteFiled(p, digest, since) {
  const record = p.page.record();
  const name = person(p)?.name;
  const portfolio = name ? say("{1}’s portfolio", name) : say("the portfolio");
  const whose = p.practice ? say("the {place}’s records") : portfolio;
  p.filed = { record: record.record, mark: mark(record), digest, base: p.page.base(), since, whose };
  showState(p);
}

/** The time of day, "09:05". */
const now = () => new Date().toTimeString().slice(0, 5);

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

/**
 * The digest of the state that the page's record was made from: as the desk gave it, unless the page has opened or
 * handed over another since.
 *
 * @param {Panel} p
 */
function baseOf(p) {
  const base = p.page.base();
  return p.filed?.base === base && p.filed.record === p.page.record().record ? p.filed.digest : base;
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

/** Decides between two versions. @param {Panel} p @param {string} delivery @param {"keep" | "replace"} how */
const decide = (p, delivery, how) =>
  post("accept", { delivery, do: "accept", take: "0", "how-0": how }).then(
    (o) => hear(p, o),
    (error) => notSaved(p, error),
  );

/** @param {Panel} p @param {string} delivery */
async function undo(p, delivery) {
  try {
    const o = await post("undo", { delivery });
    const done = o.stage === "undone";
    if (done) {
      p.filed = null;
      showState(p);
    }
    const words = done
      ? say("Taken back. Everything there is as it was before. What you typed is still on this page.")
      : say("It could not be taken back, because it has been changed since.");
    tell(p, [words, messages(o.messages)], true);
    refresh(p);
  } catch (error) {
    notSaved(p, error);
  }
}

/** @param {...import("./dom.js").Child} children */
const actions = (...children) => el("div", { className: "precept-save-do" }, ...children);

/** Says what became of it. @param {Panel} p @param {Outcome} o */
function hear(p, o) {
  const notes = o.notes || [];
  if (o.digest) {
    p.page.saved(o.digest);
    if (o.stage === "accepted" || p.filed?.record !== p.page.record().record) noteFiled(p, o.digest, now());
  }
  if (o.state === "empty") return tell(p, notes, true);
  if (o.stage === "accepted") {
    tell(p, accepted(p, o), true);
    refresh(p);
    return;
  }
  if (o.state === "same")
    return tell(
      p,
      [
        say("There is nothing to save. This record, or a newer version of it, is already there."),
        ...notes,
        messages(o.messages),
      ],
      true,
    );
  if (o.state === "conflict") return tell(p, conflict(p, o), true);
  if (o.state === "replaces") return tell(p, replaces(p, o), true);
  tell(
    p,
    [strong(say("Not saved."), say("What you typed is still on this page.")), ...notes, messages(o.messages)],
    true,
  );
}

/** @param {string} first @param {string} rest */
const strong = (first, rest) => el("p", null, el("strong", null, first + " "), rest);

/** @param {Panel} p @param {Outcome} o */
function accepted(p, o) {
  const where = p.practice ? say("It is in the {place}’s records.") : say("It is in {1}’s portfolio.", o.name);
  return [
    o.beside ? strong(say("Both are kept."), say("You can decide later on the desk.")) : strong(say("Saved."), where),
    ...(o.notes || []),
    messages(o.messages),
    behind(say("Where it is"), o.files),
    actions(
      button(say("Take it back"), () => tell(p, takeBack(p, o), true)),
      o.href && el("a", { href: o.href }, say("Open the portfolio of {1}", o.name)),
    ),
  ];
}

/** @param {Panel} p @param {Outcome} o */
const takeBack = (p, o) => [
  strong(say("Take it back?"), say("This removes what you saved. Everything will be as it was before.")),
  actions(
    button(say("Yes, take it back"), () => undo(p, o.delivery)),
    button(say("No, leave it"), () => tell(p, accepted(p, o), true)),
  ),
];

/** @param {Panel} p @param {Outcome} o */
const conflict = (p, o) => [
  strong(
    say("Not saved yet."),
    say("The record in the portfolio has changed in the meantime. Nothing was overwritten."),
  ),
  ...(o.notes || []),
  differences(o.differences),
  messages(o.messages),
  actions(
    button(say("Keep both"), () => decide(p, o.delivery, "keep"), { className: "button" }),
    button(say("Replace what is there"), () => decide(p, o.delivery, "replace")),
  ),
];

/** @param {Panel} p @param {Outcome} o */
const replaces = (p, o) => [
  strong(say("Not saved yet."), say("The record in the portfolio is complete. This newer version replaces it.")),
  ...(o.notes || []),
  differences(o.differences),
  messages(o.messages),
  actions(
    button(say("Replace the one in the portfolio"), () => decide(p, o.delivery, "replace"), { className: "button" }),
  ),
];

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
