// The second script of a form's page: the coach, what is still to fill in, opening a record's file, handing records over, finishing.
// Nobody needs these before somebody is in the form, so the page fetches them then; see second.js. It is a classic script, since a
// page in a folder on disk can fetch nothing else; what it needs of the modules of the first, that leaves for it (package theme).

import { reading } from "./answers.js";
import { carry, load, open } from "./back.js";
import { coach } from "./coach.js";
import { clear, finish } from "./finish.js";
import { offer } from "./send.js";
import { show } from "./summary.js";

const later = { carry, clear, coach, finish, load, offer, open, reading, show };

/** @typedef {typeof later} Later */

/** @type {any} */ (window).preceptLater = later;
