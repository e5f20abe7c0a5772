// The third script of a form's page: what takes records in and hands them over. It comes after the second, later.js.

import { load, open } from "./open.js";
import { clear, finish, send } from "./recordactions.js";
import { saveNotes } from "./savenotes.js";

const exchange = { clear, finish, load, open, saveNotes, send };

/** @typedef {typeof exchange} Exchange */

/** @type {any} */ (window)["precept-exchange"] = exchange;
