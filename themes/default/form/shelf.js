// The script of the forms index, and its shelf: what this device keeps, with the ways to send it, sign it and clear it.

import { say, several } from "../say.js";
import { ask } from "./ask.js";
import { unsigned } from "./complete.js";
import { watchConnection } from "./connection.js";
import { dateWords } from "./dates.js";
import { device } from "./device.js";
import { button, byId, el, on, row, speak, tag } from "./dom.js";
import { Drafts } from "./drafts.js";
import { fetched, notLoaded } from "./fetched.js";
import { incoming } from "./files.js";
import { goneWords } from "./gone.js";
import { handovers, markSent, parts, pending } from "./handover.js";
import { ownForm } from "./ownversion.js";
import { waitingTag } from "./waiting.js";
import { otherWords, personOf } from "./whose.js";
import { handoverWords, moment, sendWords } from "./wording.js";

/** @typedef {import('./drafts.js').Draft} Draft */

/** @type {import('./fetched.js').Fetched<import('./shelfexchange.js').ShelfExchange>} */
const exchange = fetched("exchange");

/** After so long without being sent, in ms, a draft is pointed out. */
const old = 3 * 24 * 3600e3;

const nothing = say(
  "Nothing is saved here yet. Open a form and start writing. It will be listed here, so that you can come back to it later.",
);
const sentToYou = say(
  "Were you sent records to read or sign? Open the file: a zip, a record or several at once. " +
    "You can drop them on this page too.",
);
const noStorage = say(
  "This browser does not keep anything for this site, so save a file from each form before you close it.",
);
const overdue = say(
  "Started more than three days ago and not sent yet. Phones may clear what is kept in the browser, so send it or save a file.",
);

/**
 * @typedef {object} Shelf
 * @property {import('./model.js').PageData} data
 * @property {string} root
 * @property {import('./device.js').Device} device
 * @property {Drafts} store
 * @property {HTMLElement} name   who uses the device
 * @property {HTMLElement} body   what is kept
 * @property {HTMLElement} place  for questions
 */

/** @param {HTMLElement} section @param {import('./model.js').PageData} data */
function begin(section, data) {
  const root = new URL(data.root, location.href).pathname;
  const own = device(root);
  /** @type {Shelf} */
  const s = {
    data,
    root,
    device: own,
    store: new Drafts(own.storage(), root),
    name: el("p", null),
    body: el("div", null),
    place: el("div", null),
  };
  const connection = section.appendChild(el("div", null));
  const open = incoming(section, (files) => files.length && withExchange(s, (x) => x.open(files, s, () => render(s))));
  section.append(s.name, s.body, s.place, el("p", null, sentToYou), button(say("Open a file"), open));
  if (s.store.list().length) section.parentElement?.prepend(section);
  section.hidden = false;
  render(s);
  watchConnection(connection);
  on(window, "storage", (e) => /^precept-draft/.test(e.key || "") && !s.place.firstChild && render(s));
  on(window, "pageshow", (e) => e.persisted && render(s));
}

/**
 * Does something with the second script, or says that it did not load.
 *
 * @param {Shelf} s
 * @param {(exchange: import('./shelfexchange.js').ShelfExchange) => unknown} run
 */
const withExchange = ({ data, place }, run) => exchange.come(data, run, () => ask(place, [notLoaded]));

/** @param {Shelf} s */
function render(s) {
  const list = s.store.list();
  showName(s);
  if (!list.length) {
    s.body.replaceChildren(el("p", null, s.store.works() ? noStorage : nothing));
    return;
  }
  const n = list.length;
  const words =
    s.device.owner() === "own"
      ? several(
          n,
          "{1} record, kept in this browser until you clear it.",
          "{1} records, kept in this browser until you clear them.",
        )
      : several(
          n,
          "{1} record, kept for this tab only. Save or send before you close it.",
          "{1} records, kept for this tab only. Save or send before you close it.",
        );
  const items = el("ul", { className: "list" }, ...list.map((d) => itemOf(s, d)));
  s.body.replaceChildren(el("p", null, words), items, buttons(s, list));
  exchange.come(
    s.data,
    () => {},
    () => {},
  ); // now, since somebody who has records may be offline when they want it
}

