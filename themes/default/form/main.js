// The script of a form's page. It begins where the page says what it holds.

import { byId } from "./dom.js";
import { page } from "./page.js";

const at = byId("form-data");
if (at && at.dataset.json) page(JSON.parse(at.dataset.json));
