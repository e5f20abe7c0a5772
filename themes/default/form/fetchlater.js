// Fetches the scripts that a form's page needs once somebody is in the form: later.js, and exchange.js after it.

import { ask } from "./ask.js";
import { on } from "./dom.js";
import { fetched, notLoaded } from "./fetched.js";

/** @typedef {import('./later.js').Later} Later */
/** @typedef {import('./exchange.js').Exchange} Exchange */
/** @typedef {import('./model.js').Allowance} Allowance */
/** @typedef {import('./model.js').PageData} PageData */
/** @typedef {import('./model.js').Page} Page */

/** @type {import('./fetched.js').Fetched<Later>} */
const later = fetched("later");

/** @type {import('./fetched.js').Fetched<Exchange>} */
const exchange = fetched("exchange", later);

export const fetchLater = later.come;
export const whenHere = later.whenHere;

/**
 * Does something with a script, or says that it did not load.
 *
 * @template S
 * @param {import('./fetched.js').Fetched<S>} script
 * @returns {<T>(p: Page, run: (script: S) => T) => Promise<T>}
 */
const withScript = (script) => (p, run) =>
  new Promise((done) => {
    script.come(
      p.data,
      (it) => done(run(it)),
      () => ask(p.foot, [notLoaded]),
    );
  });

export const withLater = withScript(later);
export const withExchange = withScript(exchange);

/**
 * The coach, which comes with the second script as soon as somebody is in the form. The third follows, so that all is
 * here before they can go offline.
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
  whenHere((later) => {
    coach = later.coach(form, data, changed);
    coach.know(allow);
  });
  const come = () =>
    exchange.come(
      data,
      () => {},
      () => {},
    ); // without it, the build looks again
  on(form, "focusin", come);
  return {
    /**
     * Does it, or asks first; see coach.js.
     *
     * @param {import("./caution.js").Act} act
     * @param {HTMLElement} place
     * @param {() => unknown} run
     */
    challenge(act, place, run) {
      if (coach) coach.challenge(act, place, run);
      else run();
    },
    /** What was said not to identify a patient. */
    allowed: () => (coach ? coach.allowed() : allow),
    /**
     * Takes over what was said before, and looks at what is written.
     *
     * @param {Allowance[]} known
     * @param {boolean} written
     */
    know(known, written) {
      allow = known;
      if (coach) coach.know(known);
      else if (written) come();
    },
  };
}
