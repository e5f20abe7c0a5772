// The script of form pages and of the forms index. It begins where the page says what it holds.

import { byId } from './dom.js';
import { page } from './page.js';
import { shelf } from './shelf.js';

const at = byId('form-data'), data = at && JSON.parse(at.dataset.json || 'null'), section = byId('shelf');
if (data && data.definition) page(data);
else if (data && section) shelf(section, data);
