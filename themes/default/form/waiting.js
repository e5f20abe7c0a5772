// Whose signature a complete record waits for.

import { say } from "../say.js";
import { unsigned } from "./complete.js";
import { tag } from "./dom.js";
import { parts } from "./handover.js";
import { and, laneWords } from "./wording.js";

/**
 * "Complete, waits for your preceptor’s signature", as a tag; null where it waits for none.
 *
 * @param {import('./drafts.js').Draft} draft
 * @param {import('./model.js').PageData} data
 */
export function waitingTag(draft, data) {
  const { record, definition, opened } = draft;
  if (record.status !== "complete") return null;
  // who opened a file may be anybody
  const mine = !opened && !!definition.completed_by?.includes(data.whose);
  const whose = (/** @type {string} */ lane) => {
    if (mine && lane === data.whose) return say("your signature");
    const name = laneWords(data, lane).replace(/^.(?=[a-z])/, (c) => c.toLowerCase());
    return mine ? say("your {1}’s signature", name) : say("the {1}’s signature", name);
  };
  const lanes = [...new Set(unsigned(parts(draft).main, definition).map((f) => f.lane || ""))];
  const list = lanes.map(whose);
  return list.length ? tag("draft", say("Complete, waiting for {1}", and(list))) : null;
}
