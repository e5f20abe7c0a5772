// The head of a record, above its fields: the day that it is about and, on forms filled in about each, the competency.

import { el, on } from './dom.js';
import { dateWords, readDate } from './dates.js';

/** @typedef {import('./types.js').FormRecord} FormRecord */

/**
 * @param {import('./types.js').PageData} data
 * @param {() => void} changed
 */
export function recordHead(data, changed) {
  const definition = /** @type {import('./types.js').Definition} */ (data.definition), each = definition.repeats === 'each-competency';
  const date = el('input', { type: 'text', id: 'f-_date', className: 'w-date', autocomplete: 'off', 'aria-describedby': 'h-_date' });
  const hint = el('p', { className: 'hint', id: 'h-_date', 'aria-live': 'polite' });
  const about = el('select', { id: 'f-_about' });
  let stored = '';

  /** @type {Map<string, HTMLElement>} */
  const groups = new Map();
  const option = (/** @type {string} */ value, /** @type {string} */ text) => el('option', { value }, text);
  about.append(option('', 'Choose'));
  for (const c of data.competencies || []) {
    const group = c.group || '';
    const place = groups.get(group) || (group ? about.appendChild(el('optgroup', { label: group })) : about);
    groups.set(group, place);
    place.append(option(c.id, c.label));
  }

  const tell = () => {
    const read = readDate(date.value);
    hint.textContent = date.value.trim() && !read ? `This is not a date that the page can read. The record stays at ${dateWords(stored)}.` : 'For example, 27 March 2026';
  };
  on(date, 'input', () => {
    const read = readDate(date.value);
    if (!read || read === stored) return;
    stored = read;
    changed();
  });
  on(date, 'blur', () => {
    const read = readDate(date.value);
    if (read) date.value = dateWords(read);
    tell();
  });
  on(about, 'change', changed);

  const box = el('div', { className: 'record-head' },
      el('div', { className: 'field', id: 's-_date' }, el('label', { htmlFor: date.id }, 'Date it is about'), hint, date),
      each && el('div', { className: 'field', id: 's-_about' }, el('label', { htmlFor: about.id }, 'Competency it is about ', el('span', { className: 'req' }, 'required')), about));
  // a form that is printed to be filled in by hand has no date yet
  on(window, 'beforeprint', () => { if (box.matches('.blank')) date.value = ''; });
  on(window, 'afterprint', () => { date.value = date.value || dateWords(stored); });

  return {
    box,
    /** @param {FormRecord} record */
    write(record) {
      stored = record.date;
      date.value = dateWords(stored);
      if (record.about && !about.querySelector(`[value="${CSS.escape(record.about)}"]`)) about.append(option(record.about, record.about));
      about.value = record.about;
      tell();
    },
    read: () => ({ date: stored, about: each ? about.value : '' }),
    /** @param {boolean} yes */
    lock(yes) {
      date.readOnly = yes;
      about.disabled = yes;
    },
    problems: () => [
      !readDate(date.value) && { field: '_date', id: date.id, text: 'Date it is about: write a date, such as 27 March 2026' },
      each && !about.value && { field: '_about', id: about.id, text: 'Competency it is about: choose one' },
    ].filter(Boolean),
  };
}
