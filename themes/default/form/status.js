// Says what is still needed, what is kept and where, and how it was handed over.

import { say } from "../say.js";
import { keep, keepMarked, otherDrafts } from "./autosave.js";
import { fits } from "./digest.js";
import { handovers, markSent, parts } from "./handover.js";
import { needed } from "./needed.js";
import { begin, ownerByActions, troubles, warn } from "./owner.js";
import { save } from "./saving.js";
import { stateLine } from "./stateline.js";
import { and, handoverWords, moment } from "./wording.js";

/** @typedef {import('./model.js').Page} Page */
/** @typedef {import('./stateline.js').Buttons} Buttons */
/** @typedef {ReturnType<typeof stateLine>} Tell */

/**
 * @param {Page} p
 * @param {HTMLElement[]} places  where it is said what is kept
 * @param {(own: boolean) => void} offer  offers what can be done now; own: something is private
 * @returns {(another?: boolean) => void} says it all again; another: another record has come to the page
 */
export function status(p, places, offer) {
  const tell = stateLine(places);
  const line = /** @type {HTMLElement} */ (document.querySelector("#form-top .form-way"));
  const ask = ownerByActions(p);
  let { trouble } = p;
  return (another) => {
    const { main, own } = parts(p.draft);
    p.signs.show(main, another);
    const broken = brokenWords(p, main);
    line.textContent = needed(p);
    p.head.box.classList.toggle("blank", !p.draft.changed);
    offer(!!own);
    ask();
    if (p.trouble && p.trouble !== trouble) warn(p);
    trouble = p.trouble;
    if (trouble) return tell([...troubles[trouble], ...broken], "trouble", troubleButtons(p));
    if (!p.draft.changed) return tell([say("Not saved yet.")], "empty", []);
    if (another && !document.querySelector(".own-device")) begin(p, true);
    tellKept(p, broken, tell);
  };
}

/** Whose signatures no longer fit, in words. @param {Page} p @param {import('./model.js').FormRecord} main */
function brokenWords({ definition }, main) {
  const broken = main.signed.filter((s) => !fits(s, main, definition));
  const names = new Set(broken.map((s) => s.name));
  if (!names.size) return [];
  return [say("Changed since {1} signed. Ask them to sign again, or undo your change.", and([...names]))];
}

/** @param {Page} p @returns {Buttons} */
function troubleButtons(p) {
  /** @type {Buttons} */
  const again = p.trouble === "gone" ? [[say("Save it here again"), () => keep(p, true)]] : [];
  return [[say("Save a file"), () => save(p)], ...again];
}

/** Says what is kept, and what was handed over. @param {Page} p @param {string[]} broken @param {Tell} tell */
function tellKept(p, broken, tell) {
  const how = handovers(p.draft);
  const { packed } = how;
  const owner = p.device.owner();
  const safe = Object.values(how).some(Boolean);
  const markAsSent = () => {
    const list = [p.draft, ...otherDrafts(p).filter((d) => d.packed?.at === packed?.at)];
    markSent(list);
    keepMarked(p, list);
  };
  const words = handoverWords(p.draft, how);
  if (!safe && p.device.disk) words.push(say("Not saved until you save a file."));
  else if (!safe && owner !== "own") words.push(say("Save a file before you close it."));
  const text = keptWords(p, words.filter(Boolean).join(" "));
  const sort = (owner === "own" || safe ? "kept" : "tab") + broken + owner;
  /** @type {Buttons} */
  const buttons = p.fixed ? [[say("Correct it"), p.fixed]] : [];
  if (packed) buttons.unshift([say("I have sent it"), markAsSent]);
  if (p.names && owner === "own") buttons.push(p.names.button());
  tell([...broken, text], sort + !!p.fixed, buttons);
}

/** @param {Page} p @param {string} more */
function keptWords({ device, draft, attached, names }, more) {
  const at = moment(draft.saved);
  if (device.disk) return more;
  if (device.owner() === "own") return `${say("Saved on this device {1}.", at)} ${more} ${names?.words() || ""}`;
  const files = attached.length ? " " + say("Chosen files are kept until you leave.") : "";
  return `${say("Kept for this tab only, {1}.", at)} ${more}${files}`;
}