/** Who uses the device, where it is somebody's own, with the way to change the name. @param {Shelf} s */
function showName(s) {
  const { data, place, device, store, name } = s;
  const me = personOf(s);
  const named = (/** @type {() => void} */ keepName) => {
    keepName();
    render(s);
  };
  const naming = { data, place, device, store, drafts: () => store.list(), named };
  const keep = (/** @type {Draft[]} */ list) => keepAll(s, list);
  const change = () => withExchange(s, (x) => x.askNameAt({ ...naming, keep }, true));
  name.hidden = device.owner() !== "own";
  name.replaceChildren(
    me ? say("Your name on this device is {1}.", me.name) + " " : "",
    button(me ? say("Change your name") : say("Add your name"), change),
  );
}

/** @param {Shelf} s @param {Draft[]} list */
function buttons(s, list) {
  const { place, store } = s;
  const filesOf = (/** @type {Draft} */ d) => store.files(d);
  const keep = (/** @type {Draft[]} */ drafts) => keepAll(s, drafts);
  const unsent = list.filter(pending);
  const sendAll = () =>
    withExchange(s, (x) => x.askFirst(unsent, "send", place, () => x.send(unsent, { place, filesOf, sent: keep })));
  const done = () => {
    s.device.setOwner("");
    s.store = new Drafts(s.device.storage(), s.root);
    render(s);
  };
  const finishHere = () => withExchange(s, (x) => x.finish({ place, store, filesOf, list, filed: keep, done }));
  return row(
    unsent.length > 0 && button(sendWords[0], sendAll, { className: "button" }),
    list.some(isWaiting) && button(say("Sign waiting records"), () => signWaiting(s)),
    button(s.device.owner() === "own" ? say("Clear all from this device") : say("Finish on this computer"), finishHere),
  );
}

/** Whether it waits for a signature. @param {Draft} d */
const isWaiting = (d) => d.record.status === "complete" && unsigned(parts(d).main, d.definition).length > 0;

/** @param {Shelf} s @param {Draft} d */
function stateOf(s, d) {
  const waits = waitingTag(d, s.data);
  if (waits) return waits;
  return d.record.status === "complete" ? tag("done", say("Complete")) : tag("draft", say("Draft"));
}

/** @param {Shelf} s */
function signWaiting(s) {
  const { store, place } = s;
  const done = (/** @type {string} */ words) => {
    render(s);
    ask(place, [words]);
  };
  withExchange(s, (x) => x.openSitting(place, s, store.list().filter(isWaiting), (d) => !store.put(d), done));
}

/** A record in the list. @param {Shelf} s @param {Draft} d */
function itemOf(s, d) {
  const { record, definition } = d;
  const link = s.data.forms?.find((f) => f.form === record.form);
  const href = ownForm(record, s.data) || (link && `${link.href}#record=${record.record}`);
  const title = href ? el("a", { href }, definition.title) : definition.title;
  const how = handovers(d);
  const { packed } = how;
  const [sent, filed] = handoverWords(d, how);
  const late = s.device.owner() === "own" && !d.sent && Date.now() - d.begun > old;
  const markAsSent = () => {
    const list = s.store.list().filter((other) => other.packed?.at === packed?.at);
    markSent(list);
    keepAll(s, list);
  };
  const label = say("Delete {1}, {2}", definition.title, dateWords(record.date));
  const item = el(
    "li",
    null,
    el("h3", null, title),
    el(
      "p",
      null,
      stateOf(s, d),
      ` ${say("About {1}. Last saved {2}.", dateWords(record.date), moment(d.saved))} `,
      otherWords(s, record),
    ),
    el("p", null, sent || say("Not yet sent."), " ", filed),
    packed && button(say("I have sent it"), markAsSent),
    late && el("p", { className: "overdue" }, overdue),
    el(
      "p",
      { className: "delete" },
      button(say("Delete"), () => askToDelete(s, d, item), { "aria-label": label }),
    ),
  );
  return item;
}

/** @param {Shelf} s @param {Draft} d @param {HTMLElement} item */
function askToDelete(s, d, item) {
  const remove = async () => {
    await s.store.remove(d);
    render(s);
    speak(say("It has been deleted from this device."));
  };
  const question = say("Delete “{1}” of {2} from this device?", d.definition.title, dateWords(d.record.date));
  ask(item, [`${question} ${goneWords(d)}`], [[say("Yes, delete it"), remove], [say("No, keep it")]]);
}

/** @param {Shelf} s @param {Draft[]} list */
function keepAll(s, list) {
  for (const d of list) s.store.put(d);
  render(s);
}

const section = byId("shelf");
const at = byId("form-data");
if (section && at) begin(section, JSON.parse(at.dataset.json || "{}"));
