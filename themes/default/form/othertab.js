// A record that another tab writes may only be read in this one, until it is taken over.

import { say } from "../say.js";
import { ask, unask } from "./ask.js";
import { flush, keepNow, startNew } from "./autosave.js";
import { el, on, speak } from "./dom.js";
import { isBox } from "./markup.js";
import { tabs } from "./tabs.js";

const where = say("This record is open in another tab.");
const here = " " + say("You can read it here.");

/** @param {import('./model.js').Page} p */
export function otherTab(p) {
  const title = /** @type {HTMLElement} */ (document.querySelector("h1"));
  let close = () => {};
  const tab = tabs(() => {
    flush(p);
    giveWay();
    return p.draft;
  });

  function giveWay() {
    p.lock(true);
    unask();
    close();
    const words = el("p", null, el("strong", null, where), here);
    /** @type {import('./ask.js').Choices} */
    const choices = [
      [say("Use it here"), useHere],
      [say("Start a new one"), () => startNew(p)],
    ];
    close = ask((box) => title.after(box), [words], choices, true);
  }

  async function useHere() {
    const theirs = /** @type {import('./drafts.js').Draft | undefined} */ (await tab.take());
    const kept = p.store.get(p.draft.record);
    const latest = theirs && (!kept || theirs.changed > kept.changed) ? theirs : kept || p.draft;
    p.adopt({ ...latest, rev: kept ? kept.rev : 0 });
    keepNow(p);
  }

  on(p.form, "click keydown", (e) => {
    if (!p.locked || !isBox(e.target) || (e.key && (e.key[1] || e.ctrlKey))) return;
    speak(where + here);
    title.scrollIntoView();
  });

  /** Asks for the record that is on the page. */
  async function claim() {
    const { draft, root } = p;
    close();
    const ours = await tab.claim(`${root} ${draft.record.form} ${draft.record.record}`);
    if (!ours && p.draft === draft) giveWay();
  }
  claim();
  return { claim, drop: () => tab.drop() };
}

/** Says that two tabs wrote the same record. @param {import('./model.js').Page} p */
export function tellOfBoth({ place }) {
  const words = say(
    "This record was changed in another tab. What you see here is now a separate record. Both are in the list of forms.",
  );
  ask(place, [words]);
}
