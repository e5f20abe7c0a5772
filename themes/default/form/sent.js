// What was handed over, and does not come back by itself: firstrecord.js and askaboutsent.js.

import { parts } from "./handover.js";

/** Whether it is complete, and says what it said when it was handed over. @param {import('./drafts.js').Draft} d */
export const handedOn = (d) =>
  d.record.status === "complete" && d.handed?.status !== "draft" && !!d.base && d.base === parts(d).state;
