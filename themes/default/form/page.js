// A form's page: brings its parts together, shows a record in them, and begins and leaves with what is kept.

import { say } from "../say.js";
import { actions } from "./actions.js";
import { announce } from "./announce.js";
import { unask } from "./ask.js";
import { changed, flush, freshDraft, otherDrafts } from "./autosave.js";
import { dateWords } from "./dates.js";
import { device } from "./device.js";
import { all, byId, el, on } from "./dom.js";
import { Drafts } from "./drafts.js";
import { guard, whenHere, withLater } from "./fetchlater.js";
import { fields } from "./fields.js";
import { noteOpen, showFirst } from "./firstrecord.js";
import { keepSecret } from "./handover.js";
import { show } from "./needed.js";
import { nothingKept } from "./nothingkept.js";
import { onlyHere } from "./onlyhere.js";
import { begin } from "./owner.js";
import { recordHead } from "./recordhead.js";
import { signing } from "./signing.js";
import { status } from "./status.js";

/** @typedef {import('./model.js').Definition} Definition */
/** @typedef {import('./model.js').Page} Page */
/** @typedef {import('./drafts.js').Draft} Draft */

/** @param {import('./model.js').PageData} data */
export function page(data) {
  const form = /** @type {HTMLElement} */ (byId("form"));
  const top = /** @type {HTMLElement} */ (byId("form-top"));
  const foot = /** @type {HTMLElement} */ (byId("form-actions"));
  const definition = /** @type {Definition} */ (data.definition);
  const place = el("div", { className: "form-asks" });
  on(form, "submit", (e) => e.preventDefault());
  top.after(place);
  if (definition.visibility === "never") return nothingKept(data, form, foot);

  const change = () => changed(p);
  const head = recordHead(
    data,
    change,
    () => !!p.draft.handed && definition.repeats !== "once",
    (next) => withLater(p, (later) => later.another(p, next)),
  );
  const places = [el("div", { className: "state-at" }), el("div", { className: "state-at" })];
  top.after(places[0], place, head.box);
  foot.append(el("h2", null, say("When you have finished")), places[1]);
  const root = new URL(data.root, location.href).pathname;
  const own = device(root);
  const store = new Drafts(own.storage(), root);
  const p = /** @type {Page} */ (
    /** @type {Partial<Page>} */ ({
      ...{ data, definition, form, place, foot, root, device: own, store, head, attached: [], trouble: store.works() },
      fields: fields(
        form,
        data,
        change,
        () => p.draft.record.record,
        (name) => p.names?.owns(name),
      ),
      coach: guard(form, data, change),
      draft: freshDraft(definition),
      lock: (/** @type {boolean} */ yes) => lock(p, yes),
    })
  );
  p.signs = signing(p);
  p.refresh = status(p, places, actions(p));
  p.adopt = (draft) => {
    adopt(p, draft);
    p.tab?.claim();
    p.fields.offer(otherDrafts(p).map(asChoice));
  };
  whenHere((later) => {
    p.names = later.names(p);
    p.tab = later.otherTab(p);
    later.watchComplete(p);
    later.watchConnection(place);
  });
  on(document, "precept:change", () => begin(p));
  showFirst(p);
  watchLeaving(p);
  announce(p);
}

/** A draft as fields offer it that pick records. @param {Draft} d */
function asChoice({ record, definition }) {
  const label = `${definition.title}, ${dateWords(record.date)}`;
  return { id: record.record, label, group: definition.title, whose: record.preceptee };
}

/** Shows a record. @param {Page} p @param {Draft} next */
function adopt(p, next) {
  const { head, form } = p;
  flush(p);
  p.draft = next;
  keepSecret(next, p.definition);
  p.handle = null;
  p.attached = [];
  if (next.rev) loadFiles(p, next);
  unask();
  if (form.querySelector(".error-summary")) show(p, []);
  p.fields.write(next.record.answers);
  p.coach.know(next.record.allow, next.changed > 0);
  head.write(next.record);
  lock(p, false);
  p.signs.clear();
  p.reading(false);
  p.refresh(true);
  noteOpen(p);
}

/** @param {Page} p @param {Draft} draft */
async function loadFiles(p, draft) {
  const files = await p.store.files(draft);
  if (p.draft === draft) p.attached.unshift(...files.filter((f) => !p.attached.some((a) => a.name === f.name)));
}

/** Makes all that writes read-only, or gives it back. @param {Page} p @param {boolean} yes */
function lock(p, yes) {
  p.locked = yes;
  for (const part of [p.fields, p.head]) part.lock(yes || !!p.fixed);
  p.signs.lock(yes);
  for (const b of all(p.foot, ".writes")) /** @type {any} */ (b).disabled = yes;
}

/** @param {Page} p */
function watchLeaving(p) {
  on(window, "pagehide", () => {
    flush(p);
    p.tab?.drop();
  });
  on(document, "visibilitychange", () => document.hidden && flush(p));
  on(window, "pageshow", (e) => e.persisted && location.reload());
  on(window, "beforeunload", (e) => {
    flush(p);
    const kept = !p.trouble && p.device.owner() === "own";
    if (kept || ![p.draft, ...otherDrafts(p)].some(onlyHere)) return;
    e.preventDefault();
    e.returnValue = true;
    setTimeout(() => begin(p, true)); // for who stays
  });
}
