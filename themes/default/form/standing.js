// What is said of where things stand: what is still needed, what is kept and where, and how it was handed over.

import { keep, others, written } from "./keeping.js";
import { needed } from "./needed.js";
import { begin, troubles, warn } from "./owner.js";
import { left, parts, sentOff } from "./parts.js";
import { save } from "./saving.js";
import { stateLine } from "./state.js";
import { handed, moment } from "./words.js";

/** @typedef {import('./types.js').Page} Page */
/** @typedef {[string, () => unknown][]} Buttons */

/**
 * @param {Page} p
 * @param {HTMLElement[]} places  where it is said what is kept
 * @param {(own: boolean) => void} offer  offers what can be done as things stand; own: something is private
 * @returns {(another?: boolean) => void} says it all anew; another: another record has come to the page
 */
export function standing(p, places, offer) {
  const tell = stateLine(places),
    line = /** @type {HTMLElement} */ (document.querySelector("#form-top .form-way"));
  let { trouble } = p;
  return (another) => {
    const { main, own } = parts(p.draft),
      names = p.signs.show(main, another);
    line.textContent = needed(p);
    p.head.box.classList.toggle("blank", !p.draft.changed);
    offer(!!own);
    const broken = names.length
      ? [`Changed since ${names.join(" and ")} signed. Ask them to sign again, or undo your change.`]
      : [];
    if (p.trouble && p.trouble !== trouble) warn(p);
    trouble = p.trouble;
    if (trouble)
      tell([...troubles[trouble], ...broken], "trouble", [
        ["Save a file", () => save(p)],
        ...(trouble === "gone" ? /** @type {Buttons} */ ([["Keep it here again", () => keep(p, true)]]) : []),
      ]);
    else if (!p.draft.changed) tell(["Not saved yet."], "empty", []);
    else {
      if (another && !document.querySelector(".own-device")) begin(p, true);
      kept(p, broken, tell);
    }
  };
}

/** What is kept, and what was handed over. @param {Page} p @param {string[]} broken @param {ReturnType<typeof stateLine>} tell */
function kept(p, broken, tell) {
  const { sent, packed, filed } = left(p.draft),
    { disk } = p.whose,
    own = p.whose.whose() === "own",
    at = moment(p.draft.saved);
  const safe = sent || packed || filed,
    last = [
      ...handed(p.draft),
      safe || own ? "" : disk ? "Not saved until you save a file." : "Save a file before you close it.",
    ]
      .filter(Boolean)
      .join(" ");
  const lead = disk
    ? last
    : own
      ? `Saved on this device ${at}. ${last}`
      : `Kept for this tab only, ${at}. ${last}${p.attached.length ? " Chosen files are kept until you leave the page." : ""}`;
  /** @type {Buttons} */
  const buttons = packed
    ? [
        [
          "I have sent it",
          () => {
            const list = [p.draft, ...others(p).filter((d) => d.packed?.at === packed.at)];
            sentOff(list);
            written(p, list);
          },
        ],
      ]
    : [];
  tell([...broken, lead], (own || safe ? "kept" : "tab") + broken + p.whose.whose(), buttons);
}
