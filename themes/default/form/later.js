// The second script of a form's page: the coach, what is still to fill in, signing. Nobody needs these before somebody
// is in the form, so the page fetches them then; see fetchlater.js. It is a classic script, since a page in a folder on
// disk can fetch nothing else. What it needs of the first script's modules, that leaves for it on window: see
// internal/theme/bundle.go.

import { another } from "./anotherrecord.js";
import { askWhich, startAnother, watchComplete } from "./askaboutsent.js";
import { coach } from "./coach.js";
import { watchConnection } from "./connection.js";
import { show } from "./errorsummary.js";
import { showLeftovers } from "./leftovers.js";
import { askName, names } from "./names.js";
import { otherTab, tellOfBoth } from "./othertab.js";
import { pickList } from "./picklist.js";
import { reading } from "./reading.js";
import { moveRow, removeRow } from "./rowacts.js";
import { signatures } from "./signaturefield.js";

const later = {
  ...{ another, askName, askWhich, coach, moveRow, names, otherTab, pickList, reading, removeRow },
  ...{ show, showLeftovers, signatures, startAnother, tellOfBoth, watchComplete, watchConnection },
};

/** @typedef {typeof later} Later */

/** @type {any} */ (window)["precept-later"] = later;
