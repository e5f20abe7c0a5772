// The search page's script: what is typed, what is found, and the way through it by keyboard.
import { say, several } from "../say.js";
import { loadAll, piece, wordsAt } from "./load.js";
import { index } from "./rank.js";
import { el, item } from "./results.js";

const atOnce = 8; // pages shown before "Show more"
const box = /** @type {HTMLFormElement | null} */ (document.getElementById("search")),
  typed = /** @type {HTMLInputElement | null} */ (document.getElementById("q"));
if (box && typed) begin(box, typed);

/** @param {HTMLFormElement} box @param {HTMLInputElement} typed */
function begin(box, typed) {
  const [out, count, first] = ["search-results", "search-count", "search-start"].map(
    (id) => document.getElementById(id) || el("div"),
  );
  /** @type {ReturnType<typeof index> | undefined} */
  let known;
  let turn = 0,
    shown = atOnce,
    timer = 0;

  const links = () => [...out.querySelectorAll("a")];
  const place = () => links().indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));

  /** @param {string} text @param {boolean} [found] */
  function tell(text, found) {
    count.textContent = text;
    first.hidden = !!found;
    if (!found) out.textContent = "";
  }

  /** @param {Awaited<ReturnType<ReturnType<typeof index>>>} found */
  function show({ order, instead, marks }) {
    const { per, groups } = piece("start"),
      list = el("ol");
    list.className = "results";
    for (const n of order.slice(0, shown)) {
      const row = piece(`d-${Math.floor(n / per)}`)?.[n % per];
      if (row) list.append(item(row, groups[row[0]], marks));
    }
    const at = place(); // results that come late do not take the focus away from somebody who is among them
    out.replaceChildren(list);
    links()[at]?.focus();
    if (order.length > shown) {
      const more = document.createElement("button");
      more.className = "button plain";
      more.type = "button";
      more.textContent = say("Show more");
      more.addEventListener("click", showMore);
      out.append(more);
    }
    const meant = [...instead.values()].map((w) => `“${w}”`);
    const corrected = meant.length
      ? say(
          "Showing results for {1}.",
          meant.reduce((all, one) => say("{1} and {2}", all, one)),
        ) + " "
      : "";
    tell(corrected + several(order.length, "{1} page found", "{1} pages found"), true);
  }

  async function showMore() {
    const at = list().length;
    shown += atOnce;
    await run();
    list()[at]?.querySelector("a")?.focus();
  }
  const list = () => [...out.querySelectorAll("li")];

  async function run() {
    const mine = ++turn,
      text = typed.value.trim();
    if (!text) return tell("");
    const [start] = await loadAll(["start"]);
    if (!start) return tell(say("The search could not be loaded. The list below has every page."));
    known ||= index(start, (key) => piece(wordsAt(key)));
    const found = await known(text, (keys) => loadAll(keys.map(wordsAt)));
    await loadAll([...new Set(found.order.slice(0, shown).map((n) => `d-${Math.floor(n / start.per)}`))]);
    if (mine !== turn) return;
    if (found.order.length) show(found);
    else tell(say("Nothing found for “{1}”. Try other words, or only the start of one.", text));
  }

  box.hidden = false;
  typed.addEventListener("input", () => {
    shown = atOnce;
    clearTimeout(timer);
    timer = setTimeout(run, 120);
  });
  box.addEventListener("submit", async (e) => {
    e.preventDefault();
    clearTimeout(timer);
    await run();
    links()[0]?.focus();
  });
  document.addEventListener("keydown", (e) => {
    const all = links(),
      at = place();
    if (document.activeElement !== typed && at < 0) return;
    if (e.key === "ArrowDown" && all.length) {
      e.preventDefault();
      all[Math.min(at + 1, all.length - 1)].focus();
    }
    if (e.key === "ArrowUp" && at >= 0) {
      e.preventDefault();
      (at ? all[at - 1] : typed).focus();
    }
    if (e.key === "Escape") {
      typed.value = "";
      run();
      typed.focus();
    }
  });
  const asked = /[?#&]q=([^&]*)/.exec(location.search + location.hash);
  if (asked) {
    try {
      typed.value = decodeURIComponent(asked[1].replace(/\+/g, " "));
    } catch {
      // not an address that we made
    }
    run();
  }
  typed.focus();
}
