// A record that another tab writes may only be read in this one, until it is taken over.

import { ask, unask } from "./ask.js";
import { el, on, say } from "./dom.js";
import { rekeep, renew, tick } from "./keeping.js";
import { tabs } from "./tabs.js";

/**
 * @param {import('./types.js').Page} p
 * @param {(yes: boolean) => void} lock
 */
export function elsewhere(p, lock) {
  const title = /** @type {HTMLElement} */ (document.querySelector("h1")),
    where = "This record is open in another tab.",
    here = " Here you can read it.";
  let close = () => {};
  const tab = tabs(() => {
    tick(p);
    yieldIt();
    return p.draft;
  });

  function yieldIt() {
    lock(true);
    unask();
    close();
    close = ask(
      (box) => title.after(box),
      [el("p", null, el("strong", null, where), here)],
      [
        ["Use it here", useHere],
        ["Start a new one", () => renew(p)],
      ],
      true,
    );
  }

  async function useHere() {
    const theirs = /** @type {import('./drafts.js').Draft | undefined} */ (await tab.take());
    const kept = p.store.get(p.draft.record),
      best = theirs && (!kept || theirs.changed > kept.changed) ? theirs : kept || p.draft;
    p.adopt({ ...best, rev: kept ? kept.rev : 0 });
    rekeep(p);
  }

  on(p.form, "click keydown", (e) => {
    if (!p.locked || !e.target.matches("input, textarea, select") || (e.key && (e.key[1] || e.ctrlKey))) return;
    say(where + here);
    title.scrollIntoView();
  });

  return {
    drop: tab.drop,
    /** Asks for the record that has come to the page. @param {string} name */
    claim(name) {
      const { draft } = p;
      close();
      tab.claim(name).then((ours) => {
        if (!ours && p.draft === draft) yieldIt();
      });
    },
  };
}
