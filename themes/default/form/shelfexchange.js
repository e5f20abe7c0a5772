// The second script of the forms index: what takes records in, signs them and hands them over. shelf.js fetches it.

import { askNameAt } from "./askname.js";
import { askFirst } from "./caution.js";
import { finish } from "./finish.js";
import { send } from "./send.js";
import { open } from "./shelfopen.js";
import { openSitting } from "./sitting.js";

const exchange = { askFirst, askNameAt, finish, open, openSitting, send };

/** @typedef {typeof exchange} ShelfExchange */

/** @type {any} */ (window)["precept-exchange"] = exchange;
