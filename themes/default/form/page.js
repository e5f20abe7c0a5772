// A form's page: brings its parts together, shows a record in them, and begins and leaves with what is kept.

import { actions } from "./actions.js";
import { announce } from "./announce.js";
import { ask, unask } from "./ask.js";
import { carry } from "./carry.js";
import { dateWords } from "./dates.js";
import { device } from "./device.js";
import { all, byId, el, on } from "./dom.js";
import { drafts } from "./drafts.js";
import { elsewhere } from "./elsewhere.js";
import { fields } from "./fields.js";
import { recordHead } from "./head.js";
import { changed, fresh, others, tick } from "./keeping.js";
import { show } from "./needed.js";
import { begin } from "./owner.js";
import { left, pending, secrets } from "./parts.js";
import { guard } from "./second.js";
import { signing } from "./signing.js";
import { standing } from "./standing.js";
import { unkept } from "./unkept.js";
import { moment } from "./words.js";

/** @typedef {import('./types.js').Definition} Definition */
/** @typedef {import('./types.js').Page} Page */
/** @typedef {import('./drafts.js').Draft} Draft */

/** @param {import('./types.js').PageData} data */
export function page(data) {
  const definition = /** @type {Definition} */ (data.definition),
    form = /** @type {HTMLElement} */ (byId("form"));
  const top = /** @type {HTMLElement} */ (byId("form-top")),
    foot = /** @type {HTMLElement} */ (byId("form-actions"));
  on(form, "submit", (e) => e.preventDefault());
  const place = el("div", { className: "form-asks" });
  top.after(place);
  if (definition.visibility === "never") return unkept(data, form, foot);

  const root = new URL(data.root, location.href).pathname,
    whose = device(root),
    store = drafts(whose.area(), root),
    memory = "precept-open " + root + definition.form;
  const change = () => changed(p),
    head = recordHead(data, change),
    places = [el("div", { className: "state-at" }), el("div", { className: "state-at" })];
  top.after(places[0], place, head.box);
  foot.append(el("h2", null, "When you have finished"), places[1]);
  const p = /** @type {Page} */ (
    /** @type {Partial<Page>} */ ({
      data,
      definition,
      form,
      place,
      foot,
      root,
      whose,
      store,
      head,
      fields: fields(form, data, change),
      coach: guard(form, data, change),
      draft: fresh(definition),
      attached: [],
      trouble: store.works(),
      adopt,
    })
  );
  p.signs = signing(p);
  p.refresh = standing(p, places, actions(p));
  const tab = elsewhere(p, lock);
  on(document, "precept:change", () => begin(p));

  /** @param {Draft} next */
  function adopt(next) {
    tick(p);
    p.draft = next;
    next.secret = [...new Set([...next.secret, ...secrets(next.definition), ...secrets(definition)])];
    p.handle = null;
    p.attached = [];
    if (next.rev)
      p.store.files(next).then((list) => {
        if (p.draft === next) p.attached = [...list, ...p.attached];
      });
    unask();
    if (form.querySelector(".error-summary")) show(p, []);
    p.fields.write(next.record.answers);
    p.coach.know(next.record.allow, next.changed > 0);
    head.write(next.record);
    lock(false);
    p.signs.clear();
    p.reading(false);
    p.refresh(true);
    try {
      sessionStorage.setItem(memory, next.record.record);
    } catch {
      /* the only one is found again anyhow */
    }
    tab.claim(`${root} ${next.record.form} ${next.record.record}`);
    p.fields.offer(
      others(p).map((d) => ({
        id: d.record.record,
        label: `${d.definition.title}, ${dateWords(d.record.date)}`,
        group: d.definition.title,
      })),
    );
  }

  /** @param {boolean} yes */
  function lock(yes) {
    p.locked = yes;
    p.fields.lock(yes);
    head.lock(yes);
    p.signs.lock(yes);
    all(foot, ".writes").forEach((b) => /** @type {HTMLButtonElement} */ ((b).disabled = yes));
  }

  // the record that is asked for, or was open last, or the only one in hand; else a new one, and it is asked which
  const mine = store.list().filter((d) => d.record.form === definition.form);
  let wanted = (/^#record=(\w+)$/.exec(location.hash) || [])[1];
  if (wanted) history.replaceState(null, "", location.pathname + location.search);
  try {
    wanted = wanted || sessionStorage.getItem(memory) || "";
  } catch {
    /* none */
  }
  const open = mine.filter((d) => d.record.status !== "complete" || pending(d)),
    found = mine.find((d) => d.record.record === wanted) || (open.length === 1 ? open[0] : null);
  adopt(found || p.draft);
  if (!found && open.length) {
    ask(
      place,
      [`You have ${open.length} records of this form here. Which do you want to go on with?`],
      [
        ...open.map(
          (d) =>
            /** @type {[string, () => unknown]} */ ([
              `${dateWords(d.record.date)}, saved ${moment(d.saved)}`,
              () => adopt(d),
            ]),
        ),
        ["Start a new one"],
      ],
      true,
    );
  }
  if (!found) carry(p);

  on(window, "pagehide", () => {
    tick(p);
    tab.drop();
  });
  on(document, "visibilitychange", () => {
    if (document.hidden) tick(p);
  });
  on(window, "pageshow", (e) => {
    if (e.persisted) location.reload();
  });
  on(window, "beforeunload", (e) => {
    tick(p);
    if (p.draft.changed && (p.trouble || whose.whose() !== "own") && !Object.values(left(p.draft)).some(Boolean)) {
      e.preventDefault();
      e.returnValue = true;
    }
  });

  announce(p);
}
