// Scripts that a page fetches once, when they are first needed.

import { say } from "../say.js";
import { el } from "./dom.js";

/** @typedef {import('./model.js').PageData} PageData */

export const notLoaded = say("This part of the page did not load. Try again when online.");

/**
 * come: does something with the script, at once where it is here, else when it comes; failed: it could not be fetched,
 * and the next who needs it tries again. whenHere: does something with it once it is here, and does not fetch it; gives
 * whether it is here.
 *
 * @template S
 * @typedef {object} Fetched
 * @property {(data: PageData, run: (script: S) => void, failed?: () => void) => void} come
 * @property {(run: (script: S) => void, failed?: () => void) => boolean} whenHere
 */

/**
 * @template S
 * @param {"later" | "exchange" | "definitions"} name  of its address in the page's data; it leaves what it has on window under that name
 * @param {Fetched<any>} [before]  has to be here first
 * @returns {Fetched<S>}
 */
export function fetched(name, before) {
  /** @type {HTMLElement | undefined} */
  let script;
  let coming = false;
  /** Everybody who waits for it. @type {{run: (script: S) => void, failed?: () => void}[]} */
  let waiting = [];
  const here = () => /** @type {any} */ (window)["precept-" + name];

  /** @type {Fetched<S>["whenHere"]} */
  function whenHere(run, failed) {
    if (here()) run(here());
    else waiting.push({ run, failed });
    return !!here();
  }

  function end() {
    const it = here();
    const list = waiting;
    coming = !!it;
    if (!it) script?.remove();
    waiting = it ? [] : list.filter((w) => !w.failed);
    for (const { run, failed } of list) {
      if (it) run(it);
      else failed?.();
    }
  }

  /** @type {Fetched<S>["come"]} */
  function come(data, run, failed) {
    if (whenHere(run, failed) || coming) return;
    coming = true;
    const load = () => {
      script = el("script", { src: data[name], onload: end, onerror: end });
      document.head.append(script);
    };
    if (before) before.come(data, load, end);
    else load();
  }
  return { come, whenHere };
}
