// Dates as they are typed, said in words beside their box; and of a number or time, once its box is left, that it cannot be read.
import { describe, el, on, say, settled } from "./dom.js";
import { dateWords, day, readDate } from "./dates.js";

/**
 * @param {HTMLInputElement} input
 * @param {boolean} [past]  a day that has been is asked for
 * @param {false | (() => string)} [wrong]  says of a box for no date what is wrong, quietly
 * @returns {() => void} says what stands there now
 */
export function echo(input, past, wrong) {
  const said = el("span", { className: "echo", id: input.id + "_e" });
  (input.nextElementSibling?.matches(".unit") ? input.nextElementSibling : input).after(said);
  const look = (/** @type {unknown} */ left) => {
    const iso = wrong ? "" : readDate(input.value, undefined, past),
      how =
        left !== true || iso || !input.value.trim()
          ? ""
          : wrong
            ? wrong()
            : "This date does not exist or could not be read. Write it like 27 March 2026.";
    said.textContent = iso
      ? new Date(iso).toLocaleDateString("en-GB", { weekday: "long", timeZone: "UTC" }) +
        " " +
        dateWords(iso) +
        (past && iso > day() ? ". This day is still to come." : "")
      : how;
    describe(input, said.id, !!how);
    if (wrong) return iso;
    said.classList.toggle("wrong", !!how);
    input.ariaInvalid = how ? "true" : null;
    return iso;
  };
  on(input, "input", look);
  on(input, "change", () => {
    const iso = look(false);
    if (iso) input.value = dateWords(iso);
    settled(() => {
      look(true);
      say(said.textContent || "");
    });
  });
  return () => {
    look(false);
  };
}
