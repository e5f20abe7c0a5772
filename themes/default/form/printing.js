// Paper: what was written is printed whole, as text, since a box to type in is cut off where a sheet ends.

import { say } from "../say.js";
import { all, button, el, on } from "./dom.js";

const root = document.documentElement;

/** @param {HTMLElement} form */
export function printing(form) {
  // each sheet says which form it is of
  root.dataset.paper = (document.querySelector("h1") || root).textContent + " · " + root.dataset.paper;
  on(window, "beforeprint", () => {
    for (const box of /** @type {any[]} */ (all(form, "input[type=text], textarea, select"))) {
      if (!box.value || box.closest(".coach, .pick")) continue;
      box.classList.add("said");
      box.after(el("span", { className: "printed" }, box.selectedOptions ? box.selectedOptions[0].text : box.value));
    }
  });
  on(window, "afterprint", () => {
    all(form, ".printed").forEach((e) => e.remove());
    all(form, ".said").forEach((e) => e.classList.remove("said"));
    root.removeAttribute("data-print");
  });
  for (const place of all(document, "[data-large]")) {
    place.append(
      button(say("Large print"), () => {
        root.setAttribute("data-print", "large");
        print();
      }),
    );
  }
}
