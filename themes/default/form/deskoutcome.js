// What the panel says once a record was sent to the desk, and what can be done then.

import { say } from "../say.js";
import { button, el } from "./dom.js";
import { noteFiled, showState } from "./deskfiled.js";
import { notSaved, refresh, tell } from "./deskpanel.js";
import { post } from "./deskrequest.js";
import { behind, differences, messages } from "./outcome.js";

/** @typedef {import("./outcome.js").Outcome} Outcome */
/** @typedef {import("./deskpanel.js").Panel} Panel */

/** The time of day, "09:05". */
const now = () => new Date().toTimeString().slice(0, 5);

/** Decides between two versions. @param {Panel} p @param {string} delivery @param {"keep" | "replace"} how */
const decide = (p, delivery, how) =>
  post("accept", { delivery, do: "accept", take: "0", "how-0": how }).then(
    (o) => hear(p, o),
    (error) => notSaved(p, error),
  );

/** @param {Panel} p @param {string} delivery */
async function undo(p, delivery) {
  try {
    const o = await post("undo", { delivery });
    const done = o.stage === "undone";
    if (done) {
      p.filed = null;
      showState(p);
    }
    const words = done
      ? say("Taken back. Everything there is as it was before. What you typed is still on this page.")
      : say("It could not be taken back, because it has been changed since.");
    tell(p, [words, messages(o.messages)], true);
    refresh(p);
  } catch (error) {
    notSaved(p, error);
  }
}

/** @param {...import("./dom.js").Child} children */
export const actions = (...children) => el("div", { className: "precept-save-do" }, ...children);

/** Says what became of it. @param {Panel} p @param {Outcome} o */
export function hear(p, o) {
  const notes = o.notes || [];
  if (o.digest) {
    p.page.saved(o.digest);
    if (o.stage === "accepted" || p.filed?.record !== p.page.record().record) noteFiled(p, o.digest, now());
  }
  if (o.state === "empty") return tell(p, notes, true);
  if (o.stage === "accepted") {
    tell(p, accepted(p, o), true);
    refresh(p);
    return;
  }
  if (o.state === "same")
    return tell(
      p,
      [
        say("There is nothing to save. This record, or a newer version of it, is already there."),
        ...notes,
        messages(o.messages),
      ],
      true,
    );
  if (o.state === "conflict") return tell(p, conflict(p, o), true);
  if (o.state === "replaces") return tell(p, replaces(p, o), true);
  tell(
    p,
    [strong(say("Not saved."), say("What you typed is still on this page.")), ...notes, messages(o.messages)],
    true,
  );
}

/** @param {string} first @param {string} rest */
const strong = (first, rest) => el("p", null, el("strong", null, first + " "), rest);

/** @param {Panel} p @param {Outcome} o */
function accepted(p, o) {
  const where = p.practice ? say("It is in the {place}’s records.") : say("It is in {1}’s portfolio.", o.name);
  return [
    o.beside ? strong(say("Both are kept."), say("You can decide later on the desk.")) : strong(say("Saved."), where),
    ...(o.notes || []),
    messages(o.messages),
    behind(say("Where it is"), o.files),
    actions(
      button(say("Take it back"), () => tell(p, takeBack(p, o), true)),
      o.href && el("a", { href: o.href }, say("Open the portfolio of {1}", o.name)),
    ),
  ];
}

/** @param {Panel} p @param {Outcome} o */
const takeBack = (p, o) => [
  strong(say("Take it back?"), say("This removes what you saved. Everything will be as it was before.")),
  actions(
    button(say("Yes, take it back"), () => undo(p, o.delivery)),
    button(say("No, leave it"), () => tell(p, accepted(p, o), true)),
  ),
];

/** @param {Panel} p @param {Outcome} o */
const conflict = (p, o) => [
  strong(
    say("Not saved yet."),
    say("The record in the portfolio has changed in the meantime. Nothing was overwritten."),
  ),
  ...(o.notes || []),
  differences(o.differences),
  messages(o.messages),
  actions(
    button(say("Keep both"), () => decide(p, o.delivery, "keep"), { className: "button" }),
    button(say("Replace what is there"), () => decide(p, o.delivery, "replace")),
  ),
];

/** @param {Panel} p @param {Outcome} o */
const replaces = (p, o) => [
  strong(say("Not saved yet."), say("The record in the portfolio is complete. This newer version replaces it.")),
  ...(o.notes || []),
  differences(o.differences),
  messages(o.messages),
  actions(
    button(say("Replace the one in the portfolio"), () => decide(p, o.delivery, "replace"), { className: "button" }),
  ),
];
