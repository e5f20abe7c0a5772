// The page's second script, which later.js begins: it is fetched once, when it is first needed.

import { ask } from "./ask.js";
import { el, on } from "./dom.js";

/** @typedef {import('./later.js').Later} Later */
/** @typedef {import('./types.js').Allowance} Allowance */
/** @typedef {import('./types.js').PageData} PageData */

/** @type {Promise<Later> | undefined} */
let coming;

/** @param {PageData} data @returns {Promise<Later>} */
export const second = (data) =>
  (coming ||= new Promise((come, stay) => {
    const script = el("script", {
      src: data.later,
      onload: () => come(/** @type {any} */ (window).preceptLater),
      onerror: () => {
        script.remove(); // and the next who needs it asks again
        coming = undefined;
        stay();
      },
    });
    document.head.append(script);
  }));

/**
 * Does something with it, or says that it cannot be had.
 *
 * @template T
 * @param {import('./types.js').Page} p
 * @param {(later: Later) => T} run
 */
export const fetched = (p, run) =>
  second(p.data).then(run, () => {
    ask(p.foot, ["This part of the page has not come. Try again when you are online."]);
  });

/**
 * The coach, which comes with the second script as soon as somebody is in the form, so that all of it is here before they can go
 * offline.
 *
 * @param {HTMLElement} form
 * @param {PageData} data
 * @param {() => void} changed
 */
export function guard(form, data, changed) {
  /** @type {ReturnType<Later["coach"]> | undefined} */
  let coach;
  /** @type {Allowance[]} */
  let allow = [];
  const come = () =>
    second(data).then(
      (later) => {
        if (coach) return;
        coach = later.coach(form, data, changed);
        coach.know(allow);
      },
      () => {},
    ); // the build looks again
  on(form, "focusin", come);
  return {
    /** Does it, or asks first; see coach.js. @param {string} word @param {HTMLElement} place @param {() => unknown} run */
    challenge: (word, place, run) => {
      coach ? coach.challenge(word, place, run) : run();
    },
    /** What was said to be no identifier. */
    allowed: () => (coach ? coach.allowed() : allow),
    /** Takes over what has been said before, and looks at what is written. @param {Allowance[]} known @param {boolean} written */
    know(known, written) {
      allow = known;
      if (coach) coach.know(known);
      else if (written) come();
    },
  };
}
