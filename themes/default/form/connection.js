// Without a connection another page does not open: this one says so before somebody leaves it.

import { say } from "../say.js";
import { ask } from "./ask.js";
import { on } from "./dom.js";

const words = say(
  "You are offline. You can keep writing on this page. Other pages will open when you are back online.",
);

/** @param {HTMLElement} place  where it says so */
export function watchConnection(place) {
  if (location.protocol === "file:") return;
  let close = () => {};
  const look = () => {
    close();
    close = navigator.onLine ? () => {} : ask(place, [words], undefined, true);
  };
  on(window, "online offline", look);
  on(document, "click", (e) => {
    const link = e.target.closest("a[href]");
    if (navigator.onLine || !link || link.pathname === location.pathname || link.protocol === "blob:") return;
    e.preventDefault();
    close();
    close = ask(place, [words], [[say("Stay here")], [say("Try anyway"), () => location.assign(link.href)]]);
  });
  look();
}
