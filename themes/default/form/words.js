// Records in words: times, dates, and answers as a person reads them.

import { dateWords, day } from './dates.js';
import { el } from './dom.js';

/** @typedef {import('./types.js').Field} Field */

/** "10:42", or with its day where that is not today. @param {number} at */
export function moment(at) {
  const date = new Date(at), time = date.toTimeString().slice(0, 5);
  return day(date) === day() ? time : `${dateWords(day(date))}, ${time}`;
}

/** "at 10:42", or "on" its day. @param {number} at */
export const timed = at => (day(new Date(at)) === day() ? 'at ' : 'on ') + moment(at);

/** What a lane is called. @param {import('./types.js').PageData} data @param {string | undefined} id */
export const laneWords = (data, id) => (data.lanes.find(l => l.id === id) || { label: id || '' }).label;

/** What sending is called, and sending back, where the device shares files and where it only makes one. */
export const sendWords = 'canShare' in navigator ? ['Send my records', 'Send it back'] : ['Make a file to send', 'Make a file to send back'];

/** "1 record", "2 records". @param {number} n @param {string} what */
export const count = (n, what) => `${n} ${what}${n === 1 ? '' : 's'}`;

/**
 * An answer as text.
 *
 * @param {any} answer
 * @param {Partial<Field>} field
 * @returns {string}
 */
export function answerText(answer, field) {
  if (answer === undefined) return '';
  if (typeof answer === 'string') {
    if (field.type === 'tick') return answer && 'Yes';
    return /date|expiry/.test(field.type || '') && dateWords(answer) || answer;
  }
  if (Array.isArray(answer)) return answer.every(a => typeof a === 'string') ? answer.join(', ') : answer.map((row, i) => rowText(`Row ${i + 1}`, row, field)).join('\n');
  return Object.keys(answer).map(id => rowText(((field.rows || []).find(r => r.id === id) || { label: id }).label, answer[id], field)).join('\n');
}

/** @param {string} label @param {any} row @param {Partial<Field>} field */
const rowText = (label, row, field) => `${label}: ` + Object.keys(row).map(id => {
  const column = (field.columns || []).find(c => c.id === id) || { label: id };
  return `${column.label}: ${answerText(row[id], column)}`;
}).join('; ');

/**
 * Answers with their labels, in the form's order; those of fields that the form has not come last.
 *
 * @param {import('./types.js').Answers} answers
 * @param {import('./types.js').Definition} definition
 * @returns {{id: string, label: string, text: string}[]}
 */
export function inWords(answers, definition) {
  const fields = definition.fields.filter(f => f.type !== 'sign');
  const others = Object.keys(answers).filter(id => !fields.some(f => f.id === id));
  return [...fields, ...others.map(id => ({ id, label: id }))].map(f => ({ id: f.id, label: f.label, text: answerText(answers[f.id], f) })).filter(a => a.text);
}

/**
 * What is to be read before it is signed.
 *
 * @param {import('./types.js').FormRecord} main  without what is private
 * @param {import('./types.js').Definition} definition
 */
export const toRead = (main, definition) => el('dl', { className: 'reading-list' },
  ...[{ label: 'Date it is about', text: dateWords(main.date) }, ...inWords(main.answers, definition), { label: 'Notes', text: main.body.trim() }]
    .filter(a => a.text).map(a => el('div', null, el('dt', null, a.label), el('dd', null, a.text))));

/**
 * The same, as it heads the form's page for a signer.
 *
 * @param {import('./types.js').FormRecord} main
 * @param {import('./types.js').Definition} definition
 */
export const reading = (main, definition) => [el('h2', null, 'Read and sign'),
  el('p', null, 'This record is complete and waits for a signature. Below is what it says, and where to sign. Then save the file or send it back.'), toRead(main, definition)];
