// The second script of the forms index: what hands records over and signs them. shelf.js fetches it.

import { askFirst } from "./caution.js";
import { finish } from "./finish.js";
import { send } from "./send.js";
import { openSitting } from "./sitting.js";

const exchange = { askFirst, finish, openSitting, send };

/** @typedef {typeof exchange} ShelfExchange */

/** @type {any} */ (window)["precept-exchange"] = exchange;
