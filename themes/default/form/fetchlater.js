// Fetches the page's second script, later.js, once, when it is first needed.

import { ask } from "./ask.js";
import { el, on } from "./dom.js";

/** @typedef {import('./later.js').Later} Later */
/** @typedef {import('./model.js').Allowance} Allowance */
/** @typedef {import('./model.js').PageData} PageData */

export const notLoaded = "This part of the page did not load. Try again when you are online.";

/** @type {HTMLElement | undefined} */
let script;

/** Everybody who waits for it. @type {{run: (later: Later) => void, failed?: () => void}[]} */
let waiting = [];

/**
 * Does something with it: at once where it is here, else when it comes.
 *
 * @param {PageData} data
 * @param {(later: Later) => void} run
 * @param {() => void} [failed]  it could not be fetched; the next who needs it tries again
 */
export function fetchLater(data, run, failed) {
  if (whenHere(run, failed) || script) return;
  const end = (/** @type {Later | undefined} */ later) => {
    const list = waiting;
    waiting = later ? [] : list.filter((w) => !w.failed);
    for (const { run, failed } of list) {
      if (later) run(later);
      else failed?.();
    }
  };
  const onload = () => end(/** @type {any} */ (window).preceptLater);
  const onerror = () => {
    script?.remove();
    script = undefined;
    end(undefined);
  };
  script = el("script", { src: data.later, onload, onerror });
  document.head.append(script);
}

/**
 * Does something with it once it is here, and does not fetch it; whether it is here.
 *
 * @param {(later: Later) => void} run
 * @param {() => void} [failed]
 */
export function whenHere(run, failed) {
  const { preceptLater } = /** @type {any} */ (window);
  if (preceptLater) run(preceptLater);
  else waiting.push({ run, failed });
  return !!preceptLater;
}

/**
 * Does something with it, or says that it did not load.
 *
 * @template T
 * @param {import('./model.js').Page} p
 * @param {(later: Later) => T} run
 */
export const withLater = (p, run) =>
  new Promise((done) => {
    fetchLater(
      p.data,
      (later) => done(run(later)),
      () => done(ask(p.foot, [notLoaded])),
    );
  });

/**
 * The coach, which comes with the second script as soon as somebody is in the form, so that all of it is here before
 * they can go offline.
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
    fetchLater(
      data,
      () => {},
      () => {},
    ); // without it, the build looks again
  on(form, "focusin", come);
  return {
    /**
     * Does it, or asks first; see coach.js.
     *
     * @param {string} word
     * @param {HTMLElement} place
     * @param {() => unknown} run
     */
    challenge(word, place, run) {
      if (coach) coach.challenge(word, place, run);
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
